"""A table goes in, and comes out with an answer or a reason beside each row: nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import os
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calc import batch, cli
from calc.api import CALCULATORS
from calc.describe import Question, opened, worked_example
from calc.fields import Inputs
from tests.support import order_charge

HEADER = "channel,order_value,currency"
GOOD = "email,420,EUR"

type Answer = Callable[..., list[dict[str, str]]]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are compared in English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "in.csv"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out.csv"


@pytest.fixture
def answer(source: Path, target: Path) -> Answer:
    """Runs the command over a table, and reads what it wrote."""

    def answer(
        table: str, calculator: str = "order-charge", *, status: int = 0, delimiter: str = ","
    ) -> list[dict[str, str]]:
        source.write_bytes(table.encode())
        assert cli.main(["batch", calculator, str(source), "-o", str(target)]) == status
        with target.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream, delimiter=delimiter))

    return answer


def _asked(name: str) -> list[tuple[str, Question]]:
    model: type[Inputs] = CALCULATORS[name].inputs
    return list(opened(model))


def _refused(source: Path, target: Path, table: bytes, capsys: Any) -> str:
    """The message for a file that is refused as a whole; nothing is written then."""
    source.write_bytes(table)
    assert cli.main(["batch", "order-charge", str(source), "-o", str(target)]) == 2
    assert [path.name for path in target.parent.iterdir()] == [source.name]
    return str(capsys.readouterr().err)


def test_each_row_is_followed_by_its_result(answer: Answer, capsys: Any) -> None:
    """All columns of the input, then the fields of the result as a program reads them, then no error."""
    rows = answer(f"{HEADER},dongle_swaps\n{GOOD},\nweb_shop,300,SEK,1\n")

    assert rows[0] == {
        "channel": "email",
        "order_value": "420",
        "currency": "EUR",
        "dongle_swaps": "",
        "warnings": "",
        "charge_applies": "true",
        "charge_amount": "30.00",
        "charge_currency": "EUR",
        "possible_charge_amount": "30.00",
        "dongle_swap_cost": "0.00",
        "total": "450.00",
        "total_without_charge": "420.00",
        "total_with_charge": "450.00",
        "value_in_eur": "420.00",
        "threshold_eur": "500.00",
        "charged_if_rate_above": "",
        "saving_if_other_channel": "30.00",
        "error": "",
    }
    assert rows[1]["warnings"] == "dongle_swap_fee_inferred exchange_rate_needed web_shop_fee_inferred"
    assert capsys.readouterr() == ("", "2 rows, 0 refused.\n")


def test_options_name_columns_too(answer: Answer) -> None:
    """Whoever knows the command line need not learn the full names."""
    (row,) = answer("value, channel ,currency,rate\n4000,email,SEK,11.20\n")

    assert (row["value"], row["charge_applies"]) == ("4000", "true")


def test_a_bad_row_keeps_its_cells_and_gains_every_reason(answer: Answer, capsys: Any) -> None:
    """Each thing that is wrong is named by field, and the line is named at the end."""
    rows = answer(f"{HEADER}\n{GOOD}\nfax,1e3,\n", status=1)

    reason = (
        "Order channel: Choose one of these: E-mail (email), Web shop (Compass) (web_shop) [channel] | "
        "Order value: Write a number in digits, such as 1250.50 or 1250,50. [order_value] | "
        "Currency: Fill this in. [currency]"
    )
    assert {name: cell for name, cell in rows[1].items() if cell} == {
        "channel": "fax",
        "order_value": "1e3",
        "error": reason,
    }
    assert capsys.readouterr().err == f"2 rows, 1 refused.\nLine 3: {reason}\n"


def test_the_first_ten_bad_lines_are_named(answer: Answer, capsys: Any) -> None:
    """Lines are those of the file: a cell of two lines counts as two, an empty line as one."""
    answer(f'{HEADER}\n"fax\n",1,EUR\n\n{"fax,1,EUR" + chr(10)}' + "fax,2,EUR\n" * 10, status=1)

    told, *lines = capsys.readouterr().err.splitlines()
    assert told == "12 rows, 12 refused."
    assert [line.partition(":")[0] for line in lines] == [f"Line {n}" for n in (2, *range(5, 14))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_output_is_split_and_marked_like_the_input(
    answer: Answer, target: Path, delimiter: str, mark: str
) -> None:
    """A file from a spreadsheet goes back to it as it came."""
    table = f"{mark}{HEADER}\n{GOOD}\n".replace(",", delimiter)
    answer(table, delimiter=delimiter)

    written = target.read_text(encoding="utf-8")
    assert written.startswith(f"{mark}{HEADER}".replace(",", delimiter) + delimiter)
    assert written.splitlines()[1].startswith(GOOD.replace(",", delimiter) + delimiter)


def test_decimal_commas_stay_in_a_table_of_one_column(answer: Answer) -> None:
    """With one column there is nothing to split."""
    (row,) = answer("text\n1.234,50\n", "parse-number")

    assert (row["text"], row["value"]) == ("1.234,50", "1234.50")


def test_ragged_rows_are_reported_and_kept(answer: Answer) -> None:
    """Cells too many stand in the error, so that the table stays rectangular and nothing is lost."""
    short, long = answer(f"{HEADER}\nemail\nemail,1,EUR,a,b\n", status=1)

    assert (short["channel"], short["order_value"]) == ("email", "")
    assert short["error"] == "This row has 1 cells; the header has 3."
    assert (long["currency"], long["total"]) == ("EUR", "")
    assert long["error"] == "This row has 5 cells; the header has 3. Left over: “a”, “b”"


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "\rx", "\nx", "-1-2"])
def test_a_cell_that_a_spreadsheet_would_run_is_marked_as_text(answer: Answer, cell: str) -> None:
    """An apostrophe keeps it from being run. What was computed is what was typed."""
    (row,) = answer(f'{HEADER}\nemail,"{cell}",EUR\n', status=1)

    assert row["order_value"] == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+46 8", "-1.234,50"])
def test_a_signed_number_stays_a_number(answer: Answer, cell: str) -> None:
    """Nothing is run there, and the column stays a column of numbers."""
    (row,) = answer(f'{HEADER}\nemail,"{cell}",EUR\n', status=1)

    assert row["order_value"] == cell


def test_quotation_marks_and_line_breaks_in_cells_are_kept(answer: Answer) -> None:
    """A label may hold anything that a spreadsheet can hold."""
    label = 'A "big" plan,\r\nsecond line;\ttab'
    quoted = label.replace('"', '""')
    (row,) = answer(f'label,fee,quantity,activation_date\n"{quoted}",10,1,2027-01-29\n', "pro-rata")

    assert (row["label"], row["line_amounts"], row["total"]) == (label, "0.65", "0.65")


def test_a_row_of_pro_rata_is_one_line_and_its_refusals_name_its_columns(answer: Answer) -> None:
    """Neither the number of the line nor its list shows: the row is the line."""
    header = "activation_date,label,monthly_fee,quantity"
    bad, missing = answer(f"{header}\n2027-01-29,x,10,0\n2027-01-29,,,\n", "pro-rata", status=1)

    assert bad["error"].endswith("1 to 1,000,000. [quantity]")
    assert missing["error"] == "Lines: Fill this in. [lines]"


@pytest.mark.parametrize(
    ("cell", "counted"),
    [
        ("true", True),
        ("YES", True),
        ("1", True),
        ("False", False),
        ("no ", False),
        ("0", False),
        (" ", False),
    ],
)
def test_yes_and_no_are_read_in_three_ways(answer: Answer, cell: str, counted: bool) -> None:
    """An empty cell leaves the usual answer, here no."""
    header = "activation_date,count-day,label,fee,quantity"
    (row,) = answer(f"{header}\n2027-01-29,{cell},x,10,1\n", "pro-rata")

    assert row["days_remaining"] == ("3" if counted else "2")


def test_another_yes_is_refused(answer: Answer) -> None:
    """A cell that is neither is not taken for no."""
    header = "activation_date,count_activation_day,label,fee,quantity"
    (row,) = answer(f"{header}\n2027-01-29,maybe,x,10,1\n", "pro-rata", status=1)

    assert row["error"].endswith(" [count_activation_day]")


def test_the_language_is_an_input_unless_a_column_gives_it(answer: Answer) -> None:
    """`--locale` stands for the column that is not there."""
    bad, good = answer(f"{HEADER},number_locale\n{GOOD},xx\n{GOOD},\n", status=1)

    assert bad["error"].endswith(" [number_locale]")
    assert good["error"] == ""


def test_reasons_are_told_in_the_language_asked_for(source: Path, target: Path, capsys: Any) -> None:
    """Numbers in a reason stand as its reader writes them."""
    source.write_text("text\n1.234\n", encoding="utf-8")

    assert cli.main(["batch", "parse-number", str(source), "-o", str(target), "--locale", "it"]) == 1
    assert "1,234" in capsys.readouterr().err


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_worked_example_of_each_calculator_fills_a_row(answer: Answer, name: str) -> None:
    """Every calculator answers tables, and no column of a result hides one of the input."""
    cells: dict[str, Any] = {}
    example = worked_example(CALCULATORS[name].inputs)
    for path, question in _asked(name):
        holder, _, last = path.rpartition(".")
        value = (example[holder] if holder else example)[last]
        cells |= value[0] if question.lines else {path: ",".join(value) if isinstance(value, list) else value}
    table = io.StringIO()
    csv.writer(table).writerows([cells, cells.values()])

    (row,) = answer(table.getvalue(), name.replace("_", "-"))

    assert row["error"] == ""
    assert {key: str("" if value is None else value) for key, value in cells.items()}.items() <= row.items()


def test_the_parts_of_a_group_are_columns_and_so_are_those_of_a_resulting_line(answer: Answer) -> None:
    """By the name of the option or by the path, and what belongs to a deal is not read without one."""
    rows = answer(
        "sku,base_price,quantity,discount,special-deal,special_deal.percent,special-deal-all-lines,"
        "special-deal-skus\n"
        "A,100,2,7.5,,,,\n"
        'A,100,2,,yes,15,no,"A;A"\n'
        "A,100,2,,no,fifteen,no,\n",
        "volume-quote",
    )
    columns = ("lines.net_price", "lines.discount_percent", "net_extended_total", "error")
    assert [[row[column] for column in columns] for row in rows] == [
        ["92.50", "7.50", "185.00", ""],
        ["85.00", "15.00", "170.00", ""],
        ["100.00", "0.00", "200.00", ""],
    ]


def test_lines_that_need_not_be_there_need_no_columns(answer: Answer) -> None:
    (row,) = answer("licences\n6\n", "esd-state")
    assert (row["licence_states"], row["available"]) == ("Pending: 6", "0 de 6")


def test_a_table_of_no_rows_is_answered_by_a_header(answer: Answer, target: Path, capsys: Any) -> None:
    """Nothing is wrong with an empty day."""
    assert answer(HEADER) == []
    assert target.read_text(encoding="utf-8").startswith(HEADER)
    assert capsys.readouterr().err == "0 rows, 0 refused.\n"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"", "This file has no header. Name the columns in its first line.\n"),
        (b"\n", "This file has no header. Name the columns in its first line.\n"),
        (b",,\n", "This file has no header. Name the columns in its first line.\n"),
        (
            b"channel,\x1bvaleu,\n",
            "These columns are missing: order_value, currency. The first line names: “channel”, “ valeu”, “”",
        ),
        (b"value,channel,order_value,currency\n", "These columns stand twice: order_value\n"),
        (b"channel,order_value\nemail,\xe9\n", "This file is not UTF-8 text. Save it as CSV in UTF-8.\n"),
        (b"\xff\xfec\x00", "This file is not UTF-8 text. Save it as CSV in UTF-8.\n"),
        (b'channel,value,currency\nemail,1,EUR\n"email,2\n', "Line 3: the quotation marks do not match."),
        (b'channel,value,currency\n"email"x,2\n', "Line 2: the quotation marks do not match."),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(
    source: Path, target: Path, capsys: Any, table: bytes, said: str
) -> None:
    """Status 2, one line that says what to mend, and nothing written."""
    err = _refused(source, target, table, capsys)

    assert err.startswith(said)
    assert err.count("\n") == 1


def test_a_column_of_ones_own_is_carried_along_and_named(answer: Answer, capsys: Any) -> None:
    """An order number answers no question, and must still stand beside the answer."""
    rows = answer("PO number,channel,value,currency\nP-7,email,420,EUR\n")

    assert rows[0]["PO number"] == "P-7"
    assert rows[0]["total"] == order_charge("420")["total"]
    assert "Copied as they are, not read: “PO number”" in capsys.readouterr().err


def test_a_line_without_end_is_refused(
    source: Path, target: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is no text at all must not fill the memory."""
    monkeypatch.setattr(batch, "_LONGEST_LINE", 100)

    err = _refused(source, target, f"{HEADER}\n{'9' * 101}".encode(), capsys)
    assert err == "Line 2 is too long for a table.\n"


