// Starts reveal.js; fits tables, sounds and figures to their slides.
(() => {
  function fit(content) {
    const box = content.parentElement;
    const whole = Math.min(
      1.6,
      box.clientWidth / content.offsetWidth,
      box.clientHeight / content.offsetHeight,
    );
    // a table that would be too small to read is cut off at the right instead
    const cut = whole < .6 && !content.querySelector(".sound-player");
    content.style.transform = `scale(${cut ? .6 : whole})`;
    content.classList.toggle("cut", cut);
  }

  function prepare({ currentSlide }) {
    for (const content of currentSlide?.querySelectorAll(".fit") ?? []) fit(content);
    for (const figure of currentSlide?.querySelectorAll("[data-figure]") ?? []) {
      drawFigure(figure, { scaled: true });
    }
  }

  // the speaker's view shows slides in frames, which need no way back
  document.documentElement.classList.toggle("inner", parent !== self);

  Reveal.on("ready", prepare);
  Reveal.on("slidechanged", prepare);
  Reveal.initialize({
    width: 1280,
    height: 720,
    margin: .06,
    center: false,
    hash: true,
    slideNumber: "c/t",
    transition: "fade",
    transitionSpeed: "fast",
    controlsTutorial: false,
    plugins: [RevealNotes],
  });
})();
