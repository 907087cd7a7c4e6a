"""An order form: what is missing in it, what looks wrong, and the draft that it yields all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from calc import conditions, describe
from calc.calculator import Calculator
from calc.describe import Question
from calc.draft import GAP, Draft, Entry, Listed
from calc.fields import Inputs
from calc.message import Message, Value, message, plural
from calc.order_forms import kinds
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Account, Check, Notice, Result, Row, ordered


class Checked(Result):
    """How far a form is filled in. `missing` and `wrong` name fields, in order; `complete` is neither.

    `visible` names the questions that apply as the form stands, and `hidden` those that do not.
    """

    complete: bool
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    visible: tuple[str, ...]
    hidden: tuple[str, ...]


class Head(NamedTuple):
    """The first words of a draft, and the contact whom it is for. Without one it is a summary to copy."""

    subject: Message
    opening: Message
    contact: str | None = None


def _nothing_more(*_: object) -> tuple[()]:
    return ()


@dataclass(frozen=True)
class OrderForm[I: Inputs]:
    """One thing that a distributor must be told.

    `head` starts the draft. `further` finds what no single answer shows to be wrong, with the rules behind
    it, `notices` warns by code, and `rows` adds figures. What is named in `unsaid` is not for the recipient.
    """

    title: str
    inputs: type[I]
    head: Callable[[I], Head]
    notices: Callable[[I, Checked, Rules], Mapping[str, Notice]]
    further: Callable[[I], Iterable[tuple[Refusal, tuple[str, ...]]]] = _nothing_more
    rows: Callable[[I, Rules], tuple[Row, ...]] = _nothing_more
    unsaid: frozenset[str] = frozenset()

    @property
    def calculator(self) -> Calculator[I, Checked]:
        """The form as a calculator, whose result says how far it is filled in."""
        return Calculator(self.title, self.inputs, self.check, self.account)

    def check(self, given: I, rules: Rules) -> Checked:
        """What is missing or looks wrong. Nothing is refused: a draft can be sent as it stands."""
        found = self._checks(given)
        missing = tuple(_field(check) for check in found if check.missing)
        wrong = tuple(_field(check) for check in found if not check.missing)
        asked = describe.questions(self.inputs)
        bare = Checked(
            complete=not found,
            missing=missing,
            wrong=wrong,
            visible=tuple(question.name for question in asked if applies(question, given)),
            hidden=tuple(question.name for question in asked if not applies(question, given)),
        )
        return bare.model_copy(update={"warnings": ordered(self.notices(given, bare, rules))})

    def account(self, given: I, result: Checked, rules: Rules) -> Account:
        """The checks in words, and the draft."""
        notices = self.notices(given, result, rules)
        return Account(
            headline=_headline(result),
            rows=self.rows(given, rules),
            steps=(),
            notices=tuple(notices[code] for code in result.warnings),
            checks=self._checks(given),
            draft=self._draft(given, rules),
        )

    def _checks(self, given: I) -> tuple[Check, ...]:
        found = {_field(check): check for check in _of_questions(describe.questions(self.inputs), given)}
        for refusal, rules in self.further(given):
            question = describe.find(self.inputs, str(refusal.field))
            check = Check(refusal, question, rules)
            found.setdefault(_field(check), check)
        order = list(self.inputs.model_fields)
        return tuple(sorted(found.values(), key=lambda check: order.index(_field(check).partition(".")[0])))

    def _draft(self, given: I, rules: Rules) -> Draft:
        head = self.head(given)
        asked = [
            question for question in describe.questions(self.inputs) if question.name not in self._silent
        ]
        return Draft(
            to=rules.contact(head.contact).email if head.contact else None,
            language=given.draft_language,  # type: ignore[attr-defined]  # every form asks it, with its own default
            subject=head.subject,
            opening=head.opening,
            entries=tuple(_entries(asked, given, rules)),
        )

    @property
    def _silent(self) -> frozenset[str]:
        return self.unsaid | {"draft_language"}


def applies(question: Question, given: Inputs) -> bool:
    """Whether the other answers leave the question open. It does not apply until they do."""
    return conditions.hold(question.only_if, dict(given))


def _field(check: Check) -> str:
    return str(check.refusal.field)


def _of_questions(asked: Iterable[Question], given: Inputs, before: str = "") -> Iterator[Check]:
    """What single answers show to be missing or wrong. `before` leads to the line that they stand in."""
    for question in asked:
        value = getattr(given, question.name)
        field = before + question.name
        rules = (question.needed_by,) if question.needed_by else ()
        if not applies(question, given):
            continue
        if question.lines and _filled(value):
            for number, line in _filled(value):
                yield from _of_questions(question.lines, line, f"{field}.{number}.")
        elif value in (None, "", ()) or question.lines:
            if question.needed_by:
                code = "required" if question.kind != "yes_no" else "unanswered"
                yield Check(Refusal(code, field), question, rules)
        elif isinstance(value, str) and (refusal := kinds.wrong(question, value, field)):
            yield Check(refusal, question, rules)


def _filled(lines: tuple[Inputs, ...]) -> list[tuple[int, Inputs]]:
    """The lines in which something stands, with their numbers from zero."""
    return [(number, line) for number, line in enumerate(lines) if any(value for _, value in line)]


def _headline(result: Checked) -> Message:
    missing, wrong = len(result.missing), len(result.wrong)
    if result.complete:
        return message("Everything that the guide asks for is there.")
    if not wrong:
        return plural("{count} thing is missing.", "{count} things are missing.", count=missing)
    if not missing:
        return plural("{count} thing needs a second look.", "{count} things need a second look.", count=wrong)
    return message("Missing: {missing}. In need of a second look: {wrong}.", missing=missing, wrong=wrong)


def _entries(asked: Iterable[Question], given: Inputs, rules: Rules) -> Iterator[Entry | Listed]:
    """What the draft says: every answer, and a gap where the guide asks for one that is missing."""
    for question in asked:
        value = getattr(given, question.name)
        if not applies(question, given):
            continue
        if question.lines:
            items = [tuple(_parts(question.lines, line, rules)) for _, line in _filled(value)]
            yield Listed(Message(question.title), tuple(items))
        else:
            yield from _parts([question], given, rules)


def _parts(asked: Iterable[Question], given: Inputs, rules: Rules) -> Iterator[Entry]:
    for question in asked:
        value = _said(question, getattr(given, question.name))
        if value is not None or question.needed_by:
            screen = rules.screen(question.screen) if question.screen else None
            yield Entry(Message(question.title), value, screen)


def _said(question: Question, value: Any) -> Value:
    if value in (None, ""):
        return None
    if isinstance(value, bool):
        return message("Yes") if value else message("No")
    if question.choices:
        return Message(question.choices[value])
    if question.kind == "date" and kinds.wrong(question, value, question.name) is None:
        return date.fromisoformat(value)
    return str(value)


def not_stated(_: Inputs, checked: Checked, __: Rules) -> dict[str, Notice]:
    """What may happen to a form that is sent with gaps, where the guide says nothing of it."""
    said = message("You can use this as it stands. What happens if something is missing is not stated.")
    return {} if checked.complete else {"incomplete": Notice(said)}


def shown(value: str | None) -> str:
    """A value for a subject, or the gap where there is none."""
    return value or GAP
