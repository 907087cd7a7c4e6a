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

/**
 * A sentence with its `{named}` gaps filled.
 *
 * @param {string | undefined} sentence
 * @param {Record<string, string | number>} values
 */
export function filled(sentence = "", values) {
  return sentence.replaceAll(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}

/**
 * Shows the sentence for a trouble, and no other.
 *
 * @param {ParentNode} root
 * @param {string | null} trouble
 */
export function showTrouble(root, trouble) {
  for (const sentence of root.querySelectorAll("[data-trouble]")) {
    if (sentence instanceof HTMLElement) sentence.hidden = sentence.dataset.trouble !== trouble;
  }
}
