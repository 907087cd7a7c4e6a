// All that the pages of the folder run: which of it a page needs, its elements say.

import "./languages.mjs";
import "./guide.mjs";
import "./my-orders.mjs";
