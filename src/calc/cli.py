"""`partner-calc`: the calculators at a terminal, the one door for programs, and tables of inputs."""

from __future__ import annotations

import codecs
import json
import os
import shlex
import signal
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from gettext import bindtextdomain
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import click

from calc import batch, calendar
from calc.answers import Answer, NoAnswer, Problem
from calc.api import CALCULATORS, evaluate, read_json
from calc.describe import Question, language_inputs, nested, opened, questions, worked_example
from calc.fields import Inputs
from calc.language import LOCALES, msgid, serving
from calc.message import message, plural
from calc.words import Words, words

ANSWERED, SOME_REFUSED, REFUSED = 0, 1, 2
"""Exit statuses. One request that is refused, or input that cannot be read at all, is REFUSED."""

_NOTHING = "-"
"""Stands for a part of a line that is left out."""

_INTERRUPTED, _TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM

_ABOUT = msgid("Calculators for orders with five vendors, with the source’s own words behind each figure.")
_ABOUT_EVALUATE = msgid(
    "Answer requests written as JSON. Reads one request, or an array of them, from standard input and writes "
    "the answer, or the array in the same order. A request that is refused is answered with the reason. "
    "Exit status: 0, or 2 if the input is not JSON of that form."
)
_ABOUT_BATCH = msgid(
    "Answer a table row by row. IN is CSV in UTF-8, with comma, semicolon or tab; its first line names the "
    "inputs, by their full name or by the name of the option. An empty cell is an input not given. OUT holds "
    "the same columns, then the result, then what is wrong with the row. Cells that a spreadsheet would run "
    "as formulas are marked as text with an apostrophe. Exit status: 0, 1 if some rows are refused, 2 if a "
    "file cannot be read or written: nothing is written then."
)
_ABOUT_LOCALE = msgid("Language of the answer. Default: the language of this terminal, or else English.")
_ABOUT_JSON = msgid("Print the answer as JSON.")
_ABOUT_OUTPUT = msgid("Where to write the answers.")
_REQUIRED = msgid("required")
_NOT_JSON = msgid(
    "This is not JSON of the form that is read here. Send one object, or an array of them, whole, in UTF-8."
)
_READING = msgid("Reading")
_LEFT_OUT = msgid("Write - for a part that you leave out.")

# What click itself says, named here so that the catalogues have it.
_OF_CLICK = (
    msgid("Usage:"),
    msgid("Options"),
    msgid("Commands"),
    msgid("Show this message and exit."),
    msgid("Error: {message}"),
    msgid("Try '{command} {option}' for help."),
    msgid("No such option {name!r}."),
    msgid("No such command {name!r}."),
    msgid("Missing argument"),
    msgid("Missing option"),
    msgid("Choose from:\n\t{choices}"),
    msgid("Invalid value for {param_hint}: {message}"),
    msgid("Option {name!r} does not take a value."),
    plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count=1),
    plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", count=1),
    plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count=1),
    plural("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", count=1),
)
# What the system says of a file.
_OF_THE_SYSTEM = (
    msgid("No such file or directory"),
    msgid("Permission denied"),
    msgid("Is a directory"),
    msgid("No space left on device"),
)
_OPTIONS, _COMMAND = msgid("[OPTIONS]"), msgid("COMMAND [ARGS]...")
_TEXT = msgid("TEXT")

