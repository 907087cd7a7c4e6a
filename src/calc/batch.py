"""A table of inputs, answered row by row into another table, in memory that does not grow with it."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TextIO

from calc.api import CALCULATORS, compute
from calc.calculator import Calculator
from calc.describe import language_inputs, nested, opened, worked_example
from calc.fields import Inputs
from calc.message import Message, message, quoted
from calc.refusals import Refused, told
from calc.result import Result
from calc.words import words

ERROR = "error"
"""The last column: why a row was refused."""

_FIRST_REFUSED = 10
_LONGEST_LINE = 10_000_000
_BYTE_ORDER_MARK = "\ufeff"
# The first that splits the header best is taken. A tab stands first: one column is not split by its commas.
_DELIMITERS = "\t,;"

_YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}

_RUNS_AS_FORMULA = tuple("=+-@\t\r\n")
_NUMBER = re.compile(r"[+-][0-9][0-9.,' ]*", re.ASCII)


# What was typed must not move the cursor of a terminal, nor break a line of a report.
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")


def plain(text: str) -> str:
    """The text on one line, without characters that a terminal acts on."""
    return text.translate(_CONTROLS)


class BadTable(Exception):
    """A table that cannot be read, or must not be written. `said` is why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.msgid)
        self.said = said


class RefusedRow(NamedTuple):
    """A row without an answer: the line on which it starts, and "field: message" for each thing wrong."""

    line: int
    error: str


@dataclass
class Report:
    """What became of the rows. `first` holds the first few that were refused.

    `carried` names the columns that answer nothing and were copied as they are.
    """

    carried: tuple[str, ...] = ()
    rows: int = 0
    refused: int = 0
    first: tuple[RefusedRow, ...] = ()

    def add(self, line: int, error: str) -> None:
        self.rows += 1
        if error:
            self.refused += 1
            if self.refused <= _FIRST_REFUSED:
                self.first += (RefusedRow(line, error),)


class _Column(NamedTuple):
    """The input that a column answers. `path` leads to it, or to the lines that it is a part of."""

    path: str
    part: str | None
    option: str
    yes_no: bool
    required: bool

    @property
    def name(self) -> str:
        return self.part or self.path


def answer_table(name: str, source: BinaryIO, target: TextIO, *, locale: str, today: date) -> Report:
    """Write to `target` each row of `source` with the fields of its result, or why it was refused.

    Rules are those of the day that a row names, or of `today`. Raises BadTable, part of the way through too.
    """
    text = io.TextIOWrapper(source, encoding="utf-8", newline="")
    try:
        return _answered(name, _lines(text), target, locale=locale, today=today)
    except UnicodeDecodeError:
        raise BadTable(message("This file is not UTF-8 text. Save it as CSV in UTF-8.")) from None
    finally:
        text.detach()


def _answered(name: str, lines: Iterator[str], target: TextIO, *, locale: str, today: date) -> Report:
    first = next(lines, "")
    header_line = first.removeprefix(_BYTE_ORDER_MARK)
    delimiter = _delimiter(header_line)
    rows = _rows(chain([header_line], lines), delimiter)
    header = next(rows, (0, []))[1]
    sheet = _Sheet(CALCULATORS[name], header, locale, today)
    if header_line != first:
        target.write(_BYTE_ORDER_MARK)
    writer = csv.writer(target, delimiter=delimiter if len(header) > 1 else ",", lineterminator="\n")
    writer.writerow([*header, *sheet.fields, ERROR])
    report = Report(sheet.carried)
    for line, cells in rows:
        answer, error = sheet.answer(cells)
        writer.writerow([*map(_as_text, sheet.fitted(cells)), *answer, _as_text(error)])
        report.add(line, error)
    return report


