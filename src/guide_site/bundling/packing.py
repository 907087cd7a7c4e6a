"""Bytes as text that a browser reads back: gzipped, one character a byte.

A script or a page in windows-1252 has a character for each of the 256 bytes. What JavaScript or HTML would
take for something else is escaped. Base64 would cost a third more. `scripts/unpack.mjs` reads it.
"""

from __future__ import annotations

import gzip
import re

ENCODING = "windows-1252"

_ESCAPE = 0x1B
# HTML changes the first two, a string ends or escapes at the next three, and a script ends at "<".
_ESCAPED = re.compile(rb'[\0\r\n"\\<\x1b]')


def packed(content: bytes) -> bytes:
    """The text, encoded. It may stand in a script's string or in an element that is a script by name only."""
    squeezed = gzip.compress(content, 9, mtime=0)
    return _ESCAPED.sub(lambda found: bytes((_ESCAPE, found[0][0] ^ 0x40)), squeezed)
