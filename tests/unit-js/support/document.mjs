// A document without a browser. It is imported first: what defines custom elements needs it at once.

import { Window } from "happy-dom";

/** The address of the site. */
export const HOME = "https://guides.example/";
export const window = new Window({ url: HOME });

// Names of the page that scripts use, and that Node has not, or has its own of.
const NAMES = /^(HTML\w*Element|Element|Node|Event|CustomEvent|EventTarget|FocusEvent|KeyboardEvent|CSS)$/;
const OBJECTS = ["window", "document", "location", "history", "customElements", "localStorage", "addEventListener"];
for (const name of [...Object.getOwnPropertyNames(window).filter((name) => NAMES.test(name)), ...OBJECTS]) {
  const value = /** @type {any} */ (window)[name];
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
