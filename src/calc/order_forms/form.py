"""An order form: what is missing in it, what looks wrong, and the draft that it yields all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from pydantic import SkipValidation

from calc import conditions, describe
from calc.calculator import Calculator
from calc.describe import Question
from calc.draft import GAP, Draft, Entry, Listed
from calc.fields import Inputs
from calc.message import Message, Value, message, plural
from calc.order_forms import kinds
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Account, Check, Notice, Result, Row, kept, ordered


class Gaps(NamedTuple):
    """The fields of a form in which something is missing or looks wrong, in order."""

    missing: tuple[str, ...]
    wrong: tuple[str, ...]


class Checked(Result):
    """How far a form is filled in. `missing` and `wrong` name fields, in order; `complete` is neither.

    `visible` names the questions that apply as the form stands, and `hidden` those that do not.
    """

    complete: bool
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    visible: tuple[str, ...]
    hidden: tuple[str, ...]
    checks: SkipValidation[tuple[Check, ...]] = kept()
    notices: SkipValidation[Mapping[str, Notice]] = kept()


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
    notices: Callable[[I, Gaps, Rules], Mapping[str, Notice]]
    further: Callable[[I], Iterable[tuple[Refusal, tuple[str, ...]]]] = _nothing_more
    rows: Callable[[I, Rules], tuple[Row, ...]] = _nothing_more
    unsaid: frozenset[str] = frozenset()

    @property
    def calculator(self) -> Calculator[I, Checked]:
        """The form as a calculator, whose result says how far it is filled in."""
        return Calculator(self.title, self.inputs, self.check, self.account)

    def check(self, given: I, rules: Rules) -> Checked:
        """What is missing or looks wrong. Nothing is refused: a draft can be sent as it stands."""
        asked = describe.questions(self.inputs)
        applying = _applying(asked, given)
        visible = tuple(question.name for question in applying)
        checks = self._checks(applying, given)
        gaps = Gaps(
            missing=tuple(_field(check) for check in checks if check.missing),
            wrong=tuple(_field(check) for check in checks if not check.missing),
        )
        notices = self.notices(given, gaps, rules)
        return Checked(
            complete=not checks,
            missing=gaps.missing,
            wrong=gaps.wrong,
            visible=visible,
            hidden=tuple(question.name for question in asked if question.name not in visible),
            checks=checks,
            notices=notices,
            warnings=ordered(notices),
        )

    def account(self, given: I, result: Checked, rules: Rules) -> Account:
        """The checks in words, and the draft."""
        return Account(
            headline=_headline(result),
            rows=self.rows(given, rules),
            steps=(),
            notices=tuple(result.notices[code] for code in result.warnings),
            checks=result.checks,
            draft=self._draft(given, result, rules),
        )

    def _checks(self, applying: Iterable[Question], given: I) -> tuple[Check, ...]:
        found = {_field(check): check for check in _of_questions(applying, given)}
        for refusal, rules in self.further(given):
            question = describe.find(self.inputs, str(refusal.field))
            check = Check(refusal, question, rules)
            found.setdefault(_field(check), check)
        order = list(self.inputs.model_fields)
        return tuple(sorted(found.values(), key=lambda check: order.index(_field(check).partition(".")[0])))

    def _draft(self, given: I, result: Checked, rules: Rules) -> Draft:
        head = self.head(given)
        said = frozenset(result.visible) - self.unsaid - {"draft_language"}
        asked = [question for question in describe.questions(self.inputs) if question.name in said]
        return Draft(
            to=rules.contact(head.contact).email if head.contact else None,
            language=given.draft_language,  # type: ignore[attr-defined]  # every form asks it, with its own default
            subject=head.subject,
            opening=head.opening,
            entries=tuple(_entries(asked, given, rules)),
        )


def _applying(asked: Iterable[Question], given: Inputs) -> list[Question]:
    """The questions that the other answers leave open. One does not apply until they do."""
    return [question for question in asked if conditions.hold(question.only_if, dict(given))]


def _field(check: Check) -> str:
    return str(check.refusal.field)


def _of_questions(asked: Iterable[Question], given: Inputs, before: str = "") -> Iterator[Check]:
    """What single answers show to be missing or wrong. `before` leads to the line that they stand in."""
    for question in asked:
        value = getattr(given, question.name)
        field = before + question.name
        rules = (question.needed_by,) if question.needed_by else ()
        if question.lines and _filled(value):
            for number, line in _filled(value):
                yield from _of_questions(_applying(question.lines, line), line, f"{field}.{number}.")
        elif value in (None, "", ()) or question.lines:
            if _needed(question, given):
                code = "required" if question.kind != "yes_no" else "unanswered"
                yield Check(Refusal(code, field), question, rules)
        elif isinstance(value, str) and (refusal := kinds.wrong(question, value, field)):
            yield Check(refusal, question, rules)


def _needed(question: Question, given: Inputs) -> bool:
    """Whether the guide asks for it as the form stands."""
    spared = question.optional_if and conditions.hold(question.optional_if, dict(given))
    return question.needed_by is not None and not spared


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
        if question.lines:
            lines = _filled(getattr(given, question.name))
            items = [tuple(_parts(question.lines, line, rules)) for _, line in lines]
            yield Listed(Message(question.title), tuple(items))
        else:
            yield from _parts([question], given, rules)


def _parts(asked: Iterable[Question], given: Inputs, rules: Rules) -> Iterator[Entry]:
    for question in asked:
        value = _said(question, getattr(given, question.name))
        if value is not None or _needed(question, given):
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


def not_stated(_: Inputs, gaps: Gaps, __: Rules) -> dict[str, Notice]:
    """What may happen to a form that is sent with gaps, where the guide says nothing of it."""
    said = message("You can use this as it stands. What happens if something is missing is not stated.")
    return {"incomplete": Notice(said)} if any(gaps) else {}


def shown(value: str | None) -> str:
    """A value for a subject, or the gap where there is none."""
    return value or GAP
