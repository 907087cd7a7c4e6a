"""A procedure as data in a page, for the scripts: on the guide's own page, and on the page of all orders."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from guide_site.core.procedure import Procedure, Step
from guide_site.procedure.wording import text


def for_guide(procedure: Procedure) -> dict[str, Any]:
    """What the guide's own page shows and asks."""
    return {**_progress(procedure), "asks": procedure.asks}


def for_orders(procedure: Procedure, address: str) -> dict[str, Any]:
    """What the page of all orders shows of a guide at `address`."""
    return {"title": procedure.title, "address": address, **_progress(procedure)}


def as_json(data: Mapping[str, Any]) -> str:
    """The text of a `<script>`. "<" is written as an escape, so that no text can end the element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _progress(procedure: Procedure) -> dict[str, Any]:
    """What `progress.mjs` goes by."""
    return {
        "steps": [_step(step) for step in procedure.steps],
        "questions": {
            name: {"when": asked.when, "options": asked.options, "stops": asked.stops}
            for name, asked in procedure.questions.items()
        },
        "fields": {name: [when] for name, when in procedure.fields.items()},
        "moments": procedure.moments,
        "settles": [{"when": settled.when, "gives": settled.gives} for settled in procedure.settles],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "number": step.number,
        "label": text(step.words),
        "version": step.version,
        "phase": step.phase,
        "when": step.when,
        "reason": step.reason,
        "after": step.after,
        "was": step.was,
        "tick": step.tick.id if step.tick else None,
        "tickLabel": text(step.tick.words) if step.tick else None,
        "questions": step.questions,
        "fields": step.fields,
        "by": step.by,
    }
