"""How a guide writes a box to tick: `1. [ ] {#confirm-data} Confirm the data`."""

import re

BOX = re.compile(r"\[ \] *(?:\{#(?P<id>[a-z][a-z0-9-]*)\})?\s*")
BOX_ITEM = re.compile(rf"^ *(?:\d+\.|[-*]) {BOX.pattern}", re.MULTILINE)
"""A box with the mark of the list item that it opens."""
