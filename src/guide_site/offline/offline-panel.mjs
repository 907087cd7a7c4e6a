// The page on offline use: what to save and how large it is, how far it has come, what is saved, and its removal.

import { mannerOf } from "../core/manner.mjs";
import { filled, part, showTrouble } from "../core/parts.mjs";
import { named, offline, started } from "./offline.mjs";

/** @typedef {Event & {prompt: () => Promise<unknown>}} InstallOffer where the browser can make an app of a site */

class PartnerOffline extends HTMLElement {
  /** @type {InstallOffer | undefined} */
  #offer;

  connectedCallback() {
    part(this, ".offline-panel", HTMLElement).hidden = false;
    offline.addEventListener("change", () => this.#show());
    this.addEventListener("change", () => this.#show());
    this.addEventListener("click", ({ target }) => this.#clicked(target));
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      this.#offer = /** @type {InstallOffer} */ (event);
      this.#show();
    });
    addEventListener("appinstalled", () => {
      this.#offer = undefined;
      this.#show();
    });
    void started.then(() => offline.look());
    this.#show();
  }

  get #locale() {
    return this.getAttribute("locale") ?? "en";
  }

  get #boxes() {
    return [...this.querySelectorAll("input[type=checkbox]")].filter((box) => box instanceof HTMLInputElement);
  }

  /** Bytes that the choice needs on this device. */
  get #bytes() {
    const chosen = this.#boxes.filter((box) => box.checked);
    return chosen.reduce((sum, box) => sum + Number(box.dataset.bytes), Number(this.dataset.always));
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button[data-do]") : null;
    switch (button?.getAttribute("data-do")) {
      case "save":
        return void this.#save();
      case "take-over":
        return void offline.takeOver();
      case "remove":
        return void offline.remove();
      case "install":
        return void this.#offer?.prompt();
    }
  }

  async #save() {
    const needed = this.#bytes - offline.status.bytes;
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    const free = Math.max(0, quota - usage);
    if (needed > free) {
      const little = filled(this.dataset.little, { needed: this.#size(needed), free: this.#size(free) });
      this.#say("[data-trouble=little]", little);
      return showTrouble(this, "little");
    }
    await offline.save(this.#boxes.filter((box) => box.checked).map((box) => box.value));
  }

  #show() {
    const { status, waiting, progress, trouble } = offline;
    const busy = Boolean(progress);
    const { nothing, saved, together, progress: far } = this.dataset;
    for (const box of this.#boxes) {
      const here = status.saved.includes(box.value);
      box.disabled = busy || here;
      box.checked ||= here || status.wanted.includes(box.value);
    }
    const more = this.#boxes.some((box) => box.checked && !box.disabled);
    this.#say(
      ".offline-state",
      status.saved.length === 0
        ? nothing
        : filled(saved, {
            languages: named(status.saved, this.#locale),
            size: this.#size(status.bytes),
          }),
    );
    this.#say(".offline-together", filled(together, { size: this.#size(this.#bytes) }));
    part(this, "[data-do=save]", HTMLButtonElement).disabled = busy || !more;
    part(this, "[data-do=remove]", HTMLElement).hidden = status.wanted.length === 0;
    part(this, "[data-do=install]", HTMLElement).hidden = !this.#offer;
    part(this, ".offline-new", HTMLElement).hidden = !waiting;
    part(this, ".offline-progress", HTMLElement).hidden = !busy;
    if (progress) {
      const bar = part(this, "progress", HTMLProgressElement);
      bar.max = progress.total || 1;
      bar.value = progress.loaded;
      this.#say(
        ".offline-far",
        progress.total
          ? filled(far, {
              loaded: this.#size(progress.loaded),
              total: this.#size(progress.total),
            })
          : "",
      );
    }
    showTrouble(this, trouble);
  }

  /**
   * @param {string} place
   * @param {string | undefined} text
   */
  #say(place, text = "") {
    const element = part(this, place, HTMLElement);
    // What is said again is not announced again.
    if (element.textContent !== text) element.textContent = text;
  }

  /** @param {number} bytes */
  #size(bytes) {
    const style = { style: "unit", unit: "megabyte", minimumFractionDigits: 1, maximumFractionDigits: 1 };
    const locale = mannerOf(this.#locale);
    return new Intl.NumberFormat(locale, /** @type {Intl.NumberFormatOptions} */ (style)).format(bytes / 1e6);
  }
}

customElements.define("partner-offline", PartnerOffline);
