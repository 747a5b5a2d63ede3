// What every page does in the browser: theme, folding code, contents.
// A classic script, since a page from the disk may load no modules.
(() => {
  const page = document.documentElement;

  // Light and dark: a click turns what is seen, and the browser remembers it where it may.
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => page.dataset.theme ? page.dataset.theme === "dark" : system.matches;
  system.addEventListener("change", () => dispatchEvent(new Event("theme")));
  globalThis.isDark = isDark;
  const turn = () => page.classList.toggle("dark", isDark());
  addEventListener("theme", turn);
  turn();
  document.querySelector(".theme")?.addEventListener("click", () => {
    page.dataset.theme = isDark() ? "light" : "dark";
    dispatchEvent(new Event("theme"));
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
})();