class _Sheet:
    """What the rows of one table mean, and how each is answered. Raises BadTable for an unfit header."""

    def __init__(
        self, calculator: Calculator[Any, Any], header: Sequence[str], locale: str, today: date
    ) -> None:
        self._calculator = calculator
        self._columns = _columns(calculator.inputs, header)
        self.carried = tuple(
            cell.strip() for cell, column in zip(header, self._columns, strict=True) if column is None
        )
        self._language = language_inputs(calculator.inputs, locale)
        self._words = words(locale)
        self._today = today
        result = compute(calculator, worked_example(calculator.inputs), today)[1]
        self.fields = tuple(_cells(result))

    def answer(self, cells: Sequence[str]) -> tuple[list[str], str]:
        """The cells of the answer, and what is wrong with the row ("" where nothing is)."""
        if len(cells) != len(self._columns):
            return self._nothing(), self._words.say(self._ragged(cells))
        try:
            result = compute(self._calculator, self._inputs(cells), self._today)[1]
        except Refused as refused:
            return self._nothing(), self._why(refused)
        cells_by_field = _cells(result)
        return [cells_by_field[field] for field in self.fields], ""

    def fitted(self, cells: Sequence[str]) -> list[str]:
        """As many cells as the header has. What stands beyond is told by the error."""
        count = len(self._columns)
        return [*cells[:count], *[""] * (count - len(cells))]

    def _nothing(self) -> list[str]:
        return [""] * len(self.fields)

    def _inputs(self, cells: Sequence[str]) -> Mapping[str, Any]:
        given: dict[str, Any] = {}
        for column, cell in zip(self._columns, cells, strict=True):
            if column is None or not cell or cell.isspace():
                continue
            value = _YES_NO.get(cell.strip().lower(), cell) if column.yes_no else cell
            if column.part:
                given.setdefault(column.path, [{}])[0][column.part] = value
            else:
                given[column.path] = value
        return {**self._language, **nested(given.items())}

    def _why(self, refused: Refused) -> str:
        problems = [told(refusal, self._words, self._calculator.inputs) for refusal in refused.refusals]
        return " | ".join(
            f"{problem['message']} [{str(problem['field']).rpartition('.')[2]}]" for problem in problems
        )

    def _ragged(self, cells: Sequence[str]) -> Message:
        count, found = str(len(self._columns)), str(len(cells))
        if len(cells) < len(self._columns):
            return message("This row has {found} cells; the header has {count}.", found=found, count=count)
        return message(
            "This row has {found} cells; the header has {count}. Left over: {cells}",
            found=found,
            count=count,
            cells=tuple(map(quoted, cells[len(self._columns) :])),
        )


def _columns(model: type[Inputs], header: Sequence[str]) -> tuple[_Column | None, ...]:
    """What each column answers; None for one that is the owner's own, such as an order number."""
    if not any(map(str.strip, header)):
        raise BadTable(message("This file has no header. Name the columns in its first line."))
    known = {name: column for column in _known(model) for name in (column.option, column.name)}
    columns = tuple(known.get(cell.strip()) for cell in header)
    answered = [column for column in columns if column is not None]
    if missing := [column.name for column in _known(model) if column.required and column not in answered]:
        raise BadTable(
            message(
                "These columns are missing: {missing}. The first line names: {found}",
                missing=", ".join(missing),
                found=tuple(quoted(cell.strip()) for cell in header),
            )
        )
    if twice := [column.name for place, column in enumerate(answered) if column in answered[:place]]:
        raise BadTable(message("These columns stand twice: {twice}", twice=", ".join(twice)))
    return columns


def _known(model: type[Inputs]) -> Iterator[_Column]:
    for path, question in opened(model):
        if not question.lines:
            yield _Column(path, None, question.option, question.kind == "yes_no", question.required)
        for part in question.lines:
            required = question.required and part.required
            yield _Column(path, part.name, part.option, part.kind == "yes_no", required)


def _delimiter(header_line: str) -> str:
    return max(
        _DELIMITERS, key=lambda delimiter: len(next(csv.reader([header_line], delimiter=delimiter), ()))
    )


def _lines(text: TextIO) -> Iterator[str]:
    """The lines of a file. Raises BadTable for one that cannot belong to a table."""
    number = 0
    while line := text.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise BadTable(message("Line {line} is too long for a table.", line=str(number)))
        yield line


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line on which it starts. Empty lines are passed over."""
    csv.field_size_limit(_LONGEST_LINE)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            why = message(
                "Line {line}: the quotation marks do not match. Double each one inside a cell.",
                line=str(line),
            )
            raise BadTable(why) from None
        if row:
            yield line, row


def _cells(result: Result) -> dict[str, str]:
    """The cells of a result by field. A list of lines has a cell for each of their fields."""
    cells: dict[str, str] = {}
    for field, value in result.model_dump(mode="json").items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            cells |= {f"{field}.{part}": _cell([line[part] for line in value]) for part in value[0]}
        else:
            cells[field] = _cell(value)
    return cells


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return " ".join(map(_cell, value))
        case dict():
            return " ".join(f"{name}: {_cell(held)}" for name, held in value.items())
        case other:
            return str(other)


def _as_text(cell: str) -> str:
    """The cell, marked as text where a spreadsheet would run it as a formula."""
    if cell.startswith(_RUNS_AS_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


@contextmanager
def replacing(target: Path, source: Path) -> Iterator[TextIO]:
    """A file that takes the place of `target` once it is whole, and leaves nothing behind if it never is.

    Raises BadTable where that would overwrite `source` or something other than a file, or has no folder.
    """
    target = target.resolve()
    if not target.parent.is_dir():
        raise BadTable(message("There is no folder {folder}.", folder=str(target.parent)))
    if target.exists():
        if target.samefile(source):
            raise BadTable(message("This would overwrite the input. Give the output another name."))
        if not target.is_file():
            raise BadTable(message("{file} is not a file that can be replaced.", file=str(target)))
    unfinished = target.with_name(f".partner-calc-{os.getpid()}.part")
    try:
        with unfinished.open("x", encoding="utf-8", newline="") as stream:
            yield stream
        if target.exists():
            shutil.copymode(target, unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
