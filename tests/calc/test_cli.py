"""The command line answers and refuses in the words of the pages, and says so by its exit status."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from calc import cli
from calc.api import CALCULATORS
from calc.describe import Question, opened, questions, worked_example
from calc.fields import Inputs
from calc.words import words
from tests.support import Case, answer_to, case_id, cases

ORDER = ["order-charge", "--channel", "email", "--value", "420", "--currency", "EUR"]


class Ended(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


type Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each command runs in English, 80 columns wide, and leaves the process as it was."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    handler = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, handler)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command as its script does, with the three streams of a process."""

    def run(*arguments: str, given: bytes = b"", encoding: str = "utf-8") -> Ended:
        out, err = io.BytesIO(), io.BytesIO()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding))
        status = cli.main(list(arguments))
        sys.stdout.flush()
        sys.stderr.flush()
        return Ended(status, out.getvalue().decode(encoding), err.getvalue().decode(encoding))

    return run


def _model(name: str) -> type[Inputs]:
    model: type[Inputs] = CALCULATORS[name].inputs
    return model


def _asked(name: str) -> dict[str, Question]:
    return dict(opened(_model(name)))


def _arguments(name: str, inputs: dict[str, Any]) -> list[str]:
    """The inputs of a case as a person would type them."""
    arguments = [name.replace("_", "-")]
    for path, question in opened(_model(name)):
        holder, _, last = path.rpartition(".")
        value = (inputs.get(holder, {}) if holder else inputs).get(last)
        if question.kind == "locale":
            arguments += ["--locale", value or "en"]
        elif question.kind == "yes_no" and isinstance(value, bool):
            arguments.append(f"--{question.option}" if value else f"--no-{question.option}")
        elif question.lines:
            for line in value or ():
                parts = [_normal(line).get(part.name) for part in question.lines]
                arguments += [
                    f"--{question.option}",
                    *("-" if part is None else str(part) for part in parts),
                ]
        elif isinstance(value, list):
            arguments += [f"--{question.option}", ",".join(value)]
        elif value is not None:
            arguments += [f"--{question.option}", str(value)]
    return arguments


def _full_name(path: str) -> str:
    return re.sub("[._]", "-", path)


def _normal(line: Any) -> dict[str, Any]:
    """A line by the names of its parts: the cases write events in short."""
    if isinstance(line, str):
        return {"event": line}
    for event, part in (("assign", "quantity"), ("create_customer", "customer")):
        if event in line:
            return {"event": event, part: line[event], **line}
    return dict(line)


@pytest.mark.parametrize("case", cases(), ids=case_id)
def test_each_case_typed_as_options_gives_the_expected_answer(run: Run, case: Case) -> None:
    """The options carry every input: nothing is lost between the command line and the calculator."""
    ended = run(*_arguments(case.calculator, case.inputs), "--json")

    assert case.part_of(json.loads(ended.out)) == case.expected
    assert ended.status == (2 if "error" in case.expected else 0)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_calendar_file_is_printed_as_it_is(run: Run, encoding: str) -> None:
    """Redirected, the output is the file: its own line ends, and UTF-8 even in a terminal without it."""
    entries = [{"uid": "a", "title": "Möte", "at": "2026-12-01", "text": "PO 1 €"}]
    arguments = _arguments("calendar_file", {"entries": entries})

    ended = run(*arguments, encoding=encoding)

    answer = answer_to({"calculator": "calendar_file", "inputs": {"entries": entries}})
    assert ended.out.encode(encoding).decode("utf-8") == answer["ics"]
    assert (ended.status, ended.err) == (0, "")


def test_all_cases_in_one_array_are_answered_in_the_same_order(run: Run) -> None:
    """Programs send many requests at once, and find each answer at the place of its request."""
    asked = cases()

    ended = run("evaluate", given=json.dumps([case.request for case in asked]).encode())

    answers = json.loads(ended.out)
    found = [case.part_of(answer) for case, answer in zip(asked, answers, strict=True)]
    assert found == [case.expected for case in asked]
    assert ended.status == 0


