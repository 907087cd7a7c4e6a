"""What pages may write beyond Markdown, what they are refused, and what the finishing step leaves behind."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import markdown
import pytest

from calc.flow import Flow
from calc.language import LOCALES, language
from guide_site.calculator import render as forms
from guide_site.core.finished import Page
from guide_site.core.html import markup
from guide_site.core.page import PageProblem, take
from guide_site.figures.glossary import place_in, terms
from guide_site.finish import finish
from guide_site.finishing.content_policy import policy_for
from guide_site.offline import listing as offline
from tests.site.loads import loaded

EXTENSIONS = ["attr_list", "sane_lists", "tables", "toc", "guide_site.guide_markdown"]


def render(text: str, path: str = "en/guides/westcon-avaya-ipo.md", flow: Flow | None = None) -> str:
    """A page's HTML, with the extensions that the site uses; that of a guide, if it has a flow."""
    take(path, date(2026, 11, 22)).flow = flow
    return markdown.markdown(
        text, extensions=["attr_list", "sane_lists", "tables", "toc", "guide_site.guide_markdown"]
    )


def procedure(html: str) -> Any:
    """What the page tells its scripts."""
    (data,) = re.findall('<script id="procedure"[^>]*>(.*?)</script>', html)
    return json.loads(data)


def words(html: str) -> str:
    """What a reader reads."""
    html = re.sub("<script.*?</script>", "", html)
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/// stopp | Typing error\nText.\n///", "was not understood: /// stopp"),
        ("/// about-source | westcon\n///", "there is no guide westcon"),
        ("/// calculator | no_such\n///", "there is no calculator no_such"),
        ("/// contacts | cisco\n///", "there is no guide cisco"),
        ("/// flow-diagram | westcon\n///", "there is no guide westcon"),
        ("/// figures\n///", "lists its figures, but uses none"),
        ("1. [ ] {#confirm-data} Confirm", "was not understood: [ ] {#confirm-data} Confirm"),
        ("1. {#Confirm} Confirm", "was not understood: {#Confirm} Confirm"),
        ("1. {#sent} Send.\n\n    - [ ] I have", "a box has no id: write [ ] {#some-id} before “I have”"),
        ("1. {#twice} One.\n2. {#twice} Two.", "the id twice stands twice"),
        ("## Here {#twice}\n\n1. {#twice} One.", "the id twice stands twice"),
        ("/// fields | no_such\npo_number\n///", "there is no form no_such"),
        ("/// fields | westcon_order\nno_such\n///", "westcon_order asks no no_such"),
        (
            "\n\n".join(
                f"/// fields | {form}\npo_number\n///"
                for form in ("westcon_order", "westcon_delivery_request")
            ),
            "po_number is asked twice",
        ),
        ("/// text | no_such\n///", "there is no form no_such"),
        ("/// text | order_charge\n///", "order_charge writes no text"),
        ("/// question | sbr\n///", "the flow has no question sbr"),
        ("## No id", "the heading “No id” has no id"),
    ],
)
def test_a_page_that_cannot_be_right_stops_the_build(text: str, message: str) -> None:
    with pytest.raises(PageProblem, match=re.escape(message)) as refusal:
        render(text)
    assert str(refusal.value).startswith("en/guides/westcon-avaya-ipo.md: ")


# --- Steps ---


def test_a_step_has_a_number_a_title_and_a_body() -> None:
    html = render("1. {#confirm-data} Confirm **the** data\n\n    More.\n\n2. {#go-on} Go on\n")
    assert html.startswith(
        '<ol class="steps">\n<li class="step" id="confirm-data">\n'
        '<h3 class="step-title" id="confirm-data-title"><span class="step-number">1</span> '
        "Confirm <strong>the</strong> data</h3>\n"
        '<div class="step-body">\n<p>More.</p>\n</div>\n</li>\n<li class="step" id="go-on">'
    )
    assert '<span class="step-number">2</span> Go on</h3>' in html


