// Starts reveal.js; fits tables and figures to their slides.
(() => {
  function fitTable(table) {
    const box = table.parentElement;
    const whole = Math.min(
      1.6,
      box.clientWidth / table.offsetWidth,
      box.clientHeight / table.offsetHeight,
    );
    // a table that would be too small to read is cut off at the right instead
    const cut = whole < .6;
    table.style.transform = `scale(${cut ? .6 : whole})`;
    table.classList.toggle("cut", cut);
  }

  function prepare({ currentSlide }) {
    for (const table of currentSlide?.querySelectorAll(".fit") ?? []) fitTable(table);
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