# Letters and signs of our answers that a terminal without UTF-8 cannot show, and that do not come apart.
_SPELT = {
    "€": "EUR",
    "×": "x",
    "÷": "/",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    **dict.fromkeys("“”«»", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("–—−", "-"),
}
_SPELLING = "calc.spelling"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status. `arguments` defaults to those of the process."""
    _ready_streams()
    signal.signal(signal.SIGTERM, _terminate)
    given = sys.argv[1:] if arguments is None else list(arguments)
    reader = words(asked_locale(given) or reader_locale(os.environ))
    _teach_click(reader.locale)
    try:
        return int(_commands(reader).main(given, "partner-calc", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        return REFUSED
    except click.Abort:
        return _INTERRUPTED
    except OSError as error:
        click.echo(_why(error, reader), file=sys.stderr)
        # Closing now keeps Python from trying, and failing, once more at its end.
        with suppress(OSError):
            sys.stdout.close()
        return REFUSED


def asked_locale(arguments: Sequence[str]) -> str | None:
    """The language that the arguments ask for. Help is told in it, before click has read them."""
    for name, value in pairwise([*arguments, ""]):
        option, _, joined = name.partition("=")
        if option == "--locale" and (joined or value) in LOCALES:
            return joined or value
    return None


def _teach_click(locale: str) -> None:
    """Let click find its words in our catalogues: it asks the domain `messages` for $LANGUAGE."""
    bindtextdomain("messages", str(files("calc").joinpath("locales")))
    os.environ["LANGUAGE"] = locale


def reader_locale(environment: Mapping[str, str]) -> str:
    """The language of the terminal, English where it is none of ours."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    known = serving(next(filter(None, names), ""))
    return known.locale if known else "en"


class _Commands(click.Group):
    """A command for each calculator, built from its questions once it is called, and two for many inputs."""

    def __init__(self, reader: Words, **settings: Any) -> None:
        super().__init__(**settings)
        self._reader = reader

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click hands it over
        return [*map(_dashed, CALCULATORS), *_FOR_MANY]

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click hands it over
        cmd_name: str,
    ) -> click.Command | None:
        reader = self._reader
        name = cmd_name.replace("-", "_")
        if name in CALCULATORS:
            return _calculator(name, reader)
        build = _FOR_MANY.get(name)
        return build(reader) if build else None