def test_numbers_run_through_the_page() -> None:
    html = render("1. {#one} One\n\n## Then {#then}\n\n2. {#two} Two\n3. {#three} Three\n")
    assert re.findall('class="step-number">([^<]*)<', html) == ["1", "2", "3"]


def test_a_step_may_stand_for_several_numbers_of_the_source() -> None:
    html = render("1. {#wait start=11 end=14} Wait\n\n    11. None yet.\n    12. Wait.\n")
    assert '<span class="step-number several">11–14</span> Wait' in html
    assert '<ol start="11">\n<li>None yet.</li>\n<li>Wait.</li>\n</ol>' in html
    assert html.count("<h3") == 1


@pytest.mark.parametrize("above", ["", "    Text.\n\n", "    - a bullet\n", "    - a bullet\n\n"])
def test_the_box_of_a_step_ends_it_and_is_no_bullet(above: str) -> None:
    html = render(f"1. {{#send}} Send\n\n{above}    - [ ] {{#sent}} I have **sent** it\n")
    assert '<p class="tick"><input id="tick-sent" type="checkbox" />' in html
    assert html.endswith(
        '<label for="tick-sent">I have <strong>sent</strong> it</label>'
        '<span class="tick-time" hidden=""></span></p>\n</div>\n</li>\n</ol>'
    )
    assert html.count("a bullet") == html.count("<li>") == above.count("a bullet")


def test_a_step_opens_with_by_when() -> None:
    html = render(
        "1. {#send} Send\n\n    /// by | dispatch.order_by\n    Before {{ westcon.dispatch.cut_off }}\n"
        "    ///\n\n    Text.\n\n2. {#wait} Wait\n\n    /// by\n    Soon\n    ///\n"
    )
    by = '</h3>\n<p class="step-by" data-by="dispatch.order_by"><span class="step-by-words">Before <span>'
    assert by in html
    assert html.index('class="step-by"') < html.index('class="step-body"')
    assert '<p class="step-by"><span class="step-by-words">Soon</span></p>' in html


def test_a_list_without_boxes_is_left_alone() -> None:
    assert render("* one\n* two") == "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"


# --- Callouts ---


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("warning", "Warning"),
        ("today", "Today"),
        ("added", "Added"),
        ("note", "Note"),
    ],
)
def test_a_callout_says_its_kind_in_words_once(kind: str, word: str) -> None:
    titled = render(f"/// {kind} | {word}: what it is\nText.\n///")
    assert words(titled) == f"{word}: what it is Text."
    assert words(render(f"/// {kind} | what it is\nText.\n///")) == words(titled)
    assert words(render(f"/// {kind}\nText.\n///")) == f"{word}: Text."
    assert f'<div class="admonition {kind}" role="note">' in titled


def test_a_callout_in_a_step_may_hold_facts_in_title_and_text() -> None:
    html = render(
        "1. {#s} Do\n\n    /// today | After {{ westcon.dispatch.cut_off }}\n"
        "    [Text]{{ westcon.prices.vat }}.\n    ///\n"
    )
    told = re.sub("<partner-evidence.*?</partner-evidence>", "", html)
    assert words(told) == "1 Do Today: After 14:00 (source: stated) Text (source: not stated)."
    assert html.count("</li>") == 1


# --- Blocks ---


def test_figures_give_each_used_fact_once_with_its_quote_and_mark_the_value_in_it() -> None:
    fact = "{{ westcon.minimum_order_charge.email }}"
    html = render(f"{fact} {fact}\n\n/// figures\n///")
    assert html.count('class="figure"') == 1
    assert '<blockquote lang="en">' in html
    assert "under the value of <mark>EUR</mark> <mark>500</mark> will be charged" in html
    assert html.count('<cite translate="no">Step-by-Step guide for Westcon Avaya IPO Partners') == 1


def test_a_figure_names_its_kind_and_a_rule_too() -> None:
    html = render("{{ westcon.dispatch.cut_off }} {{ westcon.prices.vat }}\n\n/// figures\n///")
    assert re.findall(r'data-fact="([^"]+)" data-kind="([^"]+)"', html) == [
        ("westcon.dispatch.cut_off", "time"),
        ("westcon.prices.vat", "rule"),
    ]


