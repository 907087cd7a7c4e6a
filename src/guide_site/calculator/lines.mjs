// Lines of a form that a person adds and removes: all alike, numbered from one.

/** Fires a bubbling "change" event when a line comes or goes. The name of a control is `<name>.<index>.<part>`. */
export class CalculatorLines extends HTMLElement {
  #listening = new AbortController();
  /** The lines of the worked example. @type {Node[] | undefined} */
  #first;

  connectedCallback() {
    this.#first ??= this.#lines.map((line) => line.cloneNode(true));
    this.#listening = new AbortController();
    this.addEventListener("click", (event) => this.#click(event), { signal: this.#listening.signal });
    this.#number();
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  /** The name in a request and in a link. */
  get name() {
    return this.getAttribute("name") ?? "";
  }

  /** How few lines there may be. */
  get least() {
    return Number(this.dataset.least);
  }

  /** How many lines there may be. */
  get most() {
    return Number(this.dataset.most);
  }

  /** How many lines there are in the worked example, or before anything is filled in. */
  get atFirst() {
    return this.#first?.length ?? 0;
  }

  /** The controls of a line that is yet to come. */
  get asked() {
    return [...(this.querySelector("template")?.content.querySelectorAll("input") ?? [])];
  }

  /** @param {number} count how many lines there shall be; those that are there keep what was typed */
  resize(count) {
    while (this.#lines.length > Math.max(this.least, count)) this.#lines.at(-1)?.remove();
    while (this.#lines.length < Math.min(count, this.most)) this.#append();
    this.#number();
  }

  /** Brings back the lines of the worked example. */
  reset() {
    for (const line of this.#lines) line.remove();
    this.prepend(...(this.#first ?? []).map((line) => line.cloneNode(true)));
    this.#number();
  }

  get #lines() {
    return [...this.children].filter((child) => child instanceof HTMLFieldSetElement);
  }

  /** @param {MouseEvent} event */
  #click({ target }) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    const removed = this.#lines.findIndex((line) => line.contains(button));
    if (removed === -1) this.#append();
    else this.#lines[removed].remove();
    this.#number();
    // The button that was pressed may be gone: go on where the lines changed.
    const at = removed === -1 ? this.#lines.length - 1 : Math.min(removed, this.#lines.length - 1);
    const next = (this.#lines[at] ?? this).querySelector("input, [data-do=add]");
    if (next instanceof HTMLElement) next.focus();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #append() {
    const pattern = this.querySelector("template");
    const line = pattern?.content.cloneNode(true);
    if (line) this.insertBefore(line, pattern);
  }

  #number() {
    const lines = this.#lines;
    lines.forEach((line, index) => {
      for (const shown of line.querySelectorAll("[data-number]")) shown.textContent = String(index + 1);
      for (const element of line.querySelectorAll("*")) this.#rename(element, index);
    });
    for (const button of this.querySelectorAll("button")) {
      button.disabled = button.dataset.do === "add" ? lines.length >= this.most : lines.length <= this.least;
    }
  }

  /**
   * @param {Element} element
   * @param {number} index
   */
  #rename(element, index) {
    const place = new RegExp(`(${this.name})([.-])[0-9N]+\\2`);
    for (const attribute of ["id", "for", "name", "aria-describedby", "data-field"]) {
      const old = element.getAttribute(attribute);
      if (old) element.setAttribute(attribute, old.replace(place, `$1$2${index}$2`));
    }
  }
}

customElements.define("calculator-lines", CalculatorLines);
