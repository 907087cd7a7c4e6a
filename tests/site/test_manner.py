"""Scripts write dates and numbers in the same manner as Python."""

from __future__ import annotations

import re

from calc.language import LANGUAGES
from tests.support import TESTS

_SCRIPT = TESTS.parent / "src" / "guide_site" / "core" / "manner.mjs"


def test_scripts_know_each_language_whose_manner_is_not_its_own() -> None:
    told = dict(re.findall(r'(\w+): "([\w-]+)"', _SCRIPT.read_text(encoding="utf-8")))
    other = {known.locale: known.manner.replace("_", "-") for known in LANGUAGES}
    assert told == {locale: manner for locale, manner in other.items() if locale != manner}