def test_the_header_says_whose_words_the_guide_follows() -> None:
    read = words(render("/// about-source | cisco-webex\n///"))
    for part in ("Vendor Cisco", "Norwegian Bokmål", "Partly superseded.", "Who can confirm Your Cisco"):
        assert part in read


def test_contacts_count_as_used_facts() -> None:
    html = render("/// contacts | westcon-avaya-ipo\n///\n\n/// figures\n///")
    assert '<th scope="row">Order Entry Team</th>' in html
    assert 'id="figure-westcon-contact-order_entry"' in html


def test_policies_list_every_fact_of_a_guide() -> None:
    html = render("/// policies | incotel-esd\n///", "en/reference/policies.md")
    assert 'id="figure-incotel-' in html
    assert html.count("<blockquote") >= html.count('class="figure"') > 0


def test_sources_list_every_guide() -> None:
    html = render("/// sources\n///", "en/index.md")
    assert html.count('href="guides/') == 5


def test_a_calculator_comes_through_untouched() -> None:
    html = markup(forms.render("order_charge", "en"))
    assert html.strip() in render("Text.\n\n/// calculator | order_charge\n///\n\nText.")


# --- What a guide asks and answers ---

Changed = dict[str, Any]

STOP = {"text": "Do not continue.", "contact": "incotel.contact.web_shop"}
YES, NO = {"id": "true", "text": "Yes"}, {"id": "false", "text": "No"}
RIGHT: Changed = {"id": "right", "text": "Is it right?", "options": [YES, NO | {"stop": STOP}]}
# Two steps: what they ask is all that the flow asks.
CHECK = "1. {#check} Check\n\n    /// question | right\n    ///\n"
BOX = "    - [ ] {#sent} I have sent it\n"
SEND = f"2. {{#send}} Send\n\n{BOX}"


def guide(text: str, *questions: Changed, **flow: Any) -> str:
    """A page of Incotel's guide, whose flow asks `questions`."""
    told = {"guide": "incotel-esd", "questions": list(questions), **flow}
    return render(text, "en/guides/incotel-esd.md", Flow.model_validate(told))


def test_a_question_offers_its_answers_and_gives_none() -> None:
    html = guide(CHECK, RIGHT)
    assert '<fieldset class="question" data-question="right" id="question-right">' in html
    assert "<legend>Is it right?</legend>" in html
    assert re.findall(r'<input id="([\w-]+)" name="right" type="radio" value="(\w+)"', html) == [
        ("right-true", "true"),
        ("right-false", "false"),
    ]
    assert "checked" not in html


def test_an_answer_has_the_hint_that_the_page_writes_with_its_facts() -> None:
    hints = "* false: In {{ incotel.portal.manage:text }}, *not* here"
    html = guide(CHECK.replace("right\n", f"right\n    {hints}\n"), RIGHT)
    assert '<input aria-describedby="right-false-hint" id="right-false"' in html
    (hint,) = re.findall('<p class="option-hint" id="right-false-hint">(.*?)</p>', html)
    assert hint.startswith("In <span")
    assert hint.endswith(", <em>not</em> here")
    assert "right-true-hint" not in html


def test_hints_may_stand_apart() -> None:
    hints = "    * true: One.\n\n    * false: Two.\n"
    html = guide(CHECK.replace("right\n", f"right\n{hints}"), RIGHT)
    assert re.findall('<p class="option-hint" id="[a-z-]+">(.*?)</p>', html) == ["One.", "Two."]


def test_a_question_that_goes_by_another_is_told_so() -> None:
    inner = {"id": "inner", "text": "And this?", "options": [YES, NO], "only_if": {"right": ["true"]}}
    html = guide(f"{CHECK}\n    /// question | inner\n    ///\n", RIGHT, inner)
    assert 'data-only-if="{&quot;right&quot;: [&quot;true&quot;]}" data-question="inner"' in html
    assert procedure(html)["questions"]["inner"]["when"] == [{"right": ["true"]}]


