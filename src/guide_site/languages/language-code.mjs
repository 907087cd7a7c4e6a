// Which of our languages serves a reader.

/** @param {string} language as the browser names it; all Norwegian is served by bokmål */
export function codeOf(language) {
  const [first = ""] = language.toLowerCase().split("-");
  return ["no", "nn"].includes(first) ? "nb" : first;
}