def test_an_answer_shows_figures_steps_and_the_words_that_it_rests_on(run: Run) -> None:
    """Everything that the page shows stands in the terminal too, within its width and without colour."""
    ended = run(*ORDER, "--swaps", "1")
    answer = answer_to(
        {
            "calculator": "order_charge",
            "inputs": {"channel": "email", "order_value": "420", "currency": "EUR", "dongle_swaps": "1"},
        }
    )

    shown = " ".join(ended.out.split())
    told = [answer["headline"]]
    told += [text for row in answer["rows"] for text in (row["label"], row["value"])]
    told += [part["text"] for key in ("steps", "notices") for part in answer[key]]
    told += [quote for figure in answer["sources"] for quote in figure["quotes"]]
    told += [f"({figure['certainty_text']})" for figure in answer["sources"]]
    told += [figure["source"] for figure in answer["sources"]]
    told += [figure["note"] for figure in answer["sources"] if figure["note"]]
    assert [text for text in told if " ".join(text.split()) not in shown] == []
    assert "not stated" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80
    assert all(line == line.rstrip() for line in ended.out.splitlines())
    assert "\x1b" not in ended.out
    assert (ended.status, ended.err) == (0, "")


def test_an_answer_without_steps_or_sources_shows_no_empty_sections(run: Run) -> None:
    """A number that is read rests on nothing but itself."""
    assert run("parse-number", "--text", "1.234,50").out == "Read as 1,234.5.\n\nNumber  1,234.5\n"


def test_the_same_answer_as_json_is_that_of_the_one_door(run: Run) -> None:
    """`--json` prints what every other door answers."""
    inputs = {"channel": "email", "order_value": "420", "currency": "EUR", "number_locale": "sv"}
    ended = run(*ORDER, "--json", "--locale", "sv")

    assert json.loads(ended.out) == answer_to(
        {"calculator": "order_charge", "inputs": inputs, "locale": "sv"}
    )


def test_all_that_is_missing_is_asked_for_at_once(run: Run) -> None:
    """One line a refusal on standard error, each naming its option, and nothing on standard output."""
    assert run("order-charge") == (
        2,
        "",
        (
            "Order channel: Fill this in. (--channel)\n"
            "Order value: Fill this in. (--value)\n"
            "Currency: Fill this in. (--currency)\n"
        ),
    )


def test_a_refusal_as_json_goes_to_standard_output(run: Run) -> None:
    """A program that asked for JSON gets JSON, and the status tells it that there is no answer."""
    ended = run("parse-number", "--text", "abc", "--json")

    assert json.loads(ended.out)["error"] == "invalid_number"
    assert (ended.status, ended.err) == (2, "")


@pytest.mark.parametrize("value", ["", "abc", "-5", "0", "1e3", "NaN", "12,34,56", "<script>", "9" * 100_000])
def test_a_bad_order_value_is_refused_in_the_words_of_the_page(run: Run, value: str) -> None:
    """The message is calc's own, with the option beside it."""
    inputs = {"channel": "email", "order_value": value, "currency": "EUR"}
    message = answer_to({"calculator": "order_charge", "inputs": inputs})["message"]

    assert run("order-charge", "--channel", "email", "--value", value, "--currency", "EUR") == (
        2,
        "",
        f"{message} (--value)\n",
    )


def test_a_number_with_two_meanings_is_refused_with_both_ways_to_type_it(run: Run) -> None:
    """The reader chooses: what is to be typed stands beside the option."""
    err = run("parse-number", "--text", "1.234").err

    assert err == "Number: This can mean 1,234 or 1.234. Say which. (--text: 1234 / 1.2340)\n"


