"""How a guide writes a step, `1. {#send-order} Send the order`, and its box, `- [ ] {#sent} I did it`."""

import re

_ID = r"[a-z][a-z0-9-]*"

STEP = re.compile(rf"\{{#(?P<id>{_ID})(?: start=(?P<start>\d+) end=(?P<end>\d+))?\}}\s*")
BOX = re.compile(rf"\[ \] *(?:\{{#(?P<id>{_ID})\}})?\s*")
STEP_ITEM = re.compile(rf"^\d+\. +{STEP.pattern}")
"""A step with the mark of the list item that it opens."""
