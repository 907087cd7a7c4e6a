"""Sentences, numbers, money, dates and times in the manner of one language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import Literal, override

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from calc.language import language
from calc.message import Message, Value, message, plural, quoted
from calc.money import Money
from calc.policy import Amounts, Certainty, Contact, Duration, Phrase, Ruling, Source

# CLDR puts a space between a currency's letters and the digits; Babel leaves it out.
_TOUCHING = re.compile(r"(?<=[^\W\d_])(?=\d)")

_UNITS: dict[str, Callable[[int], Message]] = {
    "minutes": lambda count: plural("{count} minute", "{count} minutes", count=count),
    "hours": lambda count: plural("{count} hour", "{count} hours", count=count),
    "days": lambda count: plural("{count} day", "{count} days", count=count),
    "working_days": lambda count: plural("{count} working day", "{count} working days", count=count),
    "months": lambda count: plural("{count} month", "{count} months", count=count),
    "years": lambda count: plural("{count} year", "{count} years", count=count),
}

_CERTAINTIES = {
    Certainty.STATED: message("stated"),
    Certainty.RECONSTRUCTED: message("reconstructed"),
    Certainty.INFERRED: message("inferred"),
    Certainty.UNKNOWN: message("not stated"),
}


class Words:
    """The words of one language. `say` is safe for any message; text that fills a gap is kept as it is."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.cldr = Locale.parse(language(locale).manner)
        self._catalogue = _catalogue(locale)

    def text(self, msgid: str) -> str:
        """A plain sentence of the catalogue."""
        return self._catalogue.gettext(msgid)

    def say(self, sentence: Message) -> str:
        """A sentence with its gaps filled. A language may ask for a part of a value: `{moment:clock}`."""
        if sentence.other is None:
            text = self._catalogue.gettext(sentence.msgid)
        else:
            count = sentence.values["count"]
            text = self._catalogue.ngettext(sentence.msgid, sentence.other, count)  # type: ignore[arg-type]  # `plural` takes an int
        return text.format_map({name: _Gap(self, value) for name, value in sentence.values.items()})

    def value(self, value: Value) -> str:  # noqa: C901, PLR0911  # one line a kind
        """A value as people write it in this language."""
        match value:
            case None:
                return self.certainty(Certainty.UNKNOWN)
            case str():
                return value
            case Message():
                return self.say(value)
            case Money(amount, currency) if currency:
                text = format_currency(
                    amount, currency, self._money(currency), locale=self.cldr, decimal_quantization=False
                )
                return _TOUCHING.sub("\u00a0", text)
            case Money(amount):
                return format_decimal(amount, "#,##0.00", locale=self.cldr, decimal_quantization=False)
            case tuple():
                return ", ".join(map(self.value, value))
            case int():
                return format_decimal(value, locale=self.cldr)
            case Decimal():
                return format_decimal(value, locale=self.cldr, decimal_quantization=False)
            case datetime():
                return self._moment(value)
            case date():
                return self.day(value, "full")
            case time():
                return self._clock(value)
            case _:
                return self.say(_UNITS[value.unit](value.count))

    def part(self, value: Value, name: str) -> str:
        """A part of a value: the `count` of a length; the `day` or the `clock` of a moment, or `the_clock`.

        `the_clock` has its article before it, in a language that has one.
        """
        match name, value:
            case "day", datetime():
                return self.value(value.date())
            case "clock", datetime():
                # The offset tells apart two readings of the same hour when the clocks go back.
                offset = format_datetime(value, "OOOO", locale=self.cldr)
                return f"{self._clock(value.time())} ({offset})"
            case "the_clock", datetime():
                one, others = language(self.locale).hours
                return (one if value.hour == 1 else others) + self.part(value, "clock")
            case "count", Duration():
                return self.value(value.count)
        raise ValueError(f"{value!r} has no part {name}")

    def day(self, day: date, length: Literal["full", "long"]) -> str:
        """A date: in full with its weekday, or long without."""
        manner = language(self.locale)
        text: str = format_date(day, manner.dates.get(length, length), locale=self.cldr)
        return text.replace("1", manner.first, 1) if day.day == 1 else text

    def _money(self, currency: str) -> str:
        # Three currencies are a "kr" to those who use them, so each is named by its letters.
        pattern: str = self.cldr.currency_formats["standard"].pattern
        return pattern if currency == "EUR" else pattern.replace("¤", "¤¤")

    def _clock(self, clock: time) -> str:
        return format_time(clock, "HH:mm:ss" if clock.second else "HH:mm", locale=self.cldr)

    def _moment(self, moment: datetime) -> str:
        return self.say(message("{day}, {clock}", day=moment.date(), clock=self.part(moment, "clock")))

    def one_of(self, options: list[str]) -> str:
        """Options joined as an "or" list."""
        joined = format_list(options, style="or", locale=self.cldr)
        *others, last = options
        for usual, (sound, other) in language(self.locale).joints.items():
            if others and re.match(sound, last, re.IGNORECASE):
                joined = joined.removesuffix(usual + last) + other + last
        return joined

    def all_of(self, parts: list[str]) -> str:
        """Parts joined as an "and" list."""
        return format_list(parts, locale=self.cldr)

    def quoted(self, text: str) -> str:
        """Words of somebody else, in the language's quotation marks."""
        return self.say(quoted(text))

    def certainty(self, certainty: Certainty) -> str:
        """How sure a figure is, in a word."""
        return self.say(_CERTAINTIES[certainty])

    def source(self, source: Source) -> str:
        """The title of a source, with what is to be said of it."""
        return f"{source.title} ({self.text(source.remark)})" if source.remark else source.title

    def ruling(self, ruling: Ruling) -> str:
        """The value of a policy fact in words; "not stated" where it is unknown, empty for a rule."""
        match ruling.dated.value:
            case None if ruling.fact.kind == "rule":
                return ""
            case None:
                return self.certainty(Certainty.UNKNOWN)
            case Amounts() as amounts:
                return self.one_of([self.value(Money(*pair[::-1])) for pair in amounts.stated().items()])
            case Phrase(text=text):
                return text
            case Contact() as contact:
                return ", ".join([self.text(contact.role), *contact.tokens()])
            case value:
                return self.value(value)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What fills a gap, worded once the catalogue's sentence says which part of it."""

    words: Words
    value: Value

    @override
    def __format__(self, part: str) -> str:
        return self.words.part(self.value, part) if part else self.words.value(self.value)


def _catalogue(locale: str) -> NullTranslations:
    compiled = files("calc").joinpath("locales", locale, "LC_MESSAGES", "messages.mo")
    if not compiled.is_file():
        return NullTranslations()
    with compiled.open("rb") as stream:
        return GNUTranslations(stream)


@cache
def words(locale: str) -> Words:
    """The words of one of the locales, read once."""
    return Words(locale)
