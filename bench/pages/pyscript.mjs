// PyScript's worker, asked from the page.

import { offer } from "./page.mjs";

const address = new URL("../pyscript-core/core.js", import.meta.url).href;
const { whenDefined } = await import(address);
const { xworker } = await whenDefined("py");
const { sync } = await xworker.ready;
offer(async (request) => JSON.parse(await sync.evaluate(JSON.stringify(request))));
