// Which of our languages serves a reader.

/**
 * @template {HTMLElement} T
 * @param {T[]} offered an element for each language: its `lang`, and in `data-also` the others that it serves
 * @param {string} language as the browser names it
 * @returns {T | undefined}
 */
export function serving(offered, language) {
  const [first = ""] = language.toLowerCase().split("-");
  return offered.find(({ lang, dataset }) => lang === first || dataset.also?.split(" ").includes(first));
}
