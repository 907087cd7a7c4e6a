// A page in the document.

import { HOME, window } from "./document.mjs";

/**
 * Shows another page in the same document.
 *
 * @param {string} html of the body
 * @param {string} [address] relative to the site
 */
export function show(html, address = "") {
  window.happyDOM.setURL(new URL(address, HOME).href);
  // Whole, as scripts find a page that has been read.
  const page = document.createElement("template");
  page.innerHTML = html;
  document.body.replaceChildren(document.importNode(page.content, true));
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
