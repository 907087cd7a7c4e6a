// Where this site lies, and the names under which its pages keep things.

import { names } from "./names.mjs";

export const ROOT = new URL("../../", import.meta.url);
export const NAMES = names(ROOT);
