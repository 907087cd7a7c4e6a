// A page without a browser: a document, its forms and custom elements. It must be imported before what uses them.

import { Window } from "happy-dom";

const HOME = "https://guides.example/";
const window = new Window({ url: HOME });

// Names of the page that scripts use, and that Node has not, or has its own of.
const NAMES = /^(HTML\w*Element|Element|Node|Event|CustomEvent|EventTarget|FocusEvent|KeyboardEvent|CSS)$/;
const OBJECTS = ["window", "document", "location", "history", "customElements", "localStorage", "addEventListener"];
for (const name of [...Object.getOwnPropertyNames(window).filter((name) => NAMES.test(name)), ...OBJECTS]) {
  const value = /** @type {any} */ (window)[name];
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

/**
 * Shows another page in the same document.
 *
 * @param {string} html of the body
 * @param {string} [address] relative to the site
 */
export function show(html, address = "") {
  window.happyDOM.setURL(new URL(address, HOME).href);
  document.body.innerHTML = html;
}

/**
 * @template {Element} E
 * @param {string} selector
 * @param {new () => E} type
 * @returns {E}
 */
export function find(selector, type) {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new TypeError(`There is no ${selector}`);
  return found;
}