def test_what_the_page_says_of_a_question_is_said_of_its_fieldset() -> None:
    html = guide(CHECK.replace("right\n", "right\n        attrs: {class: untitled}\n"), RIGHT)
    assert '<fieldset class="question untitled"' in html


def test_an_answer_that_stops_the_order_says_whom_to_ask() -> None:
    html = guide(CHECK, RIGHT)
    (stop,) = re.findall(r'<div class="flow-stop" data-stop="right=false" hidden.*?</div>', html, re.DOTALL)
    assert words(stop) == "Stop: Do not continue. Whom to ask: Incotel's web shop, www.incotel.com.uy"
    assert procedure(html)["questions"]["right"]["stops"] == ["false"]


def test_fields_stand_in_rows_under_their_legend() -> None:
    rows = "customer_code customer_name\n    activation_email\n    ///\n"
    html = guide(f"1. {{#enter}} Enter\n\n    /// fields | incotel_assignment: The customer\n    {rows}")
    place = html[html.index('<div class="fields-place"') : html.index("</fieldset>")]
    assert 'data-fields="customer_code customer_name activation_email"' in place
    assert "<legend>The customer</legend>" in place
    asked = [re.findall(r'data-field="(\w+)"', row) for row in place.split('<div class="fields-row">')[1:]]
    assert asked == [["customer_code", "customer_name"], ["activation_email"]]
    assert '<label for="field-customer_code">' in place
    assert 'id="field-customer_code" name="customer_code"' in place
    assert "checked" not in place
    assert procedure(html)["steps"][0]["fields"] == ["customer_code", "customer_name", "activation_email"]


def test_fields_without_a_legend_are_no_group() -> None:
    html = guide("1. {#enter} Enter\n\n    /// fields | incotel_assignment\n    customer_code\n    ///\n")
    assert "<legend" not in html
    assert '<div class="fields"><div class="fields-row">' in html


def test_a_text_shows_what_the_form_writes_of_an_empty_order() -> None:
    text = "    /// text | westcon_order\n    ///\n"
    html = guide(
        f"1. {{#send}} Send\n\n{text}{text.replace('order', 'dongle_swap')}\n    - [ ] {{#sent}} Sent\n"
    )
    assert re.findall('<partner-text name="([^"]+)"', html) == ["westcon_order", "westcon_dongle_swap"]
    assert html.count('name="draft_language"') == 1
    assert html.count('data-do="copy-text"') == 2
    assert 'href="mailto:order@westcon.se?' in html
    assert list(procedure(html)["asks"]) == ["westcon_order", "westcon_dongle_swap"]


def test_an_answer_is_hidden_until_there_is_one() -> None:
    html = guide(f"1. {{#ask}} Ask\n\n    /// answer | order_charge\n    ///\n\n{BOX}")
    assert re.search('<partner-answer [^>]*hidden="" name="order_charge" role="status"', html)
    assert "order_value" in procedure(html)["asks"]["order_charge"]


def test_a_part_may_go_by_what_the_order_knows() -> None:
    text = f'{CHECK}\n    Go on.\n    {{: data-when="right=true" }}\n'
    assert '<p data-when="right=true">Go on.</p>' in guide(text, RIGHT)


def test_a_page_tells_its_scripts_of_its_steps() -> None:
    html = guide(
        f"# A guide {{#guide}}\n\n## One {{#one}}\n\n{CHECK}\n## Two {{#two}}\n\n{SEND}",
        RIGHT,
        steps=[
            {
                "id": "send",
                "when": {"right": ["true"]},
                "reason": "It is wrong.",
                "after": "check",
                "was": ["old"],
            }
        ],
        moments={"sent": "ordered_at"},
        settles=[{"gives": {"currency": "EUR"}}],
    )
    told = procedure(html)
    check, send = told["steps"]
    assert (check["id"], check["number"], check["label"], check["phase"]) == ("check", "1", "Check", "one")
    assert (check["tick"], check["questions"], check["when"], check["after"]) == (None, ["right"], [], None)
    assert (send["tick"], send["tickLabel"]) == ("sent", "I have sent it")
    assert (send["when"], send["reason"]) == ([{"right": ["true"]}], "It is wrong.")
    assert (send["after"], send["was"]) == ("check", ["old"])
    assert told["moments"] == {"sent": "ordered_at"}
    assert told["settles"] == [{"when": {}, "gives": {"currency": "EUR"}}]


