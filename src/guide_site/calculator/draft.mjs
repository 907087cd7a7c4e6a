// The text of an order form that is ready to send: shown, and handed to the mail programme.

import { fill, part } from "../core/parts.mjs";

/** @import {Draft} from "../../../runtime/page/answer.d.ts" */

/**
 * @param {ParentNode} answer
 * @param {Draft} draft
 */
export function showDraft(answer, draft) {
  const panel = part(answer, ".calculator-draft", HTMLElement);
  fill(panel, draft);
  for (const place of panel.querySelectorAll("[data-text=subject], [data-text=body]")) {
    place.setAttribute("lang", draft.language);
  }
  part(panel, "[data-to]", HTMLElement).hidden = draft.to === null;
  part(panel, "a[data-do=mail]", HTMLAnchorElement).href = draft.mailto;
}
