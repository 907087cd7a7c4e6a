// For tests in a browser: what its tabs do, and histories with what must come of them: `node print-histories.mjs COUNT`.

import { argv, stdout } from "node:process";
import { hands, history, played } from "./histories.mjs";

const histories = Array.from({ length: Number(argv[2]) }, (_, seed) => history(seed));
stdout.write(JSON.stringify({ hands: String(hands), played: String(played), histories }));
