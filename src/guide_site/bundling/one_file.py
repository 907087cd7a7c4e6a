"""One HTML file with all calculators in all languages, to send by e-mail and open with no network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from xml.etree.ElementTree import Element

from calc import api, policy
from calc.language import LANGUAGES, LOCALES, Language, msgid
from calc.message import Message, message
from calc.words import Words, words
from guide_site.bundling import python
from guide_site.bundling.content_policy import ONE_FILE, policy_for
from guide_site.bundling.packing import ENCODING
from guide_site.bundling.scripting import OWN, classic, stylesheet
from guide_site.calculator import render as forms
from guide_site.core.day import build_day
from guide_site.core.html import h, markup

_STYLES = (
    "stylesheets/main.*.css",
    "stylesheets/palette.*.css",
    "core/site.css",
    "calculator/calculator.css",
)
_STAND_INS = {"runtime/page/launch.mjs": "packed-launch.mjs"}
# Where the runtime comes to stand.
_PYTHON = "<!-- Python -->"
# A calculator, or the place where a guide writes the text of an order form.
_FORM = re.compile(r'<partner-(?:calculator id="[^"]*"|text) name="(?P<name>\w+)"')


def html(site: Path, runtime: Path) -> bytes:
    """The file. It is in windows-1252, so that packed bytes take hardly more room in it than on a disk."""
    script = classic(f"{OWN}/one-file.mjs", _STAND_INS, python.worker())
    style = stylesheet([*_styles(site), Path(__file__).with_name("one_file.css")])
    page = _page(style, _templates(_names(site)), script)
    before, after = page.replace("POLICY", policy_for([page], ONE_FILE), 1).split(_PYTHON)
    return b"".join((_encoded(before), python.elements(runtime), _encoded(after)))


def _encoded(text: str) -> bytes:
    return text.encode("ascii", "xmlcharrefreplace")


def _page(style: str, templates: Iterator[Element], script: str) -> str:
    head = (
        f'<meta charset="{ENCODING}">',
        '<meta http-equiv="Content-Security-Policy" content="POLICY">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{words('en').text(_TITLE)}</title>",
        f"<style>{style}</style>",
    )
    body = markup(
        h("div", {"class": "one-file-languages md-typeset"}, map(_language, LANGUAGES)),
        # What is seen where a mail programme or a browser runs no scripts.
        h("main", {"class": "md-typeset"}, (_needs(words(locale)) for locale in LOCALES)),
        templates,
    )
    return (
        f'<!doctype html><html lang="en"><head>{"".join(head)}</head>'
        '<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom">'
        f"{body}{_PYTHON}<script>{script}</script></body></html>"
    )


def _language(language: Language) -> Element:
    attributes = {"lang": language.locale, "data-also": " ".join(language.also) or None}
    return h("button", {"type": "button", "class": "md-button", **attributes}, language.name)


_TITLE = msgid("Partner calculators")


def _needs(said: Words) -> Element:
    sentence = msgid(
        "The calculators need scripts. Save this file, and open it in a browser: Chrome, Edge or Firefox."
    )
    return h("p", {"lang": said.locale}, said.text(sentence))


def _names(site: Path) -> list[str]:
    """The calculators and order forms of the pages, in the order in which the package lists them."""
    found = {
        form["name"]
        for page in site.rglob("index.html")
        for form in _FORM.finditer(page.read_text(encoding="utf-8"))
    }
    return [name for name in api.CALCULATORS if name in found]


def _styles(site: Path) -> Iterator[Path]:
    for pattern in _STYLES:
        yield from (site / "assets").glob(pattern)


def _templates(names: list[str]) -> Iterator[Element]:
    for locale in LOCALES:
        said = words(locale)
        yield h(
            "template",
            {"lang": locale},
            h("h1", None, said.text(_TITLE)),
            h(
                "p",
                None,
                said.text("This file needs no network, and nothing that you type leaves it."),
            ),
            h("h2", None, said.text("Calculators")),
            *(_folded(name, forms.render, said) for name in names if not _writes(name)),
            h("h2", None, said.text("Order forms")),
            *(_folded(name, forms.order_form, said) for name in names if _writes(name)),
            h("h2", None, said.text("How old the sources are")),
            h("dl", None, *_ages(said)),
            h("p", None, said.say(_edition(said))),
        )


def _writes(name: str) -> bool:
    """Whether a calculator writes a text to send."""
    return "draft" in api.evaluate({"calculator": name, "inputs": {}})


def _folded(name: str, draw: Callable[[str, str, None], Element], said: Words) -> Element:
    title = said.text(api.CALCULATORS[name].title)
    return h(
        "details",
        {"class": "one-file-calculator", "id": name},
        h("summary", None, h("h3", None, title)),
        draw(name, said.locale, None),
    )


def _ages(said: Words) -> Iterator[Element]:
    for guide in (policy.load(name).guide for name in policy.GUIDES.values()):
        yield h("dt", None, f"{guide.vendor}, {said.text(guide.product)}")
        yield h("dd", None, said.text(guide.age))


def _edition(said: Words) -> Message:
    day = said.day(build_day(), "long")
    return message("Version {version}, built on {day}.", version=version("partner-calc"), day=day)
