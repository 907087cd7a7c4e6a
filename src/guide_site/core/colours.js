// The colours of a page: the system's, light or dark. It runs while the page is read, so none are seen before.
// The name and form of what it keeps are those of Material, which kept it before.
{
  /** @typedef {{index: number}} Kept */

  const CHOICES = ["system", "light", "dark"];
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const button = /** @type {HTMLButtonElement} */ (script.previousElementSibling);
  const name = `${new URL(script.dataset.scope ?? "", location.href).pathname}.__palette`;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  let index = remembered();

  // Material says so later, and has the whole page styled again.
  document.documentElement.classList.replace("no-js", "js");
  button.addEventListener("click", () => {
    index = (index + 1) % CHOICES.length;
    remember();
    show();
  });
  systemIsDark.addEventListener("change", show);
  show();
  button.hidden = false;

  function show() {
    const choice = CHOICES[index];
    const dark = choice === "dark" || (choice === "system" && systemIsDark.matches);
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
    button.dataset.choice = choice;
    button.title = button.dataset[choice] ?? "";
    button.setAttribute("aria-label", button.title);
    tell("color-scheme", dark ? "dark" : "light");
    tell("theme-color", getComputedStyle(document.body).getPropertyValue("--md-primary-fg-color"));
  }

  /**
   * Tells the browser, for what it draws itself.
   *
   * @param {string} about
   * @param {string} content
   */
  function tell(about, content) {
    document.head.querySelector(`meta[name=${about}]`)?.setAttribute("content", content);
  }

  function remembered() {
    try {
      /** @type {Kept | null} */
      const kept = JSON.parse(localStorage.getItem(name) ?? "null");
      return kept && kept.index in CHOICES ? kept.index : 0;
    } catch {
      return 0; // Storage can be forbidden: then nothing is remembered, and all else works.
    }
  }

  function remember() {
    try {
      /** @type {Kept} */
      const kept = { index };
      localStorage.setItem(name, JSON.stringify(kept));
    } catch {
      // As above.
    }
  }
}
