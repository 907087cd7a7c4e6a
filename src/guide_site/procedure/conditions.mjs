// Whether something applies, from the answers that were given. Conditions name, for each question, the answers that
// they allow, and all of them must be met. Forms and guides differ in what they make of a missing answer.

/**
 * @typedef {Record<string, string[]>} Conditions
 * @typedef {{has(name: string): boolean, get(name: string): unknown}} Given answers by question
 */

/**
 * Whether conditions are met: so forms ask what hangs on an answer. A missing answer meets none.
 *
 * @param {Conditions} conditions
 * @param {Given} given
 */
export function hold(conditions, given) {
  return Object.entries(conditions).every(([name, allowed]) => given.has(name) && allows(allowed, given.get(name)));
}

/**
 * Whether conditions can still be met: so guides leave out what is known not to apply. A missing answer rules
 * nothing out.
 *
 * @param {Conditions} conditions
 * @param {Given} given
 */
export function possible(conditions, given) {
  return Object.entries(conditions).every(([name, allowed]) => !given.has(name) || allows(allowed, given.get(name)));
}

/**
 * @param {string[]} allowed
 * @param {unknown} answer
 */
function allows(allowed, answer) {
  return allowed.includes(String(answer));
}