def test_a_guide_stands_in_a_frame_with_whom_to_ask_beside_it() -> None:
    html = guide(f"# A guide {{#guide}}\n\n## One {{#one}}\n\n{CHECK}", RIGHT)
    main, _, beside = html.partition('<aside class="guide-beside">')
    assert main.startswith('<div class="guide"><div class="guide-main"><h1 id="guide">')
    assert main.index('<ol class="steps">') < main.index('<p class="marks-legend">')
    assert '<section aria-labelledby="whom-to-ask-title" class="whom-to-ask" id="whom-to-ask">' in beside
    assert "<partner-deadlines " in beside
    assert "www.incotel.com.uy" in beside


def test_other_pages_have_no_frame() -> None:
    html = render("# A page {#page}\n")
    assert "guide-main" not in html
    assert "procedure" not in html


def test_the_bar_of_a_guide_says_what_comes_next() -> None:
    html = render(
        (Path("docs/en/guides/incotel-esd.md")).read_text(encoding="utf-8").partition("\n---\n")[2],
        "en/guides/incotel-esd.md",
    )
    bar, _, page = html.partition("</partner-order>")
    assert 'guide="incotel-esd"' in bar
    assert '<a data-text="next" href="#">' in bar
    assert re.search('<div class="guide">', page)
    assert bar.count("<template") == 5


@pytest.mark.parametrize(
    ("text", "flow", "message"),
    [
        ("1. {#one} One\n2. Two", {}, "a step has no id: write 1. {#some-id} before “Two”"),
        ("1. {#one} One", {}, "nothing says when one is done: give it a box, a question or a field"),
        (SEND, {"questions": [RIGHT]}, "the flow asks right, and the page does not"),
        (CHECK + CHECK.replace("1. {#check", "2. {#again"), {"questions": [RIGHT]}, "right is asked twice"),
        (CHECK.replace("right", "wrong"), {"questions": [RIGHT]}, "the flow has no question wrong"),
        (
            CHECK.replace("right\n", "right\n    * perhaps: Ask.\n"),
            {"questions": [RIGHT]},
            "right has no answer perhaps",
        ),
        (SEND, {"steps": [{"id": "go"}]}, "the flow names the step go, and the page has none of that id"),
        (
            SEND,
            {"steps": [{"id": "send", "after": "send"}]},
            "send waits for send, which is no step before it",
        ),
        (SEND, {"moments": {"send": "ordered_at"}}, "the flow makes send a moment, and no step has that box"),
        (
            SEND,
            {"steps": [{"id": "send", "when": {"large": ["true"]}, "reason": "It is small."}]},
            "something hangs on large, which the page does not ask",
        ),
        (
            f'{CHECK}\n    Text.\n    {{: data-when="right=perhaps" }}\n',
            {"questions": [RIGHT]},
            "right has no answer perhaps",
        ),
        (
            f'{CHECK}\n    Text.\n    {{: data-when="wrong=true" }}\n',
            {"questions": [RIGHT]},
            "something hangs on wrong, which the page does not ask",
        ),
        (
            f'{CHECK}\n    Text.\n    {{: data-when="right is true" }}\n',
            {"questions": [RIGHT]},
            "this is no condition: right is true. Write name=answer,answer; other=answer",
        ),
        (
            f"1. {{#ask}} Ask\n\n    /// answer | no_such\n    ///\n\n{BOX}",
            {},
            "there is no calculator no_such",
        ),
        (
            f"1. {{#go}} Go\n\n    /// by | no_such.date\n    Soon\n    ///\n\n{BOX}",
            {},
            "there is no calculator no_such",
        ),
    ],
)
def test_a_guide_and_its_flow_must_fit(text: str, flow: Changed, message: str) -> None:
    with pytest.raises(PageProblem, match=f"^{re.escape(f'en/guides/incotel-esd.md: {message}')}$"):
        guide(text, **flow)


