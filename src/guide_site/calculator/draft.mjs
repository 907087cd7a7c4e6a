// The text of an order form that is ready to send: shown, and handed to the mail programme.

import { fill, part } from "../core/parts.mjs";

/** @import {Draft} from "../../../runtime/page/answer.d.ts" */

/**
 * @param {HTMLElement} panel
 * @param {Draft} draft
 */
export function showDraft(panel, draft) {
  fill(panel, draft);
  for (const place of panel.querySelectorAll("[data-text=subject], [data-text=body]")) {
    place.setAttribute("lang", draft.language);
  }
  for (const place of panel.querySelectorAll("[data-to]")) place.toggleAttribute("hidden", draft.to === null);
  part(panel, "a[data-do=mail]", HTMLAnchorElement).href = draft.mailto;
}