def test_a_refusal_in_a_line_says_which_line(run: Run) -> None:
    """Lines are counted from one, as people count."""
    first, second = ["--line", "Plan", "10", "1"], ["--line", "Add-on", "-1", "1"]
    err = run("pro-rata", "--activation-date", "2027-01-29", *first, *second).err

    assert "Write 0 or more. Credits are not worked out here. (--line 2)\n" in err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["order-charge", "--channel", "fax", "--value", "1", "--currency", "EUR"], "unsupported_channel"),
        (["order-charge", "--channel", "email", "--value", "1", "--currency", "USD"], "unsupported_currency"),
        (["latest-order", "--needed-by-date", "2026-02-30", "--service", "next_day"], "invalid_date"),
        (["licence-window", "--requested-at", "2026-03-29T02:30"], "nonexistent_local_time"),
        (
            ["licence-window", "--requested-at", "2026-03-29T12:30", "--time-zone", "x"],
            "unsupported_time_zone",
        ),
        (["pro-rata", "--activation-date", "2027-01-29", "--line", "Plan", "10", "x"], "invalid_quantity"),
        ([*ORDER, "--locale", "xx"], "unsupported_locale"),
    ],
)
def test_what_cannot_be_is_refused_by_code(run: Run, arguments: list[str], code: str) -> None:
    """Unknown choices, dates that do not exist, times that the clocks skip: read as typed, then refused."""
    ended = run(*arguments, "--json")
    refusal = json.loads(ended.out)

    assert (ended.status, refusal["error"]) == (2, code)
    assert run(*arguments).err.startswith(refusal["message"])


def test_an_option_that_nobody_asks_for_is_refused(run: Run) -> None:
    """A slip in an option's name is no silent default."""
    ended = run("order-charge", "--valeu", "1")

    assert (ended.status, ended.out) == (2, "")
    assert "--valeu" in ended.err


def test_a_name_that_was_typed_cannot_move_the_cursor(run: Run) -> None:
    """Control characters of a label are shown as spaces."""
    out = run("pro-rata", "--activation-date", "2027-01-29", "--line", "\x1b[2J\nplan", "10", "1").out

    assert "\x1b" not in out
    assert "[2J plan" in out


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_help_of_a_calculator_explains_each_option_with_an_example(run: Run, name: str) -> None:
    """Label, what to type, choices and an example, and a whole command to start from."""
    ended = run(name.replace("_", "-"), "--help")

    shown = "".join(ended.out.split())
    for path, question in _asked(name).items():
        if question.name not in ("locale", "number_locale"):
            names = [f"--{question.option}", f"--{_full_name(path)}"]
            choices = [
                said for part in (question, *question.lines) for pair in part.choices.items() for said in pair
            ]
            told = [*names, question.title, question.help, *choices]
            assert [text for text in told if "".join(text.split()) not in shown] == []
            assert shown.count("Example:") > 1
    assert ended.status == 0


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_example_in_the_help_can_be_typed_as_it_stands(run: Run, name: str) -> None:
    """The worked example of the page is the example of the help."""
    values = worked_example(CALCULATORS[name].inputs)
    asked = questions(_model(name))
    required = {q.name: values[q.name] for q in asked if (q.wanted or q.lines) and not q.only_if}
    arguments = _arguments(name, required)

    assert run(*arguments).status == 0
    options = [argument for argument in arguments if argument not in ("--locale", "en")]
    assert shlex.split(cli.example_command(name)) == ["partner-calc", *options]


def test_an_order_form_shows_what_to_look_at_again_and_the_text_to_send(run: Run) -> None:
    """The text stands as it is sent, a line of it on a line of its own."""
    out = run("westcon-order", "--po-number", "PO-4711", "--item", "700504556", "ten").out

    assert "- Quantity: Write a whole number from 1 to 1,000,000. [1]" in out
    assert (
        "To: order@westcon.se\nSubject: Purchase order PO-4711\n\nHello, please process this order.\n" in out
    )
    assert "\n1. Item number: 700504556, Quantity: ten\nEnd customer: –\n" in out
    assert "To:" not in run("cisco-order").out


