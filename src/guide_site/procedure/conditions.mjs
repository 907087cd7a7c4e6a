// Whether something applies, from the answers that were given. Conditions name, for each question, the answers that
// they allow, and all of them must be met.

/**
 * @typedef {Record<string, string[]>} Conditions
 * @typedef {{has(name: string): boolean, get(name: string): unknown}} Given answers by question
 */

/**
 * Whether conditions are met: so pages show what hangs on an answer. A missing answer meets none.
 *
 * @param {Conditions} conditions
 * @param {Given} given
 */
export function hold(conditions, given) {
  return Object.entries(conditions).every(([name, allowed]) => given.has(name) && allows(allowed, given.get(name)));
}

/**
 * Whether conditions can still be met: so guides rule out what is known not to apply. A missing answer rules
 * nothing out.
 *
 * @param {Conditions} conditions
 * @param {Given} given
 */
export function possible(conditions, given) {
  return Object.entries(conditions).every(([name, allowed]) => !given.has(name) || allows(allowed, given.get(name)));
}

/**
 * Conditions as a part of a page bears them: "channel=email,web_shop; sbr=pending".
 *
 * @param {string} written
 * @returns {Conditions}
 */
export function read(written) {
  const each = written.split(";").map((condition) => condition.split("="));
  return Object.fromEntries(
    each.map(([name, allowed = ""]) => [name.trim(), allowed.split(",").map((one) => one.trim())]),
  );
}

/**
 * @param {string[]} allowed
 * @param {unknown} answer
 */
function allows(allowed, answer) {
  return allowed.includes(String(answer));
}
