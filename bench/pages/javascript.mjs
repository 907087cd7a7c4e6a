// The same charge written by hand, without Python and without its care: what a page can do at best.

import { offer } from "./page.mjs";

/** @type {{threshold: Record<string, number>, fee: number}} */
const rules = JSON.parse(document.querySelector("#rules")?.textContent ?? "");
const euro = new Intl.NumberFormat("en-GB", { style: "currency", currency: "EUR" });

offer(({ inputs }) => {
  const value = Number(inputs.order_value);
  const charge = value < rules.threshold[String(inputs.channel)] ? rules.fee : 0;
  const total = value + charge;
  const said = charge ? `The minimum order charge of ${euro.format(charge)} applies.` : "No minimum order charge.";
  return { headline: `${said} The order comes to ${euro.format(total)}.`, total: total.toFixed(2) };
});
