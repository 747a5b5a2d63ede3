// What every page does in the browser: theme, folding code, contents, interactive figures.
// A classic script, since a page from the disk may load no modules.
(() => {
  const root = new URL("../", document.currentScript.src);
  const page = document.documentElement;

  // Light and dark: a click turns what is seen, and the browser remembers it where it may.
  const isDark = () =>
    page.dataset.theme
      ? page.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
  document.querySelector(".theme")?.addEventListener("click", () => {
    page.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", page.dataset.theme);
    } catch { /* private windows remember nothing */ }
  });

  // All code at once.
  const fold = document.querySelector(".fold");
  const showCode = (shown) => {
    document.body.classList.toggle("no-code", !shown);
    fold.setAttribute("aria-pressed", String(!shown));
    fold.textContent = shown ? "Hide code" : "Show code";
  };
  fold?.addEventListener("click", () => {
    const shown = document.body.classList.contains("no-code");
    showCode(shown);
    try {
      localStorage.setItem("code", shown ? "shown" : "hidden");
    } catch { /* as above */ }
  });
  try {
    if (fold && localStorage.getItem("code") === "hidden") showCode(false);
  } catch { /* as above */ }

  // Contents: closed where the screen is small, and the section being read is marked.
  const contents = document.querySelector(".contents details");
  if (contents && matchMedia("(max-width: 68rem)").matches) contents.open = false;
  const links = new Map(
    [...document.querySelectorAll(".contents a")].map((a) => [a.hash.slice(1), a]),
  );
  const mark = () => {
    let here;
    for (const id of links.keys()) {
      const heading = document.getElementById(decodeURIComponent(id));
      if (heading && heading.getBoundingClientRect().top < 120) here = id;
    }
    for (const [id, a] of links) a.classList.toggle("here", id === here);
  };
  if (links.size) {
    let asked = false;
    addEventListener("scroll", () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        mark();
      });
    }, { passive: true });
    mark();
  }

  // Figures: the picture is there at once; Plotly and the figure's numbers come when asked for.
  const arrived = new Map();
  globalThis.studyFigure = (path, spec) => arrived.set(path, spec);
  const loading = new Map();
  const load = (address) => {
    if (!loading.has(address)) {
      loading.set(
        address,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = new URL(address, root);
          script.onload = resolve;
          script.onerror = () => reject(new Error(`${address} did not load`));
          document.head.append(script);
        }),
      );
    }
    return loading.get(address);
  };

  async function enliven(figure) {
    if (figure.dataset.state) return;
    figure.dataset.state = "loading";
    const path = figure.dataset.figure;
    try {
      const fonts = ["12px", "bold 12px"].map((font) =>
        document.fonts.load(`${font} "DejaVu Sans"`)
      );
      await Promise.all([load("assets/plotly.min.js"), load(`${path}.js`), ...fonts]);
      const { data, layout, config } = arrived.get(path);
      const plot = document.createElement("div");
      plot.className = "plot";
      figure.append(plot);
      const { width: _, ...rest } = layout ?? {};
      await Plotly.newPlot(plot, data, { ...rest, autosize: true }, {
        ...config,
        responsive: true,
        displaylogo: false,
      });
      figure.classList.add("live");
      figure.dataset.state = "live";
    } catch (error) {
      figure.dataset.state = ""; // the picture stays; the next click tries again
      console.error(error);
    }
  }
  globalThis.enlivenFigure = enliven;

  const small = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      small.unobserve(target);
      enliven(target);
    }
  });
  for (const figure of document.querySelectorAll("[data-figure]")) {
    if (page.classList.contains("deck")) continue; // slides.js knows when
    let wait;
    figure.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType === "mouse") wait = setTimeout(() => enliven(figure), 150);
    });
    figure.addEventListener("pointerleave", () => clearTimeout(wait));
    figure.querySelector(".explore").addEventListener("click", () => enliven(figure));
    // without a picture, or where the picture would be too small to read, there is no reason to wait
    const natural = parseFloat(getComputedStyle(figure).getPropertyValue("--width")) || Infinity;
    if (figure.clientWidth < .7 * natural) small.observe(figure);
  }
})();
