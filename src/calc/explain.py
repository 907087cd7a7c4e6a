"""An answer in words: the account of a result, said in one language, with the quotes behind its figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import cast

from calc import answers, policy
from calc.answers import Answer, Figure, Told
from calc.draft import write
from calc.message import message
from calc.policy import Ruling
from calc.refusals import worded
from calc.result import Account, Check, Deadline, Notice, Result, Row, Step
from calc.words import Words


def explain(account: Account, result: Result, words: Words, day: date) -> Answer:
    """The result's fields as JSON has them, and the account for people.

    `sources` holds each rule that the answer rests on, once, in the order of first mention, as it stands on
    `day`; `text` is the whole answer as plain text, to be copied.
    """
    told: Told = {
        "headline": words.say(account.headline),
        "rows": [
            {"label": words.say(row.label), "value": words.value(row.value), "rules": list(row.rules)}
            for row in account.rows
        ],
        "steps": [{"text": words.say(step.said), "rules": list(step.rules)} for step in account.steps],
        "notices": [
            {"code": code, "text": words.say(notice.said), "rules": list(notice.rules)}
            for code, notice in zip(result.warnings, account.notices, strict=True)
        ],
        "deadlines": [
            {
                "id": deadline.id,
                "label": words.say(deadline.label),
                "at": deadline.at.isoformat(),
                "text": words.value(deadline.at),
                "rules": list(deadline.rules),
            }
            for deadline in account.deadlines
        ],
        "sources": [source(policy.find(rule, day), words) for rule in _rules(account)],
    }
    if account.draft is not None:
        told["checks"] = [_check(check, words, day) for check in account.checks]
        told["draft"] = write(account.draft, words)
    return cast("Answer", {**result.model_dump(mode="json"), **told, "text": _text(told, words)})


def _check(check: Check, words: Words, day: date) -> answers.Check:
    """What to do about one field, as in a refusal, and the rule behind it."""
    labels = [words.text(policy.find(rule, day).fact.label) for rule in check.rules]
    return {
        **worded(check.refusal, words, check.question),
        "missing": check.missing,
        "reason": ". ".join(labels).replace("?. ", "? "),
        "rules": list(check.rules),
    }


def source(ruling: Ruling, words: Words) -> Figure:
    """One rule with its value, certainty and verbatim quotes."""
    return {
        "id": ruling.id,
        "label": words.text(ruling.fact.label),
        "value": words.ruling(ruling),
        "certainty": ruling.dated.certainty.value,
        "certainty_text": words.certainty(ruling.dated.certainty),
        "quotes": list(ruling.dated.quotes),
        "language": ruling.source.language,
        "source": words.source(ruling.source),
        "note": words.text(ruling.dated.note) if ruling.dated.note else None,
    }


def _rules(account: Account) -> Iterable[str]:
    told: tuple[Check | Step | Row | Notice | Deadline, ...] = (
        *account.checks,
        *account.steps,
        *account.rows,
        *account.notices,
        *account.deadlines,
    )
    return dict.fromkeys(rule for part in told for rule in part.rules)


def _text(told: Told, words: Words) -> str:
    lines = [told["headline"], ""]
    lines += [f"- {check['message']}" for check in told.get("checks", ())]
    lines += [f"{row['label']}: {row['value']}" for row in told["rows"]]
    if told["steps"]:
        lines += ["", *(f"{number}. {step['text']}" for number, step in enumerate(told["steps"], 1))]
    if told["notices"]:
        lines += ["", *(f"! {notice['text']}" for notice in told["notices"])]
    for title, figures in groupby(sorted(told["sources"], key=_title), key=_title):
        lines += ["", words.say(message("Source: {title}", title=title))]
        lines += [
            f"- {figure['label']} ({figure['certainty_text']}): {_quoted(figure['quotes'], words)}"
            for figure in figures
        ]
    return "\n".join(lines)


def _title(figure: Figure) -> str:
    return figure["source"]


def _quoted(quotes: list[str], words: Words) -> str:
    return " … ".join(map(words.quoted, quotes))
