// The page of every contender but this site: two fields, and an answer as soon as one of them changes.

/** @typedef {{calculator: string, inputs: Record<string, unknown>, locale: string}} Request */
/** @typedef {{headline: string, total: string}} Answer */

/** @param {(request: Request) => Answer | Promise<Answer>} evaluate */
export function offer(evaluate) {
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form"));
  const shown = /** @type {HTMLOutputElement} */ (document.querySelector("output"));
  form.addEventListener("input", async () => {
    shown.dataset.state = "pending";
    const inputs = { ...Object.fromEntries(new FormData(form)), currency: "EUR" };
    const answer = await evaluate({ calculator: "order_charge", inputs, locale: "en" });
    shown.textContent = answer.headline;
    shown.dataset.state = "current";
  });
  Object.assign(globalThis, { partnerCalc: { evaluate } });
}

/** @returns {string[]} addresses of the wheels that the page names */
export function wheels() {
  return [...document.querySelectorAll("link[rel=wheel]")].map((link) => /** @type {HTMLLinkElement} */ (link).href);
}