def _commands(reader: Words) -> click.Group:
    return _Commands(
        reader,
        help=reader.text(_ABOUT),
        options_metavar=reader.text(_OPTIONS),
        subcommand_metavar=reader.text(_COMMAND),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def _calculator(name: str, reader: Words) -> click.Command:
    model: type[Inputs] = CALCULATORS[name].inputs
    asked = {path: question for path, question in opened(model) if question.kind != "locale"}

    def answer(*, locale: str, as_json: bool, **typed: Any) -> int:
        given = {path: typed[_parameter(path)] for path in asked}
        inputs = language_inputs(model, locale) | nested(
            (path, _given(asked[path], value)) for path, value in given.items() if value not in (None, ())
        )
        return _print_answer(
            evaluate({"calculator": name, "inputs": inputs, "locale": locale}), asked, locale, as_json=as_json
        )

    return click.Command(
        _dashed(name),
        callback=answer,
        params=[
            *(_option(path, question, reader) for path, question in asked.items()),
            _locale_option(reader, None),
            click.Option(["--json", "as_json"], is_flag=True, help=reader.text(_ABOUT_JSON)),
        ],
        help=reader.text(CALCULATORS[name].title),
        options_metavar=reader.text(_OPTIONS),
        epilog="\b\n" + reader.say(message("Example: {example}", example=example_command(name))),
    )


def _locale_option(reader: Words, kind: click.ParamType[str] | None) -> click.Option:
    return click.Option(
        ["--locale"],
        type=kind,
        metavar=f"[{'|'.join(LOCALES)}]",
        default=reader.locale,
        help=reader.text(_ABOUT_LOCALE),
    )


def _option(path: str, question: Question, reader: Words) -> click.Option:
    """Only names and words: every value stays text, for the calculator to read or refuse."""
    parameter = _parameter(path)
    names = dict.fromkeys((question.option, _dashed(parameter)))
    about = _about(question, reader)
    if question.kind == "yes_no":
        flags = [f"--{name}/--no-{name}" for name in names]
        return click.Option([*flags, parameter], default=None, help=about)
    flags = [f"--{name}" for name in names]
    if question.lines:
        parts = " ".join(part.option.upper() for part in question.lines)
        return click.Option(
            [*flags, parameter],
            nargs=len(question.lines),
            type=str,
            multiple=True,
            metavar=parts,
            help=about,
        )
    typed = f"[{'|'.join(question.choices)}]" if question.choices else reader.text(_TEXT)
    return click.Option([*flags, parameter], type=str, metavar=typed, help=about)


def _parameter(path: str) -> str:
    """The name under which click hands over what was typed."""
    return path.replace(".", "_")


def _about(question: Question, reader: Words) -> str:
    """The label, what to type, the choices, an example, and what holds if it is left out."""
    parts = [f"{reader.text(question.title)}.", reader.text(question.help)]
    if question.choices:
        parts.append(reader.say(message("Choices: {choices}.", choices=_choices(question, reader))))
    parts += [
        reader.say(
            message("{part} is one of: {choices}.", part=part.option.upper(), choices=_choices(part, reader))
        )
        for part in question.lines
        if part.choices
    ]
    if not all(part.required for part in question.lines):
        parts.append(reader.text(_LEFT_OUT))
    parts.append(reader.say(message("Example: {example}", example=_typed(question, question.example))))
    notes = []
    if question.wanted:
        notes.append(reader.text(_REQUIRED))
    elif question.default not in (None, []):
        notes.append(reader.say(message("default: {default}", default=_typed(question, question.default))))
    return " ".join([*parts, *(f"[{note}]" for note in notes)])


def _choices(question: Question, reader: Words) -> str:
    return ", ".join(f"{code} ({reader.text(label)})" for code, label in question.choices.items())


def example_command(name: str) -> str:
    """How the worked example of a calculator is asked on the command line."""
    model: type[Inputs] = CALCULATORS[name].inputs
    values = worked_example(model)
    options = (
        option
        for question in questions(model)
        if (question.wanted or question.lines) and not question.only_if
        for option in _examples(question, values[question.name])
    )
    return " ".join(["partner-calc", _dashed(name), *options])


def _examples(question: Question, value: Any) -> list[str]:
    """Each time that the option is given."""
    if question.kind == "yes_no":
        return [_typed(question, value)]
    values = [[line] for line in value] if question.lines else [value]
    return [f"--{question.option} {_typed(question, one)}" for one in values]


def _typed(question: Question, value: Any) -> str:
    """A value as it is typed on a command line, the first of several lines; a flag is its own value."""
    if question.kind == "yes_no":
        return f"--{question.option}" if value else f"--no-{question.option}"
    if question.kind == "texts":
        return shlex.quote(", ".join(value))
    parts = [value[0].get(part.name) for part in question.lines] if question.lines else [value]
    return shlex.join(_NOTHING if part is None else str(part) for part in parts)


def _given(question: Question, value: Any) -> Any:
    """What was typed, in the shape of a request."""
    if not question.lines:
        return value
    names = [part.name for part in question.lines]
    return [
        {name: part for name, part in zip(names, line, strict=True) if part not in ("", _NOTHING)}
        for line in value
    ]


def _print_answer(
    answer: Answer | NoAnswer, asked: Mapping[str, Question], locale: str, *, as_json: bool
) -> int:
    if as_json:
        _print_json(answer, indent=2)
    elif "error" in answer:
        for problem in answer["errors"]:
            click.echo(_refusal(problem, asked), file=sys.stderr)
    else:
        _show(answer, locale)
    return REFUSED if "error" in answer else ANSWERED


def _show(answer: Answer, locale: str) -> None:
    fields: Mapping[str, object] = answer
    if "ics" in fields:
        # As bytes: the file is UTF-8 with its own line ends, whatever the terminal has.
        click.echo(str(fields["ics"]).encode(), nl=False)
        return
    # Imported here: programs, which ask for JSON, need no layout.
    from calc.layout import show  # noqa: PLC0415

    show(answer, words(locale))


def _refusal(problem: Problem, asked: Mapping[str, Question]) -> str:
    """The message, the option that it speaks of, and what to type there where there are two readings."""
    path = str(problem["field"])
    name = path.partition(".")[0]
    question = asked.get(path) or asked.get(name)
    if question is None:
        return problem["message"]
    option = f"--{question.option}"
    if path != name and question.lines:
        option += f" {int(path.split('.')[1]) + 1}"
    if readings := [reading["input"] for reading in problem.get("readings", ())]:
        option += f": {' / '.join(readings)}"
    return f"{problem['message']} ({option})"


def _evaluate(reader: Words) -> click.Command:
    def answer() -> int:
        request = _read_json(sys.stdin.buffer.read())
        if request is None:
            click.echo(reader.text(_NOT_JSON), file=sys.stderr)
            return REFUSED
        _print_json([evaluate(one) for one in request] if isinstance(request, list) else evaluate(request))
        return ANSWERED

    return click.Command(
        "evaluate",
        callback=answer,
        options_metavar=reader.text(_OPTIONS),
        help=reader.text(_ABOUT_EVALUATE),
    )


def _read_json(text: bytes) -> dict[str, Any] | list[Any] | None:
    """A request or an array, None for anything else."""
    try:
        request = read_json(text.decode("utf-8-sig"))
    except ValueError:
        return None
    return request if isinstance(request, dict | list) else None


def _print_json(value: object, indent: int | None = None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(value, indent=indent)
    click.echo(text, file=sys.stdout)


def _batch(reader: Words) -> click.Command:
    def answer(calculator: str, source: Path, target: Path, locale: str) -> int:
        told = words(locale)
        try:
            with _reading(source, told) as table, batch.replacing(target, source) as answers:
                report = batch.answer_table(
                    calculator.replace("-", "_"),
                    table,
                    answers,
                    locale=locale,
                    today=calendar.today(),
                )
        except batch.BadTable as bad:
            click.echo(batch.plain(told.say(bad.said)), file=sys.stderr)
            return REFUSED
        except OSError as error:
            click.echo(batch.plain(f"{error.filename or target}: {_why(error, told)}"), file=sys.stderr)
            return REFUSED
        _print_report(report, told)
        return SOME_REFUSED if report.refused else ANSWERED

    return click.Command(
        "batch",
        callback=answer,
        params=[
            click.Argument(["calculator"], type=click.Choice([_dashed(name) for name in CALCULATORS])),
            click.Argument(["source"], type=click.Path(path_type=Path), metavar="IN"),
            click.Option(
                ["-o", "--output", "target"],
                type=click.Path(path_type=Path),
                metavar="OUT",
                required=True,
                help=reader.text(_ABOUT_OUTPUT),
            ),
            _locale_option(reader, click.Choice(LOCALES)),
        ],
        options_metavar=reader.text(_OPTIONS),
        help=reader.text(_ABOUT_BATCH),
    )


def _why(error: OSError, told: Words) -> str:
    return told.text(error.strerror) if error.strerror else str(error)


def _reading(source: Path, told: Words) -> AbstractContextManager[BinaryIO]:
    """The file, with a bar that follows how far it was read where someone is watching."""
    if not (sys.stderr.isatty() and source.is_file()):
        return source.open("rb")
    from rich import progress  # noqa: PLC0415  # slow to import, and seldom needed
    from rich.console import Console  # noqa: PLC0415

    return progress.open(
        source, "rb", description=told.text(_READING), console=Console(stderr=True), transient=True
    )


def _print_report(report: batch.Report, told: Words) -> None:
    said = plural(
        "{count} row, {refused} refused.",
        "{count} rows, {refused} refused.",
        count=report.rows,
        refused=report.refused,
    )
    click.echo(told.say(said), file=sys.stderr)
    if report.carried:
        carried = ", ".join(map(told.quoted, report.carried))
        click.echo(
            batch.plain(told.say(message("Copied as they are, not read: {columns}", columns=carried))),
            err=True,
        )
    for line, error in report.first:
        click.echo(
            batch.plain(told.say(message("Line {line}: {error}", line=str(line), error=error))), err=True
        )


_FOR_MANY: dict[str, Callable[[Words], click.Command]] = {"evaluate": _evaluate, "batch": _batch}


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _ready_streams() -> None:
    """Give the process all three streams, and let the two it writes to spell what they cannot show."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w"))  # noqa: SIM115, PTH123
    codecs.register_error(_SPELLING, _spelt)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors=_SPELLING)  # type: ignore[union-attr]  # typed as any TextIO


def _spelt(error: UnicodeError) -> tuple[str, int]:
    """An error handler for encoding: near letters in ASCII for those that are missing."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_ascii, error.object[error.start : error.end])), error.end


def _ascii(character: str) -> str:
    near = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return _SPELT.get(character) or near or "?"


def _terminate(*_: object) -> NoReturn:
    # Raised, so that a file half written is taken away.
    sys.exit(_TERMINATED)


if __name__ == "__main__":
    sys.exit(main())