def test_a_condition_may_name_a_field_by_its_choices() -> None:
    asked = "1. {#ask} Ask\n\n    /// fields | westcon_delivery_request\n    next_day_delivery\n    ///\n"
    when = '\n    Text.\n    {{: data-when="next_day_delivery={}" }}\n'
    assert 'data-when="next_day_delivery=true"' in guide(asked + when.format("true"))
    with pytest.raises(PageProblem, match="next_day_delivery has no answer perhaps"):
        guide(asked + when.format("perhaps"))


@pytest.mark.parametrize(
    ("locale", "words_in_order"),
    [
        ("sv", ["ask", "az", "ål", "ärende", "öga"]),
        ("nb", ["ask", "az", "ære", "ørn", "ål"]),
        ("it", ["citta", "città e", "cubo"]),
        ("es", ["código", "cuota", "nube", "ñu", "orden"]),
    ],
)
def test_the_glossary_stands_in_the_readers_alphabet(locale: str, words_in_order: list[str]) -> None:
    assert sorted({*words_in_order}, key=place_in(language(locale).alphabet)) == words_in_order


def test_the_glossary_has_an_anchor_a_meaning_and_four_other_languages_for_each_term() -> None:
    html = render("/// glossary\n///", "en/reference/glossary.md")
    assert len(terms()) == 85
    for term in terms():
        assert f'<dt id="term-{term["id"]}">' in html
        assert set(term["words"]) == set(LOCALES)
        assert term["definition"]


def test_cells_are_aligned_by_class_and_heads_say_what_they_head() -> None:
    html = render("| | b |\n|---|--:|\n| 1 | 2 |")
    assert '<td></td>\n<th class="align-right" scope="col">b</th>' in html
    assert "style=" not in html


# --- The finishing step ---

SCRIPT = "<script>run()</script>"
PAGE = (
    '<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
    '<link rel="canonical" href="https://example.org/repo/{address}">{robots}</head>'
    '<body>\n\n  <article><p hidden="">A</p>\n\n  <code>b hidden=""</code></article>'
    '<input type="checkbox" id="__drawer" autocomplete="off">'
    '<input type="checkbox" id="__search" autocomplete="off">{script}'
    '<script id="__config" type="application/json">{{"annotate": null, "base": "{base}", '
    '"translations": {{"clipboard.copy": "Copy", "search.result.none": "No «{lang}»"}}}}</script>'
    "</body></html>"
)


