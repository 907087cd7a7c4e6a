"""A calculator's form as HTML: complete without scripts, with its worked example already answered."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from calc import cli, policy
from calc.api import CALCULATORS
from calc.describe import Question, questions, worked_example
from calc.fields import Inputs
from guide_site.calculator import render as forms
from guide_site.core.day import build_day
from guide_site.core.html import h, markup
from tests.support import ORDER_FORMS, answer_to

SCRIPTS = Path(forms.__file__).parent

# Words and patterns that no other answer has.
_OF_ORDER_FORMS = {"subjectCopied", "check"}

every_order_form = pytest.mark.parametrize("name", ORDER_FORMS)
every_calculator = pytest.mark.parametrize("name", CALCULATORS)


@cache
def _written(name: str, locale: str) -> str:
    return markup(forms.render(name, locale))


def drawn(name: str, locale: str = "en") -> HtmlElement:
    return html.fragment_fromstring(_written(name, locale))


def find(root: HtmlElement, path: str) -> list[HtmlElement]:
    return [found for found in root.xpath(path) if isinstance(found, HtmlElement)]


def answered(name: str) -> HtmlElement:
    """The answer to the worked example, without the patterns of others."""
    (shown,) = find(drawn(name), "//calculator-answer")
    for pattern in find(shown, "./template"):
        pattern.drop_tree()
    return shown


def text(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def texts(root: HtmlElement, path: str) -> list[str]:
    return [text(element) for element in find(root, path)]


def asked(name: str) -> Iterator[tuple[str, Question]]:
    """Every question that a person is asked, with its path; those of the first line too."""
    inputs: type[Inputs] = CALCULATORS[name].inputs
    for question in questions(inputs):
        if question.kind != "locale":
            yield question.name, question
        for part in question.lines:
            yield f"{question.name}.0.{part.name}", part
        for part in question.group:
            yield f"{question.name}.{part.name}", part


@every_calculator
def test_every_question_has_a_label_a_help_and_a_control(name: str) -> None:
    form = drawn(name)
    for path, question in asked(name):
        (place,) = find(form, f'//*[@data-field="{path}"]')
        (label, *_) = find(place, "./label | ./legend")
        assert text(label).removesuffix(" (required)") == question.title
        assert question.help in text(place)
        controls = find(place, ".//input | .//textarea")
        assert controls
        if place.tag == "div":
            assert [control.get("id") for control in controls] == [label.get("for")]


@every_calculator
def test_a_required_question_says_so_in_words(name: str) -> None:
    form = drawn(name)
    for path, question in asked(name):
        (label, *_) = find(form, f'//*[@data-field="{path}"]/label | //*[@data-field="{path}"]/legend')
        assert text(label).endswith("(required)") == question.wanted


@every_calculator
def test_the_form_holds_the_worked_example(name: str) -> None:
    form = drawn(name)
    example = worked_example(CALCULATORS[name].inputs)
    for path, question in asked(name):
        if question.lines or question.group:
            continue
        first, *within = path.split(".")
        value = example[first]
        for part in within:
            value = value[int(part)] if part.isdecimal() else value.get(part, question.default)
        controls = find(form, f'//form//*[@name="{path}"][not(@type="radio") or @checked]')
        as_typed = str(value).lower() if isinstance(value, bool) else str(value)
        shown = [control.get("value") or control.text for control in controls]
        # Of a choice that is left open nothing is checked.
        assert shown or question.choices or question.kind == "yes_no", path
        assert (shown or [None]) == [None if value in (None, "", []) else as_typed], path


@every_calculator
def test_the_worked_example_is_answered_as_the_one_door_answers_it(name: str) -> None:
    inputs = worked_example(CALCULATORS[name].inputs)
    answer = answer_to({"calculator": name, "inputs": inputs, "locale": "en"}, today=build_day())
    shown = answered(name)
    # The numbers of the sources stand beside the words.
    for ref in find(shown, './/*[@class="calculator-refs"]'):
        ref.drop_tree()
    assert texts(shown, './/*[@class="calculator-headline"]') == [answer["headline"]]
    rows = './/*[@class="calculator-rows"]'
    assert texts(shown, f"{rows}//dt") == [row["label"] for row in answer["rows"]]
    assert texts(shown, f"{rows}//dd") == [" ".join(row["value"].split()) for row in answer["rows"]]
    assert texts(shown, './/*[@class="calculator-steps"]//li') == [step["text"] for step in answer["steps"]]
    notices = [f"Note: {notice['text']}" for notice in answer["notices"]]
    assert texts(shown, './/*[@class="calculator-notices"]/li') == notices
    quotes = [quote for figure in answer["sources"] for quote in figure["quotes"]]
    assert texts(shown, ".//blockquote/p") == quotes
    to_copy = answer["draft"]["body"] if "draft" in answer else answer["text"]
    assert find(shown, ".//textarea")[0].text_content() == to_copy


@every_calculator
def test_each_source_names_its_certainty_its_language_and_where_its_figure_stands(name: str) -> None:
    inputs = worked_example(CALCULATORS[name].inputs)
    answer = answer_to({"calculator": name, "inputs": inputs, "locale": "en"}, today=build_day())
    items = find(answered(name), ".//details/ol/li")
    assert len(items) == len(answer["sources"])
    for item, figure in zip(items, answer["sources"], strict=True):
        assert figure["certainty_text"] in text(item)
        assert find(item, ".//blockquote")[0].get("lang") == figure["language"]
        anchor = f"figure-{figure['id'].replace('.', '-')}"
        assert find(item, ".//a")[0].get("href") == f"../../reference/policies/#{anchor}"


@every_calculator
def test_every_number_of_a_source_leads_to_that_source(name: str) -> None:
    shown = answered(name)
    sources = {f"#{item.get('id')}" for item in find(shown, ".//details/ol/li")}
    assert {link.get("href") for link in find(shown, './/*[@class="calculator-refs"]/a')} <= sources


@every_calculator
def test_without_scripts_the_page_shows_a_command_that_answers(name: str) -> None:
    (command,) = texts(drawn(name), "//noscript//code")
    program, *arguments = shlex.split(command)
    assert program == "partner-calc"
    assert cli.main(arguments) == 0


def test_a_question_that_hangs_on_another_says_when_it_matters_and_starts_idle() -> None:
    (place,) = find(drawn("order_charge"), '//*[@data-field="units_of_currency_per_eur"]')
    assert "Only if “Currency” is “Swedish krona”, “Norwegian krone” or “Danish krone”." in text(place)
    assert "calculator-idle" in (place.get("class") or "").split()


def test_a_question_that_hangs_on_a_yes_or_no_says_which() -> None:
    (place,) = find(drawn("dispatch"), '//*[@data-field="stock_eta"]')
    assert "Only if “All items in stock” is “No”." in text(place)


def test_a_question_of_a_group_hangs_on_its_neighbours() -> None:
    (place,) = find(drawn("volume_quote"), '//*[@data-field="special_deal.skus"]')
    assert "calculator-idle" in (place.get("class") or "").split()
    assert text(place).endswith(
        "Only if “The order carries an SD” is “Yes” and “The SD applies to all lines” is “No”."
    )


def test_a_question_of_a_line_hangs_on_the_same_line() -> None:
    form = drawn("esd_state")
    idle = {
        place.get("data-field")
        for place in find(form, '//*[contains(@class, "calculator-idle")]')
        if not find(place, "ancestor::template")
    }
    assert idle == {"events.0.quantity", "events.0.customer", "events.1.quantity"}


@pytest.mark.parametrize(("calculator", "least"), [("pro_rata", "1"), ("esd_state", "0")])
def test_a_form_says_how_few_lines_there_may_be(calculator: str, least: str) -> None:
    (lines,) = find(drawn(calculator), "//calculator-lines")
    assert lines.get("data-least") == least


def test_a_percentage_stands_in_the_form_in_the_manner_of_the_language() -> None:
    (control,) = find(drawn("volume_quote", "sv"), '//form//input[@name="lines.1.discount_percent"]')
    assert control.get("value") == "7,5"


@pytest.mark.parametrize("locale", ["en", "sv", "nb", "it", "es"])
def test_the_language_of_numbers_is_the_pages_and_is_not_asked(locale: str) -> None:
    (control,) = find(drawn("order_charge", locale), '//input[@name="number_locale"]')
    assert (control.get("type"), control.get("value")) == ("hidden", locale)


@every_calculator
def test_numbers_are_typed_as_text(name: str) -> None:
    kinds = {control.get("type") for control in find(drawn(name), "//input")}
    assert kinds <= {"text", "radio", "hidden", "date", "datetime-local"}


def test_a_value_that_is_unknown_looks_different_from_one_that_is_known() -> None:
    shown = answered("order_charge")
    assert set(texts(shown, './/dd[@class="calculator-unknown"]')) == {"not stated"}
    assert "not stated" not in texts(shown, ".//dd[not(@class)]")


def test_all_calculators_fit_on_one_page() -> None:
    page = html.fragment_fromstring("".join(markup(forms.render(name, "en")) for name in CALCULATORS), "main")
    for pattern in find(page, "//template"):
        pattern.drop_tree()
    ids = [element.get("id") for element in find(page, "//*[@id]")]
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-describedby", "aria-labelledby", "list"):
        used = {element.get(attribute) for element in find(page, f"//*[@{attribute}]")}
        assert used <= set(ids), attribute


@every_calculator
def test_what_is_rarely_asked_stands_behind_more(name: str) -> None:
    behind = {place.get("data-field") for place in find(drawn(name), "//form//details//*[@data-field]")}
    assert behind == {path for path, question in asked(name) if question.rare}


def test_text_and_attributes_never_become_markup() -> None:
    hostile = '"><script>alert(1)</script>&amp;'
    element = html.fragment_fromstring(markup(h("p", {"title": hostile}, hostile, h("b", None, hostile))))
    assert element.get("title") == hostile
    assert element.text_content() == hostile * 2
    assert [child.tag for child in element.iter()] == ["p", "b"]


def test_the_address_of_the_figures_is_the_callers() -> None:
    root = html.fragment_fromstring(markup(forms.render("order_charge", "en", 'p/"<')))
    assert find(root, "//calculator-answer")[0].get("data-policies") == 'p/"<'
    assert find(root, "//details/ol/li//a")[0].get("href", "").startswith('p/"<#figure-westcon-')


def test_a_calculator_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such"):
        markup(forms.render("no_such", "en"))


@every_calculator
def test_every_word_and_pattern_that_the_script_uses_is_there(name: str) -> None:
    script = (SCRIPTS / "answer.mjs").read_text(encoding="utf-8")
    (element,) = find(drawn(name), "//calculator-answer")
    words = set(re.findall(r"this\.dataset\.(\w+)", script)) | {"startFailed", "timedOut", "unsupported"}
    others = set() if find(element, './/*[@class="calculator-draft"]') else _OF_ORDER_FORMS
    for word in words - {"state"} - others:
        attribute = "data-" + re.sub(r"[A-Z]", lambda upper: f"-{upper[0].lower()}", word)
        assert element.get(attribute), attribute
    for pattern in {*re.findall(r"(?:clone\(this, |drawn\()\"(\w+)\"", script)} - others:
        assert len(find(element, f'./template[@data-pattern="{pattern}"]')) == 1, pattern


# --- Order forms ---


@cache
def _written_empty(name: str, locale: str) -> str:
    return markup(forms.order_form(name, locale))


def empty(name: str, locale: str = "en") -> HtmlElement:
    return html.fragment_fromstring(_written_empty(name, locale))


@every_order_form
def test_an_order_form_starts_empty_and_says_nothing(name: str) -> None:
    """Only the language of the text is chosen; what is hidden holds no words either."""
    form = empty(name)
    for path, question in asked(name):
        shown = find(form, f'//form//*[@name="{path}"][not(@type="radio") or @checked]')
        held = [control.get("value") or control.text for control in shown]
        # A text for oneself is in the reader's own language.
        chosen = question.default or "en" if path == "draft_language" else None
        assert (held or [None]) == [chosen], path
    (answer,) = find(form, "//calculator-answer")
    assert answer.get("data-state") == "none"
    for pattern in find(answer, "./template"):
        pattern.drop_tree()
    parts = ("calculator-headline", "calculator-draft-body", "calculator-notices", "calculator-rows")
    assert {text for part in parts for text in texts(answer, f'.//*[@class="{part}"]')} == {""}
    assert texts(answer, './/*[@class="calculator-trouble"][not(@hidden)]') == [
        "The text is written as you fill in the form."
    ]


@every_order_form
def test_what_is_typed_into_an_order_form_is_marked_as_private(name: str) -> None:
    assert len(find(empty(name), "//partner-calculator[@data-private]")) == 1
    assert find(drawn(name), "//partner-calculator[@data-private]") == []


@every_order_form
def test_what_a_guide_requires_is_marked_but_does_not_stop_the_form(name: str) -> None:
    form = empty(name)
    assert find(form, "//form[@novalidate]")
    assert find(form, "//form//*[@required]") == []
    marked = {
        place.get("data-field")
        for place in find(form, "//form//*[@data-field][not(ancestor::template)]")
        if any(text(label).endswith("(required)") for label in find(place, "./label | ./legend"))
    }
    assert marked == {path for path, question in asked(name) if question.needed_by}


@every_order_form
@pytest.mark.parametrize("locale", ["en", "sv", "nb", "it", "es"])
def test_a_field_names_its_word_on_the_portal_in_the_portals_language(name: str, locale: str) -> None:
    form = empty(name, locale)
    for path, question in asked(name):
        (place,) = find(form, f'//form//*[@data-field="{path}"]')
        words = find(place, './*[@class="calculator-help"]//span[@lang]')
        if question.screen is None:
            assert words == []
        else:
            ruling = policy.find(question.screen, date(2026, 11, 22))
            assert [(word.get("lang"), text(word)) for word in words] == [
                (ruling.language, f"«{ruling.dated.value.text}»")  # type: ignore[union-attr]  # a phrase
            ]


@every_order_form
def test_a_question_that_does_not_apply_yet_starts_idle(name: str) -> None:
    form = empty(name)
    idle = {
        place.get("data-field")
        for place in find(form, "//*[@data-only-if]")
        if "calculator-idle" in str(place.get("class")).split()
    }
    assert idle == {path for path, question in asked(name) if question.only_if}


@every_order_form
def test_a_filled_in_order_form_shows_its_draft_and_nothing_to_check(name: str) -> None:
    """The worked example, as a calculator would show it."""
    inputs = worked_example(CALCULATORS[name].inputs)
    answer = answer_to({"calculator": name, "inputs": inputs, "locale": "en"}, today=build_day())
    shown = answered(name)
    (body,) = find(shown, './/*[@class="calculator-draft-body"]')
    assert (body.text, body.get("lang")) == (answer["draft"]["body"], answer["draft"]["language"])
    (link,) = find(shown, './/a[@data-do="mail"]')
    assert link.get("href") == answer["draft"]["mailto"]
    (to,) = find(shown, ".//*[@data-to]")
    assert (to.get("hidden") is not None) == (answer["draft"]["to"] is None)
    said = texts(shown, './/*[@class="calculator-checks"]//a[@data-do="go"]')
    assert said == [check["message"] for check in answer["checks"]]


@every_order_form
def test_the_script_finds_the_parts_of_the_draft(name: str) -> None:
    script = (SCRIPTS / "draft.mjs").read_text(encoding="utf-8")
    (panel,) = find(empty(name), '//*[@class="calculator-draft"]')
    named = re.findall(r"\[data-(to|text=\w+|do=\w+)\]", script)
    assert named
    for attribute in named:
        key, _, value = attribute.partition("=")
        assert find(panel, f'.//*[@data-{key}="{value}"]' if value else f".//*[@data-{key}]"), attribute
