// In whose manner a language writes dates and numbers, as `calc.language` has it.

/** @type {Record<string, string>} */
export const MANNERS = { en: "en-GB" };

/** @param {string} locale */
export function mannerOf(locale) {
  return MANNERS[locale] ?? locale;
}