def test_the_list_of_commands_names_each_calculator(run: Run) -> None:
    """One word to find the right command."""
    out = run("--help").out

    for name, calculator in CALCULATORS.items():
        assert f"{name.replace('_', '-')} " in out
        assert calculator.title in out
    assert "evaluate" in out
    assert "batch" in out


def test_an_unknown_command_is_refused(run: Run) -> None:
    """Nothing is guessed."""
    ended = run("order-charges")

    assert (ended.status, ended.out) == (2, "")


@pytest.mark.parametrize(
    ("environment", "locale"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LANG": "nn_NO"}, "nb"),
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "sv_SE", "LC_MESSAGES": "es_MX"}, "es"),
        ({"LANG": "sv_SE", "LC_ALL": "it"}, "it"),
        ({"LANG": "sv_SE", "LC_ALL": ""}, "sv"),
    ],
)
def test_the_language_is_that_of_the_terminal_or_else_english(
    environment: dict[str, str], locale: str
) -> None:
    """LC_ALL rules over LC_MESSAGES, and that over LANG; Norwegian has two names."""
    assert cli.reader_locale(environment) == locale


def test_a_terminal_in_italian_is_answered_as_italians_write(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `--locale`, numbers stand as the environment says."""
    monkeypatch.setenv("LANG", "it_IT.UTF-8")

    assert "1.234,5" in run("parse-number", "--text", "1234.5").out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_utf_8_gets_near_letters(run: Run, encoding: str) -> None:
    """The currency of an amount is never lost to a question mark."""
    ended = run(*ORDER, "--swaps", "1", encoding=encoding)

    assert ("EUR420.00" in ended.out) == (encoding != "cp1252")
    assert "?" not in ended.out
    assert (ended.status, ended.err) == (0, "")


def test_json_for_a_terminal_without_utf_8_is_still_json(run: Run) -> None:
    """What cannot be shown is escaped, and reads back the same."""
    assert json.loads(run(*ORDER, "--json", encoding="ascii").out) == json.loads(run(*ORDER, "--json").out)


def test_letters_without_a_near_one_become_question_marks(run: Run) -> None:
    """A label in another script does not stop the answer."""
    line = ["--line", "Смета ø", "10", "1"]
    out = run("pro-rata", "--activation-date", "2027-01-29", *line, encoding="ascii").out

    assert "????? o" in out


def test_spelling_is_for_writing_alone() -> None:
    """Bytes that cannot be read stay an error."""
    cli.main(["--help"])

    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", "calc.spelling")


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b'{"calculator": "parse_number", "inp',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"calculator": "parse_number", "inputs": {"text": NaN}}',
        b"5",
        b'"text"',
        b"null",
    ],
    ids=["empty", "cut in half", "not UTF-8", "deep", "NaN", "number", "text", "null"],
)
def test_input_that_is_not_json_of_the_form_is_refused_as_a_whole(run: Run, given: bytes) -> None:
    """Status 2, a plain line, and nothing that a program could take for an answer."""
    assert run("evaluate", given=given) == (2, "", words("en").text(cli._NOT_JSON) + "\n")  # noqa: SLF001  # its words


def test_each_thing_in_an_array_gets_its_answer_or_refusal(run: Run) -> None:
    """What is no request is refused at its place, and the others are answered."""
    requests: list[Any] = [None, 1, [], {}, {"calculator": "x", "inputs": {}}, "x"]
    good = {"calculator": "parse_number", "inputs": {"text": "1,5"}}
    ended = run("evaluate", given=json.dumps([*requests, good]).encode("utf-8-sig"))

    *refused, answered = json.loads(ended.out)
    assert [answer["error"] for answer in refused] == [
        "invalid_request",
        "invalid_request",
        "invalid_request",
        "invalid_request",
        "unsupported_calculator",
        "invalid_request",
    ]
    assert answered == answer_to(good)
    assert ended.status == 0


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"channel": "email", "order_value": 5, "currency": "EUR"}, "wrong_type"),
        ({"channel": "email", "order_value": "<script>", "currency": "EUR"}, "invalid_number"),
        ({"channel": "email", "order_value": "1", "currency": "EUR", "x": 1}, "unknown_field"),
        ({"channel": "email", "order_value": "1" * 1_000_000, "currency": "EUR"}, "number_too_large"),
    ],
)
def test_a_bad_request_is_an_answer(run: Run, inputs: dict[str, Any], code: str) -> None:
    """A refusal is an answer: the status says only that the JSON was read."""
    ended = run("evaluate", given=json.dumps({"calculator": "order_charge", "inputs": inputs}).encode())

    assert (ended.status, json.loads(ended.out)["error"]) == (0, code)


def test_a_million_bare_digits_are_refused_like_any_wrong_number(run: Run) -> None:
    """Valid JSON, though longer than Python reads a whole number."""
    digits = "9" * 1_000_000
    inputs = f'{{"channel": "email", "order_value": "1", "currency": "EUR", "dongle_swaps": {digits}}}'
    ended = run("evaluate", given=f'{{"calculator": "order_charge", "inputs": {inputs}}}'.encode())

    assert (ended.status, json.loads(ended.out)["error"]) == (0, "invalid_quantity")


class _Full(io.StringIO):
    """A file on a disk that is full."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_and_not_traced(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """The reason in the system's words, and status 2."""
    monkeypatch.setattr(sys, "stdout", _Full())
    monkeypatch.setattr(cli, "_ready_streams", lambda: None)

    assert cli.main(ORDER) == 2
    assert capsys.readouterr().err == "No space left on device\n"


def test_ctrl_c_ends_with_the_status_of_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    """130, as shells expect, and no traceback. What runs behind a shell may have been told to ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(cli, "evaluate", lambda _: os.kill(os.getpid(), signal.SIGINT))

    try:
        assert cli.main(ORDER) == 130
    finally:
        signal.signal(signal.SIGINT, before)


def test_being_told_to_stop_unwinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminated process takes its half-written file away on its way out."""
    monkeypatch.setattr(cli, "evaluate", lambda _: os.kill(os.getpid(), signal.SIGTERM))

    with pytest.raises(SystemExit) as stopped:
        cli.main(ORDER)
    assert stopped.value.code == 143


def test_closed_streams_are_no_mishap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service may start the command without any of the three."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)

    assert (cli.main(ORDER), cli.main(["evaluate"])) == (0, 2)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.close()


def test_a_reader_that_leaves_early_sees_no_traceback() -> None:
    """A broken pipe, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "calc.cli", *ORDER],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


@pytest.mark.parametrize(
    ("arguments", "locale"),
    [
        (["dispatch", "--locale", "sv"], "sv"),
        (["dispatch", "--locale=nb", "--help"], "nb"),
        (["dispatch", "--locale", "xx"], None),
        (["dispatch", "--locale"], None),
        (["dispatch"], None),
    ],
)
def test_the_language_that_is_asked_for_is_known_before_anything_else(
    arguments: list[str], locale: str | None
) -> None:
    assert cli.asked_locale(arguments) == locale


@pytest.mark.parametrize(
    ("locale", "usage", "trouble"),
    [
        ("en", "Usage:", "Error: No such option '--x'."),
        ("sv", "Användning:", "Fel: Flaggan '--x' finns inte."),
        ("nb", "Bruk:", "Feil: Valget '--x' finnes ikke."),
        ("it", "Utilizzo:", "Errore: L'opzione '--x' non esiste."),
        ("es", "Uso:", "Error: No existe la opción '--x'."),
    ],
)
def test_help_and_usage_errors_speak_the_language_that_is_asked_for(
    capsys: pytest.CaptureFixture[str], locale: str, usage: str, trouble: str
) -> None:
    assert cli.main(["dispatch", "--locale", locale, "--help"]) == cli.ANSWERED
    assert capsys.readouterr().out.startswith(usage)

    assert cli.main(["dispatch", "--locale", locale, "--x"]) == cli.REFUSED
    assert trouble in capsys.readouterr().err
