"""The types that scripts know an answer by."""

from __future__ import annotations

from runtime import answer_types


def test_scripts_know_an_answer_as_python_writes_it() -> None:
    """`make types` mends it."""
    assert answer_types.TARGET.read_text(encoding="utf-8") == answer_types.declarations()