def test_a_cell_that_runs_on_over_many_lines_is_refused(
    source: Path, target: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quotation mark that is never closed must not fill the memory either."""
    monkeypatch.setattr(batch, "_LONGEST_LINE", 100)

    err = _refused(source, target, f'{HEADER}\n"{"x" * 50}\n{"x" * 60}\n'.encode(), capsys)
    assert err.startswith("Line 2: the quotation marks do not match.")


def test_a_million_digits_in_a_cell_are_refused_quickly(answer: Answer) -> None:
    """And kept, like every other cell."""
    start = time.process_time()
    (row,) = answer(f"{HEADER}\nemail,{'9' * 1_000_000},EUR\n", status=1)

    assert row["order_value"] == "9" * 1_000_000
    assert row["error"] == "Order value: This number is too large. Check its digits. [order_value]"
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("locale", "why"), [("en", "No such file or directory"), ("it", "File o cartella inesistente")]
)
def test_a_file_that_is_missing_is_named(
    tmp_path: Path, target: Path, capsys: Any, locale: str, why: str
) -> None:
    """What the system says of it in the reader's language, without a traceback."""
    missing = tmp_path / "missing.csv"

    assert cli.main(["batch", "order-charge", str(missing), "-o", str(target), "--locale", locale]) == 2
    assert capsys.readouterr().err == f"{missing}: {why}\n"


def test_the_input_is_never_overwritten(source: Path, tmp_path: Path, capsys: Any) -> None:
    """Neither by its own name nor by another name for the same file."""
    source.write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    other = tmp_path / "other.csv"
    other.symlink_to(source)

    for name in (source, other):
        assert cli.main(["batch", "order-charge", str(source), "-o", str(name)]) == 2
        assert capsys.readouterr().err == "This would overwrite the input. Give the output another name.\n"
    assert source.read_text(encoding="utf-8") == f"{HEADER}\n{GOOD}\n"


def test_only_a_file_is_replaced(source: Path, tmp_path: Path, capsys: Any) -> None:
    """A folder or a device stays what it is."""
    source.write_text(HEADER, encoding="utf-8")

    assert cli.main(["batch", "order-charge", str(source), "-o", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path} is not a file that can be replaced.\n"


def test_a_folder_that_is_missing_is_named(source: Path, tmp_path: Path, capsys: Any) -> None:
    """It is not made: its name may be a slip."""
    source.write_text(HEADER, encoding="utf-8")

    target = tmp_path / "results" / "out.csv"
    assert cli.main(["batch", "order-charge", str(source), "-o", str(target)]) == 2
    assert capsys.readouterr().err == f"There is no folder {target.parent}.\n"


def test_an_older_output_is_replaced_and_keeps_who_may_read_it(answer: Answer, target: Path) -> None:
    """Answers of a private file stay private."""
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    answer(f"{HEADER}\n{GOOD}\n")

    assert target.read_text(encoding="utf-8").startswith(HEADER)
    assert target.stat().st_mode & 0o777 == 0o600


def test_an_interrupted_run_leaves_the_older_output_and_no_half_file(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle of a table: status 130, and the folder as it was."""
    source.write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    target.write_text("old", encoding="utf-8")

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch._Sheet, "answer", interrupt)  # noqa: SLF001  # where a long run spends its time

    assert cli.main(["batch", "order-charge", str(source), "-o", str(target)]) == 130
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in target.parent.iterdir()) == ["in.csv", "out.csv"]


class _Terminal(io.TextIOWrapper):
    """Standard error that someone watches."""

    def isatty(self) -> bool:
        return True


def test_someone_who_watches_sees_how_far_it_is(
    answer: Answer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bar is for the eye alone: the answers are the same."""
    shown = io.BytesIO()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", _Terminal(shown, encoding="utf-8", write_through=True))

    (row,) = answer(f"{HEADER}\n{GOOD}\n")

    assert row["total"] == order_charge("420")["total"]
    assert "Reading" in shown.getvalue().decode()
    assert shown.getvalue().decode().endswith("1 row, 0 refused.\n")


def _orders(count: int) -> bytes:
    """Orders of every kind, about one in a thousand refused."""
    chance = random.Random(1)  # noqa: S311  # the same orders each time
    lines = ["channel,order_value,currency,rate,swaps"]
    for _ in range(count):
        channel = chance.choices(["email", "web_shop", "fax"], [500, 500, 1])[0]
        currency = chance.choice(["EUR", "SEK", "NOK", "DKK"])
        value, rate = f"{chance.uniform(1, 1000):.2f}", chance.choice(["", "11.20"])
        lines.append(f"{channel},{value},{currency},{rate},{chance.choice(['', '0', '1', '2'])}")
    return "\n".join(lines).encode()


def _answer_in_memory(table: bytes) -> batch.Report:
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  # a name, not a path
        return batch.answer_table(
            "order_charge", io.BytesIO(table), nowhere, locale="en", today=date(2026, 11, 23)
        )


@pytest.mark.no_cover  # coverage is measured in memory too
def test_memory_does_not_grow_with_the_table() -> None:
    """Ten times the rows need no more than one: only the first refusals are remembered."""
    peaks = []
    for table in (_orders(100), _orders(100), _orders(1_000)):
        tracemalloc.start()
        _answer_in_memory(table)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[2] < peaks[1] * 1.5 + 50_000
