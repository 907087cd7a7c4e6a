// The questions of a guide: answered once for an order, by hand or by a form that asks the same.

const QUESTION = "fieldset[data-question]";

export class PartnerFlow extends HTMLElement {
  /**
   * Shows the answers, and the stop that an answer leads to. What does not apply must be marked by now.
   *
   * @param {Map<string, unknown>} data of the order
   */
  show(data) {
    for (const question of this.querySelectorAll(QUESTION)) {
      const name = question.getAttribute("data-question") ?? "";
      const answer = String(data.get(name) ?? "");
      for (const option of question.querySelectorAll("input[type=radio]")) {
        if (option instanceof HTMLInputElement) option.checked = option.value === answer;
      }
      for (const stop of question.querySelectorAll("[data-stop]")) {
        if (!(stop instanceof HTMLElement)) continue;
        stop.hidden = stop.dataset.stop !== `${name}=${answer}` || question.classList.contains("does-not-apply");
      }
    }
  }
}

/**
 * What a change to a control answers.
 *
 * @param {EventTarget | null} control
 * @returns {[string, string | null] | undefined} question and answer; null takes the answer back
 */
export function answered(control) {
  if (!(control instanceof HTMLInputElement)) return undefined;
  const question = control.closest(QUESTION)?.getAttribute("data-question");
  return question ? [question, control.value || null] : undefined;
}

customElements.define("partner-flow", PartnerFlow);
