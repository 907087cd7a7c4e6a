// Parts of the HTML that a script finds, clones and fills. Data becomes text, never markup.

/**
 * The part that must be there.
 *
 * @template {Element} E
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => E} type
 * @returns {E}
 */
export function part(root, selector, type) {
  const found = root.querySelector(selector);
  if (!(found instanceof type)) throw new TypeError(`There is no ${selector}`);
  return found;
}

/**
 * A new copy of a `<template data-pattern>`.
 *
 * @param {ParentNode} root
 * @param {string} pattern
 */
export function clone(root, pattern) {
  const template = part(root, `template[data-pattern=${pattern}]`, HTMLTemplateElement);
  return document.importNode(template.content, true);
}

/**
 * Writes data into the places that name it by `data-text`.
 *
 * @param {ParentNode} root
 * @param {Record<string, any>} data
 */
export function fill(root, data) {
  for (const place of root.querySelectorAll("[data-text]")) {
    place.textContent = data[place.getAttribute("data-text") ?? ""] ?? "";
  }
}
