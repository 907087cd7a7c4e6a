// Python on the page's own thread.

import { offer, wheels } from "./page.mjs";
import { start } from "./python.mjs";

const evaluate = await start(wheels());
offer((request) => JSON.parse(evaluate(JSON.stringify(request))));
