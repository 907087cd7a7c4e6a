"""Calculators for orders with five vendors, with the source's own words behind each figure.

What is named here is for other programs. `calc.batch.answer_table` answers whole tables.
"""

from calc.answers import (
    Answer,
    Check,
    Deadline,
    Draft,
    Figure,
    NoAnswer,
    Notice,
    Problem,
    Reading,
    Row,
    Step,
)
from calc.api import CALCULATORS, evaluate, evaluate_json
from calc.language import LOCALES
from calc.policy import Ruling, UncoveredDate, find

__all__ = [
    "CALCULATORS",
    "LOCALES",
    "Answer",
    "Check",
    "Deadline",
    "Draft",
    "Figure",
    "NoAnswer",
    "Notice",
    "Problem",
    "Reading",
    "Row",
    "Ruling",
    "Step",
    "UncoveredDate",
    "evaluate",
    "evaluate_json",
    "find",
]
