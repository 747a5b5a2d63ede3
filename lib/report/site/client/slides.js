// Starts reveal.js; fits tables and figures to their slides.
(() => {
  const shrink = (element, box) => {
    const scale = Math.min(
      1.6,
      box.clientWidth / element.offsetWidth,
      box.clientHeight / element.offsetHeight,
    );
    element.style.transform = `scale(${scale})`;
  };

  // A figure is drawn at the size it was made for and then enlarged as a whole, lettering too.
  async function fitFigure(figure) {
    await enlivenFigure(figure);
    const plot = figure.querySelector(".plot");
    if (!plot) return;
    shrink(plot, figure.parentElement);
  }

  function prepare({ currentSlide }) {
    for (const element of currentSlide?.querySelectorAll(".fit") ?? []) {
      shrink(element, element.parentElement);
    }
    for (const figure of currentSlide?.querySelectorAll("[data-figure]") ?? []) fitFigure(figure);
  }

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
