// Parts of a guide's page that show only where the order calls for them. Without scripts all is shown, but for stops.

import { hold, read } from "./conditions.mjs";

const PARTS = "[data-when], [data-only-if], [data-stop]";
const CONTROLS = "input, textarea, select";

/**
 * What is hidden asks nothing either.
 *
 * @param {ParentNode} page
 * @param {Map<string, string>} texts of the order's data that counts, by the names of controls
 */
export function showParts(page, texts) {
  const parts = [...page.querySelectorAll(PARTS)].filter((place) => place instanceof HTMLElement);
  for (const place of parts) place.hidden = !hold(conditionsOf(place), texts);
  for (const control of parts.flatMap((place) => [...place.querySelectorAll(CONTROLS)])) {
    control.toggleAttribute("disabled", control.closest(":is([data-when], [data-only-if])[hidden]") !== null);
  }
}

/** @param {HTMLElement} place */
function conditionsOf({ dataset: { when, stop, onlyIf = "{}", field = "" } }) {
  const written = when ?? stop;
  if (written !== undefined) return read(written);
  // A field of a line hangs on its neighbours there.
  const before = field.replace(/[^.]+$/, "");
  /** @type {Record<string, string[]>} */
  const conditions = JSON.parse(onlyIf);
  return Object.fromEntries(Object.entries(conditions).map(([name, allowed]) => [before + name, allowed]));
}
