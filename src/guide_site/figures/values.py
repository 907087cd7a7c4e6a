"""A policy value as HTML: worded for the reader, and readable by a machine."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from xml.etree.ElementTree import Element

from calc.message import message
from calc.policy import Amounts, Certainty, Contact, Duration, Phrase, Ruling
from calc.words import Words
from guide_site.core.html import Child, h

# HTML knows durations of these units only.
_ISO = {"minutes": "PT{}M", "hours": "PT{}H", "days": "P{}D"}


class NoSuchPart(LookupError):
    """A token asks for a part that the value does not have."""


def value_element(  # noqa: PLR0911  # one line a kind
    ruling: Ruling, words: Words, part: str | None = None
) -> Element | None:
    """The value, or one part of it; "not stated" where it is unknown, None for a rule, which has no value.

    A word of a portal keeps its language, and is followed by its meaning where that is not the reader's.
    """
    value = ruling.dated.value
    if value is None:
        return None if ruling.fact.kind == "rule" else h("span", {}, words.certainty(Certainty.UNKNOWN))
    if part is not None:
        return _part(value, part, ruling.language, words)
    match value:
        case Phrase() as phrase:
            return h(
                "span", {}, _screen_word(phrase, ruling.language), _meaning(phrase, ruling.language, words)
            )
        case Amounts() as amounts:
            plain = ", ".join(f"{name} {amount:f}" for name, amount in amounts.stated().items())
            stated = [_money(amount, name, words) for name, amount in amounts.stated().items()]
            return h("data", {"value": plain}, words.one_of(stated))
        case time() as clock:
            return h("time", {"datetime": f"{clock:%H:%M}"}, words.value(clock))
        case date() as day:
            return h("time", {"datetime": day.isoformat()}, long_date(day, words))
        case Duration(count=count, unit=unit) as length if unit in _ISO:
            return h("time", {"datetime": _ISO[unit].format(count)}, words.value(length))
        case Duration(count=count, unit=unit) as length:
            return h("data", {"value": f"{count} {unit}"}, words.value(length))
        case int() as count:
            return h("data", {"value": str(count)}, words.value(count))
        case _:
            return h("span", {}, words.ruling(ruling))


def _part(value: object, part: str, language: str, words: Words) -> Element:
    match value, part:
        case Amounts() as amounts, currency if currency in amounts.stated():
            amount = amounts.stated()[currency]
            return h("data", {"value": f"{currency} {amount:f}"}, _money(amount, currency, words))
        case Phrase() as phrase, "text":
            return _screen_word(phrase, language)
        case Phrase(meaning=meaning), "meaning":
            return h("span", {}, words.text(meaning))
        case Duration() as length, "count":
            return h("span", {}, words.part(length, "count"))
        case Contact() as contact, "role" | "use_for":
            return h("span", {}, words.text(getattr(contact, part)))
        case Contact() as contact, "email" | "phone" | "fax" | "web" | "address" if getattr(contact, part):
            return h("span", {"class": "address"}, getattr(contact, part))
        case _:
            raise NoSuchPart(part)


def _money(amount: Decimal, currency: str, words: Words) -> str:
    """An amount with the currency's letters and no more decimals than the source prints."""
    number = words.value(amount)
    first = words.cldr.currency_formats["standard"].pattern.startswith("¤")
    return f"{currency}\u00a0{number}" if first else f"{number}\u00a0{currency}"


def _screen_word(phrase: Phrase, language: str) -> Element:
    return h("span", {"class": "screen-word", "lang": language}, f"«{phrase.text}»")


def _meaning(phrase: Phrase, language: str, words: Words) -> str | None:
    meaning = words.text(phrase.meaning)
    if language == words.locale or phrase.reads_like(meaning):
        return None
    return " " + words.say(message("({meaning})", meaning=meaning))


_WAYS = {
    "email": message("E-mail"),
    "phone": message("Telephone"),
    "fax": message("Fax"),
    "web": message("Web"),
    "address": message("Address"),
}


def ways(contact: Contact, words: Words) -> list[list[Child]]:
    """How to reach a contact, each way with its name."""
    return [
        [f"{words.say(name)}: ", reached(way, getattr(contact, way))]
        for way, name in _WAYS.items()
        if getattr(contact, way)
    ]


def reached(way: str, address: str) -> Element:
    """An address. One to write to or to call is a link; a site is not, which may be anybody's by now."""
    match way:
        case "email":
            return h("a", {"class": "address", "href": f"mailto:{address}"}, address)
        case "phone" if address.startswith("+"):
            number = address.split()
            return h("a", {"class": "address", "href": f"tel:{''.join(number)}"}, "\u00a0".join(number))
        case _:
            return h("span", {"class": "address"}, address)


def long_date(day: date, words: Words) -> str:
    """A date without its weekday, which says nothing about a rule."""
    return words.day(day, "long")
