"""An e-mail that is still to be sent: its words in the recipient's language, as a link and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from calc import answers
from calc.language import Locale, msgid
from calc.message import Message, Value, message
from calc.policy import Screen
from calc.words import Words, words

GAP = "–"
"""Stands where something is missing."""

LONGEST_LINK = 2_000
"""Characters of a link that every mail programme takes."""

_LONGEST_SUBJECT = 120
_TOO_LONG = msgid(
    "The text is too long for an e-mail link. Copy the text and paste it, or download the e-mail: that holds "
    "all of it."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled value; None is a gap. `screen` is the name of its field on a portal."""

    label: Message
    value: Value
    screen: Screen | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A labelled list, an item a line, each with its own entries."""

    label: Message
    items: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be told to whom. Without an address it is a summary; without a language, in the reader's."""

    to: str | None
    language: Locale | None
    subject: Message
    opening: Message
    entries: tuple[Entry | Listed, ...]


def write(draft: Draft, reader: Words) -> answers.Draft:
    """The draft in words, with `mailto`, a link for mail programmes, and `eml`, a file that they open.

    The body is left out of a link that would be too long; `notice` then says so in the reader's language.
    """
    said = words(draft.language) if draft.language else reader
    subject = _shortened(" ".join(said.say(draft.subject).split()))
    body = "\n".join([said.say(draft.opening), "", *_lines(draft, said)]).rstrip("\n")
    link = _link(draft.to, subject=subject, body=body)
    fits = len(link) <= LONGEST_LINK
    return {
        "to": draft.to,
        "subject": subject,
        "body": body,
        "language": said.locale,
        "mailto": link if fits else _link(draft.to, subject=subject),
        "eml": _file(draft.to, subject, body),
        "notice": None if fits else reader.text(_TOO_LONG),
    }


def _shortened(subject: str) -> str:
    return subject if len(subject) <= _LONGEST_SUBJECT else f"{subject[: _LONGEST_SUBJECT - 1]}…"


def _lines(draft: Draft, said: Words) -> Iterator[str]:
    for entry in draft.entries:
        if isinstance(entry, Entry):
            yield _line(entry, said)
        else:
            yield f"{said.say(entry.label)}:"
            for number, item in enumerate(entry.items or ((),), 1):
                parts = [_line(part, said) for part in item]
                yield f"{number}. {', '.join(parts) or GAP}"


def _line(entry: Entry, said: Words) -> str:
    value = GAP if entry.value is None else said.value(entry.value)
    # A text of several lines stands below its label.
    return f"{_label(entry, said)}:{'\n' if '\n' in value else ' '}{value}"


def _label(entry: Entry, said: Words) -> str:
    """The label, or the word of the portal, with its meaning where the two differ."""
    if entry.screen is None:
        return said.say(entry.label)
    phrase, language = entry.screen
    word = phrase.text.rstrip(" :*")
    if said.locale == language or phrase.reads_like(said.say(entry.label)):
        return said.say(message("«{word}»", word=word))
    return said.say(message("«{word}» ({meaning})", word=word, meaning=entry.label))


def _link(to: str | None, **fields: str) -> str:
    """A link as RFC 6068 has it: in UTF-8, lines ended by CR and LF."""
    parts = [f"{name}={quote(text.replace('\n', '\r\n'), safe='')}" for name, text in fields.items()]
    return f"mailto:{quote(to or '', safe='@')}?{'&'.join(parts)}"


def _file(to: str | None, subject: str, body: str) -> str:
    """A message that mail programmes open as one not sent yet."""
    # Imported here: every other answer does without.
    from email.header import Header  # noqa: PLC0415
    from email.message import EmailMessage  # noqa: PLC0415
    from email.policy import SMTP  # noqa: PLC0415

    mail = EmailMessage(SMTP)
    mail["X-Unsent"] = "1"
    if to is not None:
        mail["To"] = to
    mail.set_content(body, cte="quoted-printable")
    # Written apart: EmailMessage doubles a space where a long subject that is not ASCII is folded.
    header = Header(subject, "utf-8", header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {header}\r\n{mail.as_string()}"
