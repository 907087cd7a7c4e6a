"""A procedure as data in a page, for the scripts: on the guide's own page, and on the page of all orders."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from guide_site.core.procedure import Procedure, every
from guide_site.procedure.wording import text


def for_guide(procedure: Procedure) -> dict[str, Any]:
    """What `steps.mjs` shows."""
    conditional = {name: asdict(part) for name, part in procedure.conditional.items()}
    return {**_progress(procedure), "conditional": conditional}


def for_orders(procedure: Procedure, address: str) -> dict[str, Any]:
    """What `my-orders.mjs` shows of a guide at `address`."""
    return {"title": procedure.title, "address": address, **_progress(procedure)}


def as_json(data: Mapping[str, Any]) -> str:
    """The text of a `<script>`. "<" is written as an escape, so that no text can end the element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _progress(procedure: Procedure) -> dict[str, Any]:
    """What `progress.mjs` counts."""
    return {
        "steps": [
            {
                "id": step.id,
                "version": step.version,
                "label": text(step.words),
                "phase": step.phase,
                "when": step.when,
            }
            for step in every(procedure.steps)
        ],
        "questions": procedure.questions,
    }
