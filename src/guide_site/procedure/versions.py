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
from guide_site.core.syntax import BOX_ITEM
from guide_site.figures.facts import SYNTAX, facts_of


def step_versions(markdown: str, day: date) -> Mapping[str, str]:
    """The fingerprint of each box of an English page, by id.

    A line belongs to the innermost box that it is indented under, so a step inside another has a fingerprint
    of its own. How lines are broken does not matter.
    """
    texts: dict[str, list[str]] = defaultdict(list)
    opened: list[tuple[int, str]] = []
    for line in markdown.splitlines():
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            continue
        opened = [(depth, name) for depth, name in opened if depth < indent]
        if box := BOX_ITEM.match(line):
            opened.append((indent, box["id"]))
            texts[box["id"]].append(line[box.end() :])
        elif opened:
            texts[opened[-1][1]].append(line)
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
