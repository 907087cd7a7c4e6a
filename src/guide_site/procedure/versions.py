"""Which wording of a step a person has ticked: a fingerprint of its English text with its figures.

A tick is kept with the fingerprint, so a step whose words or figures have changed can ask again. It is that
of the English text in every language: a language switch changes no tick, nor does a mended translation.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from calc import policy
from guide_site.core.syntax import STEP_ITEM
from guide_site.figures.facts import SYNTAX, facts_of


def step_versions(markdown: str, day: date) -> Mapping[str, str]:
    """The fingerprint of each step of an English page, by id. How lines are broken does not matter."""
    texts: dict[str, list[str]] = defaultdict(list)
    step: str | None = None
    for line in markdown.splitlines():
        if opened := STEP_ITEM.match(line):
            step = opened["id"]
            texts[step].append(line[opened.end() :])
        elif line and not line.startswith(" "):
            step = None
        elif step:
            texts[step].append(line)
    return {name: _fingerprint(" ".join(lines), day) for name, lines in texts.items()}


def _fingerprint(text: str, day: date) -> str:
    def filled(token: re.Match[str]) -> str:
        return token[0] + "".join(_value(rule_id, day) for rule_id in facts_of(token))

    return hashlib.sha256(" ".join(re.sub(SYNTAX, filled, text).split()).encode()).hexdigest()[:8]


def _value(rule_id: str, day: date) -> str:
    try:
        dated = policy.find(rule_id, day).dated
    except KeyError:  # The token itself is refused where it is drawn.
        return ""
    return dated.model_dump_json(include={"value", "certainty"})