def build(site: Path) -> None:
    """A site as MkDocs leaves it: English and Norwegian, one page of it not translated."""
    pages = {
        "": ("en", ".", ""),
        "guide/": ("en", "..", ""),
        "no/": ("nb", "..", ""),
        "no/guide/": ("nb", "../..", '<meta name="robots" content="noindex">'),
    }
    for address, (lang, base, robots) in pages.items():
        path = site / address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        html = PAGE.format(lang=lang, address=address, robots=robots, script=SCRIPT, base=base)
        path.write_text(html, encoding="utf-8")
    (site / "search").mkdir()
    entries = [
        {"location": f"{address}{anchor}", "text": address} for address in pages for anchor in ("", "#a")
    ]
    (site / "search/search_index.json").write_text(json.dumps({"config": {"lang": ["en"]}, "docs": entries}))
    (site / "sitemap.xml").write_text("")


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A browser runtime without a file in it: these pages have no calculator."""
    folder = tmp_path_factory.mktemp("runtime")
    (folder / "1").mkdir()
    (folder / "manifest.json").write_text('{"folder": "1", "core": "1", "files": {}, "starts": {}}')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("guide_site.finish.RUNTIME", folder)
        yield


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, runtime: None) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    build(folder)
    finish(folder)
    return folder


@pytest.fixture
def site(tmp_path: Path, finished: Path) -> Path:
    """The finished site, to be changed."""
    return shutil.copytree(finished, tmp_path / "site")


def test_every_page_carries_one_policy_right_after_its_charset(site: Path) -> None:
    found = set()
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        policy = re.search(
            r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]+)">', html
        )
        assert policy is not None
        found.add(policy[1])
    (policy_text,) = found
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in policy_text
    assert "worker-src 'self' blob:" in policy_text
    assert "unsafe-inline" not in policy_text


def test_the_policy_names_scripts_that_run_and_no_data() -> None:
    """The hash is that of `run()`, worked out with openssl."""
    policy = policy_for([SCRIPT + '<script type="application/json">{}</script><script src="x.js"></script>'])
    assert policy.count("sha256-") == 1
    assert "'sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ='" in policy


@pytest.mark.parametrize("html", ['<p style="color: red">', '<a onclick="go()">'])
def test_an_attribute_that_the_policy_would_have_to_allow_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="cannot be allowed"):
        policy_for([html])


def test_pages_name_their_other_languages_and_leave_out_what_is_not_translated(site: Path) -> None:
    home = (site / "no/index.html").read_text(encoding="utf-8")
    assert 'hreflang="en" href="https://example.org/repo/"' in home
    assert 'hreflang="nb" href="https://example.org/repo/no/"' in home
    assert 'hreflang="x-default" href="https://example.org/repo/"' in home
    assert "hreflang" not in (site / "guide/index.html").read_text(encoding="utf-8")
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert re.findall("<loc>https://example.org/repo/(.*)</loc>", sitemap) == ["guide/", "", "no/"]


def test_a_bare_attribute_has_no_value_and_text_is_left_alone(site: Path) -> None:
    assert '<p hidden>A</p>\n\n  <code>b hidden=""</code>' in (site / "index.html").read_text(
        encoding="utf-8"
    )


def test_around_the_text_there_is_no_space_to_send(site: Path) -> None:
    assert "<body>\n<article>" in (site / "index.html").read_text(encoding="utf-8")


def test_material_is_told_what_this_site_uses_of_it(site: Path) -> None:
    settings = '{"base": "..", "translations": {"search.result.none": "No «en»"}}'
    assert f">{settings}</script>" in (site / "guide/index.html").read_text(encoding="utf-8")


def test_material_finds_no_alternate_to_fetch_a_sitemap_for(site: Path) -> None:
    """Its selector is link[rel=alternate], to the letter."""
    for page in site.rglob("*.html"):
        assert 'rel="alternate"' not in page.read_text(encoding="utf-8")


def test_each_language_searches_its_own_pages(site: Path) -> None:
    english = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    norwegian = json.loads((site / "no/search/search_index.json").read_text(encoding="utf-8"))
    assert [entry["location"] for entry in english["docs"]] == ["", "#a", "guide/", "guide/#a"]
    assert [entry["location"] for entry in norwegian["docs"]] == ["", "#a"]
    assert norwegian["config"]["lang"] == ["no"]
    assert '"base": "."' in (site / "no/index.html").read_text(encoding="utf-8")
    assert '"base": ".."' in (site / "no/guide/index.html").read_text(encoding="utf-8")


def test_the_same_site_is_finished_into_the_same_bytes(finished: Path, tmp_path: Path, runtime: None) -> None:
    build(tmp_path)
    finish(tmp_path)
    files = sorted(path.relative_to(finished) for path in finished.rglob("*") if path.is_file())
    first, second = ([(folder / path).read_bytes() for path in files] for folder in (finished, tmp_path))
    assert first == second


# --- Offline use ---


def _listed(site: Path) -> dict[str, Any]:
    """What the service worker of a finished site knows of its files."""
    first = (site / "service-worker.js").read_text(encoding="utf-8").partition("\n")[0]
    listed: dict[str, Any] = json.loads(first.removeprefix("const SITE = ").removesuffix(";"))
    return listed


def test_the_service_worker_lists_the_bytes_that_are_published(site: Path) -> None:
    for name, (digest, size, _) in _listed(site)["files"].items():
        file = site / name / "index.html" if name.endswith("/") or not name else site / name
        assert (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_size) == (digest, size)


def test_a_file_belongs_to_its_language_or_to_all(site: Path) -> None:
    groups = {name: group for name, (_, _, group) in _listed(site)["files"].items()}
    assert {name: groups[name] for name in ("", "no/guide/", "no/search/search_index.json")} == {
        "": "en",
        "no/guide/": "no",
        "no/search/search_index.json": "no",
    }
    assert groups["assets/store/idb.mjs"] == "shared"
    assert "sitemap.xml" not in groups


def test_a_page_lists_all_that_it_needs_and_what_that_needs(site: Path) -> None:
    guide = site / "no" / "guide" / "index.html"
    script = '<script type="module" src="../../assets/orders/order-in-hand.mjs"></script>'
    guide.write_text(guide.read_text("utf-8").replace("</head>", f"{script}</head>"), encoding="utf-8")
    offline.write_worker(site)
    listed = _listed(site)
    for name, kind in listed["pages"].items():
        page = site / name / "index.html" if name.endswith("/") or not name else site / name
        needed = loaded(site, page, "/")
        assert needed <= set(listed["needs"][kind])
        assert needed <= set(listed["files"])
    needed = set(listed["needs"][listed["pages"]["no/guide/"]])
    assert {"assets/store/idb.mjs", "assets/core/names.mjs", "no/search/search_index.json"} <= needed


def test_what_names_the_cache_of_the_runtime_follows_from_its_files(site: Path) -> None:
    runtime = site / "assets" / "runtime" / "0123" / "python.wasm"
    runtime.parent.mkdir(parents=True, exist_ok=True)
    names = []
    for python, manifest in (("one", "{}"), ("one", "[]"), ("another", "[]")):
        runtime.write_text(python, encoding="utf-8")
        (site / "no" / "site.webmanifest").write_text(manifest, encoding="utf-8")
        offline.write_worker(site)
        names.append(_listed(site)["lasting"]["runtime"])
    assert names[0] == names[1] != names[2]


def test_any_change_makes_another_version(site: Path) -> None:
    before = _listed(site)["version"]
    (site / "no" / "site.webmanifest").write_text("{}", encoding="utf-8")
    offline.write_worker(site)
    assert _listed(site)["version"] != before


def test_a_page_that_cannot_be_shown_is_told_in_each_language(site: Path) -> None:
    told = _listed(site)["sorry"]
    assert set(told) == {"en", "sv", "no", "it", "es"}
    for folder, pages in told.items():
        for page in pages.values():
            assert f'<html lang="{"nb" if folder == "no" else folder}">' in page
            assert "<script" not in page
            assert "[[site]]" in page


def test_a_size_is_told_in_the_manner_of_the_pages_language(tmp_path: Path) -> None:
    """Rounded up to a tenth of a megabyte, so that a mended sentence does not change it."""
    for name, size in (("index.html", 1), ("assets/images/logo.svg", 100_001)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b" " * size)
    html = '<partner-offline data-bytes="[[bytes:en+shared]]">[[en+shared]]</partner-offline>'
    page = Page(tmp_path / "sv.html", html, "sv", "sv.html", "sv", None, indexed=True)
    offline.tell_sizes(tmp_path, [page])
    assert page.html == '<partner-offline data-bytes="300000">0,3 MB</partner-offline>'


def test_the_panel_offers_every_language_and_names_each_in_itself() -> None:
    html = render("/// offline\n///", "sv/offline.md")
    assert re.findall(r'<span lang="(\w+)">([^<]+)</span>', html) == [
        ("en", "English"),
        ("sv", "Svenska"),
        ("nb", "Norsk bokmål"),
        ("it", "Italiano"),
        ("es", "Español"),
    ]
    assert re.findall(r'value="(\w+)" checked', html) == ["sv"]
