// Figures: the picture is there at once. Plotly and the figure's numbers come when they are needed: under the
// mouse, at a touch; on a narrow screen and on dark paper as soon as the figure comes into view.
(() => {
  const root = new URL("../", document.currentScript.src);
  const page = document.documentElement;
  const inDeck = page.classList.contains("deck");
  const figures = [...document.querySelectorAll("[data-figure]")];
  const size = (figure, name) => parseFloat(figure.style.getPropertyValue(`--${name}`));

  const isNarrow = (figure) => figure.clientWidth < .7 * size(figure, "width");

  const arrived = new Map(), loading = new Map();
  globalThis.studyFigure = (path, spec) => arrived.set(path, spec);
  // A script, since a page from the disk may not read files.
  function load(address) {
    if (!loading.has(address)) {
      loading.set(
        address,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = new URL(address, root);
          script.onload = resolve;
          script.onerror = () => {
            loading.delete(address);
            reject(new Error(`${address} did not load`));
          };
          document.head.append(script);
        }),
      );
    }
    return loading.get(address);
  }

  // Drawn as wide as the page allows; or, `scaled`, at the size it was made for and then fitted as a whole,
  // lettering too.
  async function draw(figure, { scaled = false, still = false } = {}) {
    const dark = isDark(), want = dark ? "dark" : "light";
    if (figure.dataset.drawn === want || figure.dataset.busy) return;
    figure.dataset.busy = "yes";
    const path = figure.dataset.figure;
    try {
      const fonts = ["12px", "bold 12px"].map((font) =>
        document.fonts.load(`${font} "DejaVu Sans"`)
      );
      await Promise.all([load("assets/plotly.min.js"), load(`${path}.js`), ...fonts]);
      const spec = arrived.get(path), { data, layout, config } = dark ? darkFigure(spec) : spec;
      let plot = figure.querySelector(".plot");
      if (!plot) {
        plot = document.createElement("div");
        plot.className = "plot";
        figure.append(plot);
      }
      if (scaled) {
        figure.classList.add("scaled");
        figure.style.setProperty("--ratio", size(figure, "width") / size(figure, "height"));
      }
      const box = scaled
        ? { width: size(figure, "width"), height: size(figure, "height"), autosize: false }
        : {
          width: undefined,
          autosize: true,
          ...(isNarrow(figure) && !figure.classList.contains("panels") &&
            narrowed(figure, { data, layout })),
        };
      const isSqueezed = box.title !== undefined;
      const marks = isSqueezed ? data.map(withSmallTexts) : data;
      plot.style.height = box.height && !scaled ? `${box.height}px` : "";
      await Plotly.react(plot, marks, { ...layout, ...box }, {
        ...config,
        displaylogo: false,
        showSendToCloud: false, // nothing leaves this machine
        responsive: !scaled,
        staticPlot: still,
        // where no mouse hovers, it would always stand on the title
        ...((isSqueezed || matchMedia("(hover: none)").matches) && { displayModeBar: false }),
      });
      figure.classList.add("drawn");
      figure.dataset.drawn = want;
      if (scaled) fit(figure);
      for (const drawing of plot.querySelectorAll(".main-svg")) drawing.ariaHidden = "true";
      figure.ariaLabel = figure.querySelector("img")?.alt || null;
    } catch (error) {
      figure.dataset.state = "failed"; // the picture stays; the next touch tries again
      console.error(error);
    }
    delete figure.dataset.busy;
    // The paper may have changed meanwhile.
    if (figure.dataset.drawn === want && isDark() !== dark) await draw(figure, { scaled, still });
  }

  // Plotly breaks no lines: on a narrow screen long names would leave no room beside them, and titles be cut off.
  const lines = (text, most) => {
    if (text.includes("<")) return text;
    let length = -1;
    return text.split(" ").map((word) => {
      const fits = length + 1 + word.length <= most, before = length < 0 ? "" : fits ? " " : "<br>";
      length = fits ? length + 1 + word.length : word.length;
      return before + word;
    }).join("");
  };
  // Names beside the rows, where they are words: as the axis has them, or as the numbers come with them.
  const rowNames = ({ tickvals, ticktext }, data) => {
    if (ticktext) return { tickvals, ticktext };
    const names = [...new Set(data.flatMap(({ y }) => Array.isArray(y) ? y : []))];
    return names.every((name) => typeof name === "string")
      ? { tickvals: names, ticktext: names }
      : {};
  };
  // How many lines a legend fills that may be so many letters wide.
  const legendLines = (data, layout, most) => {
    const named = data.filter(({ name, showlegend }) => name && showlegend !== false);
    if (layout.showlegend === false || named.length < 2) return 0;
    let length = most, count = 0;
    for (const { name } of named) {
      length += name.length + 7;
      if (length > most) [length, count] = [name.length + 7, count + 1];
    }
    return count;
  };
  const narrowed = (figure, { data, layout }) => {
    const { xaxis, yaxis = {}, height = 450, annotations } = layout, title = xaxis?.title?.text;
    const inCells = annotations && data.some(({ type }) => type === "heatmap");
    const { tickvals, ticktext = [] } = rowNames(yaxis, data);
    const names = ticktext.map((name) => lines(name, 16));
    const most = Math.max(0, ...names.map((name) => name.split("<br>").length));
    const above = 20 * Math.max(0, legendLines(data, layout, 36) - 1);
    return {
      height: above + Math.max(height, most > 1 ? names.length * (17 * most + 6) + 160 : 0),
      title: caption(figure, layout),
      ...(inCells && {
        annotations: annotations.map((note) => ({ ...note, font: { ...note.font, size: 8 } })),
      }),
      ...(above && { margin: { ...layout.margin, t: (layout.margin?.t ?? 100) + above } }),
      ...(title && { xaxis: { ...xaxis, title: { ...xaxis.title, text: lines(title, 24) } } }),
      ...(most > 1 && { yaxis: { ...yaxis, tickmode: "array", tickvals, ticktext: names } }),
    };
  };

  const withSmallTexts = (trace) =>
    trace.type === "heatmap" ? { ...trace, textfont: { ...trace.textfont, size: 8 } } : trace;

  // The figure's title becomes a caption.
  function caption(figure, { title }) {
    const text = new DOMParser().parseFromString(
      (title?.text ?? title ?? "").replace(/<br>/g, " "),
      "text/html",
    );
    let above = figure.querySelector("figcaption");
    if (!above) figure.prepend(above = document.createElement("figcaption"));
    above.textContent = text.body.textContent;
    return { text: "" };
  }

  function fit(figure) {
    const { clientWidth, clientHeight } = figure, plot = figure.querySelector(".plot");
    const scale = Math.min(
      clientWidth / size(figure, "width"),
      clientHeight / size(figure, "height"),
    );
    const left = (clientWidth - scale * size(figure, "width")) / 2;
    const top = (clientHeight - scale * size(figure, "height")) / 2;
    plot.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  }
  globalThis.drawFigure = draw;

  // What is seen in a picture's size beside others stays a picture, on dark paper a drawn one.
  const options = (figure) => figure.closest(".picture") ? { scaled: true, still: true } : {};
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      draw(target, options(target));
    }
  }, { rootMargin: "200px" });

  function arrange() {
    for (const figure of figures) {
      if (figure.dataset.drawn) draw(figure, inDeck ? { scaled: true } : options(figure));
      else if (!inDeck) {
        const still = figure.classList.contains("panels") || figure.closest(".picture");
        if (!isDark() && (!isNarrow(figure) || still)) continue;
        figure.dataset.state = "awaited";
        near.observe(figure);
      }
    }
  }

  for (const figure of inDeck ? [] : figures) {
    let wait;
    if (figure.closest(".picture")) continue;
    figure.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType === "mouse") wait = setTimeout(() => draw(figure), 150);
    });
    figure.addEventListener("pointerleave", () => clearTimeout(wait));
    figure.querySelector(".explore")?.addEventListener("click", () => draw(figure));
  }
  // What scrolls by itself must be reached by the keyboard.
  for (const figure of figures) {
    if (figure.scrollWidth <= figure.clientWidth) continue;
    const name = figure.querySelector("img")?.alt ?? "Figure";
    Object.assign(figure, { tabIndex: 0, role: "group", ariaLabel: name });
  }
  addEventListener("theme", arrange);
  addEventListener("resize", () => {
    for (const figure of document.querySelectorAll(".scaled.drawn")) fit(figure);
  });
  arrange();
})();
