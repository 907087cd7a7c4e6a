"""How an answer is laid out for a person at a terminal, or in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import click
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from calc.answers import Answer, Draft, Figure, Notice, Row, Step
from calc.batch import plain
from calc.language import msgid
from calc.message import message
from calc.policy import Certainty
from calc.words import Words

_WIDEST = 100

_TAKE_CARE = msgid("Take care")
_CHECKS = msgid("To look at again")
_DRAFT = msgid("Text to send or to copy")
_STEPS = msgid("How it was worked out")
_SOURCES = msgid("What it rests on")


def show(answer: Answer, words: Words) -> None:
    """Print an answer of `calc.api.evaluate` to standard output."""
    console = Console(highlight=False)
    console.width = min(console.width, _WIDEST)
    with console.capture() as captured:
        console.print(Group(*_parts(answer, words)))
    # Cells are filled up with spaces: of no use to a reader, a burden in a file.
    lines = (line.rstrip() for line in captured.get().split("\n"))
    click.echo("\n".join(lines), file=sys.stdout, nl=False)


def _parts(answer: Answer, words: Words) -> Iterator[RenderableType]:
    numbers = {figure["id"]: number for number, figure in enumerate(answer["sources"], 1)}
    yield _text(answer["headline"], "bold")
    yield Text()
    if answer["rows"]:
        yield _rows(answer["rows"], numbers, words)
    if checks := answer.get("checks"):
        told: list[Step] = [{"text": check["message"], "rules": check["rules"]} for check in checks]
        yield from _section(words.text(_CHECKS), _marked("-", told, numbers))
    if answer["notices"]:
        yield from _section(words.text(_TAKE_CARE), _marked("!", answer["notices"], numbers))
    if draft := answer.get("draft"):
        yield from _section(words.text(_DRAFT), _draft(draft, words))
    if answer["steps"]:
        yield from _section(words.text(_STEPS), _marked("{}.", answer["steps"], numbers))
    if answer["sources"]:
        yield from _section(words.text(_SOURCES), _sources(answer["sources"], words))


def _section(title: str, body: RenderableType) -> tuple[RenderableType, ...]:
    return (Text(), _text(title, "bold"), body)


def _draft(draft: Draft, words: Words) -> Group:
    """The text to send, as lines that can be copied."""
    heads = [message("To: {address}", address=draft["to"])] if draft["to"] else []
    heads.append(message("Subject: {subject}", subject=draft["subject"]))
    lines = [*map(words.say, heads), "", *draft["body"].split("\n")]
    return Group(*map(_text, lines))


def _rows(rows: Sequence[Row], numbers: Mapping[str, int], words: Words) -> Table:
    not_stated = words.certainty(Certainty.UNKNOWN)
    table = Table.grid(padding=(0, 2))
    for row in rows:
        value = _text(row["value"], "dim" if row["value"] == not_stated else "")
        table.add_row(_text(row["label"]), value, _references(row["rules"], numbers))
    return table


def _marked(mark: str, told: Iterable[Step | Notice], numbers: Mapping[str, int]) -> Table:
    """Sentences behind a mark; `{}` in it is the number of the sentence."""
    table = Table.grid(padding=(0, 1))
    for number, sentence in enumerate(told, 1):
        table.add_row(
            mark.format(number), _text(sentence["text"]) + " " + _references(sentence["rules"], numbers)
        )
    return table


def _references(rules: Iterable[str], numbers: Mapping[str, int]) -> Text:
    """Numbers of the sources below."""
    return Text("".join(f"[{numbers[rule]}]" for rule in rules), "dim")


def _sources(sources: Sequence[Figure], words: Words) -> Group:
    """Each figure with its certainty and quotes, under the title of the text that it was taken from."""
    parts: list[RenderableType] = []
    numbered = enumerate(sources, 1)
    for title, figures in groupby(numbered, key=lambda figure: figure[1]["source"]):
        table = Table.grid(padding=(0, 1))
        for number, figure in figures:
            table.add_row(Text(f"[{number}]", "dim"), _figure(figure, words))
        parts += [_text(title, "italic"), Padding(table, (0, 0, 0, 2))]
    return Group(*parts)


def _figure(figure: Figure, words: Words) -> Text:
    label, certainty = figure["label"], figure["certainty_text"]
    if figure["value"] and figure["certainty"] != Certainty.UNKNOWN:
        said = message(
            "{label}: {value} ({certainty})", label=label, value=figure["value"], certainty=certainty
        )
    else:
        said = message("{label} ({certainty})", label=label, certainty=certainty)
    lines = [_text(words.say(said))]
    lines += [_text(words.quoted(quote), "dim") for quote in figure["quotes"]]
    if figure["note"]:
        lines.append(_text(figure["note"]))
    return Text("\n").join(lines)


def _text(text: str, style: str = "") -> Text:
    return Text(plain(text), style)
