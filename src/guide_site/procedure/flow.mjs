// The questions of a guide: answered once for an order, by hand or by a form that asks the same.

/**
 * Shows the answers, and the stop that an answer leads to. What does not apply must be marked by now.
 *
 * @param {ParentNode} page
 * @param {Map<string, unknown>} data of the order
 */
export function showAnswers(page, data) {
  for (const question of page.querySelectorAll("fieldset[data-question]")) {
    const answer = String(data.get(question.getAttribute("data-question") ?? "") ?? "");
    for (const option of question.querySelectorAll("input[type=radio]")) {
      if (option instanceof HTMLInputElement) option.checked = option.value === answer;
    }
    for (const stop of question.querySelectorAll("[data-stop]")) {
      if (!(stop instanceof HTMLElement)) continue;
      const reached = stop.dataset.stop === `${question.getAttribute("data-question")}=${answer}`;
      stop.hidden = !reached || question.classList.contains("does-not-apply");
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
  const question = control.closest("fieldset[data-question]")?.getAttribute("data-question");
  return question ? [question, control.value || null] : undefined;
}
