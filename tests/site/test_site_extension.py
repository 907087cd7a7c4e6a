"""What pages may write beyond Markdown, what they are refused, and what the finishing step leaves behind."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import markdown
import pytest

from calc.language import LOCALES
from guide_site.calculator import render as forms
from guide_site.core.finished import Page
from guide_site.core.html import markup
from guide_site.core.page import PageProblem, take
from guide_site.figures.glossary import terms
from guide_site.finish import finish
from guide_site.finishing.content_policy import policy_for
from guide_site.offline import listing as offline
from tests.site.loads import loaded

EXTENSIONS = ["attr_list", "sane_lists", "tables", "toc", "guide_site.guide_markdown"]


def render(text: str, path: str = "en/guides/westcon-avaya-ipo.md") -> str:
    """A page's HTML, with the extensions that the site uses."""
    take(path, date(2026, 11, 22))
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
        ("/// order-form | no_such\n///", "there is no order-form no_such"),
        ("/// contacts | cisco\n///", "there is no guide cisco"),
        ("/// flow | westcon\n///", "there is no guide westcon"),
        ("/// flow-diagram | westcon\n///", "there is no guide westcon"),
        (
            "/// flow | incotel-esd\n///",
            "the flow names have-order-number, and no part of the page has that id",
        ),
        ("/// figures\n///", "lists its figures, but uses none"),
        ("1. [ ] Confirm the data", "a box has no id"),
        ("1. [ ] {#twice} One\n2. [ ] {#twice} Two", "the id twice stands twice"),
        ("## Here {#twice}\n\n- [ ] {#twice} One", "the id twice stands twice"),
        ("## No id", "the heading “No id” has no id"),
    ],
)
def test_a_page_that_cannot_be_right_stops_the_build(text: str, message: str) -> None:
    with pytest.raises(PageProblem, match=re.escape(message)) as refusal:
        render(text)
    assert str(refusal.value).startswith("en/guides/westcon-avaya-ipo.md: ")


# --- Boxes ---


def test_a_step_is_a_box_with_a_label_and_an_id() -> None:
    html = render("1. [ ] {#confirm-data} Confirm **the** data.\n2. [ ] {#go-on} Go on.")
    assert (
        '<ol class="steps">\n<li id="confirm-data"><input id="tick-confirm-data" type="checkbox" />' in html
    )
    assert '<label for="tick-confirm-data">Confirm <strong>the</strong> data.</label>' in html


def test_a_step_keeps_its_further_paragraphs_and_lists() -> None:
    html = render("3. [ ] {#order} Order.\n\n    More.\n\n    - [ ] {#sub} Part\n    - plain\n")
    assert html.startswith('<ol class="steps" start="3">')
    assert '<p><input id="tick-order" type="checkbox" /><label for="tick-order">Order.</label></p>' in html
    assert "<p>More.</p>" in html
    assert '<ul class="ready">\n<li id="sub">' in html
    assert "<li>plain</li>" in html


def test_a_list_without_boxes_is_left_alone() -> None:
    assert render("* one\n* two") == "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"


# --- Callouts ---


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("stop", "Stop"),
        ("warning", "Warning"),
        ("wait", "Wait"),
        ("branch", "Choose"),
        ("result", "Result"),
        ("today", "Today"),
        ("added", "Added"),
        ("note", "Note"),
    ],
)
def test_a_callout_says_its_kind_in_words_once(kind: str, word: str) -> None:
    titled = render(f"/// {kind} | {word}: what it is\nText.\n///")
    assert words(titled) == f"{word}: what it is Text."
    assert words(render(f"/// {kind} | what it is\nText.\n///")) == words(titled)
    assert words(render(f"/// {kind}\nText.\n///")) == f"{word} Text."
    assert f'<div class="admonition {kind}" role="note">' in titled


def test_a_callout_in_a_step_may_hold_facts_in_title_and_text() -> None:
    html = render(
        "1. [ ] {#s} Do.\n\n    /// wait | After {{ westcon.dispatch.cut_off }}\n    Text.\n    ///\n"
    )
    assert words(html) == "Do. Wait: After 14:00 [reconstructed] Text."
    assert html.count("</li>") == 1


# --- Blocks ---


def test_figures_give_each_used_fact_once_with_its_quote_and_mark_the_value_in_it() -> None:
    fact = "{{ westcon.minimum_order_charge.email }}"
    html = render(f"{fact} {fact}\n\n/// figures\n///")
    assert html.count('class="figure"') == 1
    assert '<blockquote lang="en">' in html
    assert "under the value of <mark>EUR</mark> <mark>500</mark> will be charged" in html
    assert html.count("<cite>Step-by-Step guide for Westcon Avaya IPO Partners") == 1


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


def test_sections_that_paper_does_without_are_marked_up_to_the_next_heading() -> None:
    guide = "/// about-source | cisco-webex\n///\n\n"
    text = "## A {#a}\n\nOne.\n\n## T {#today}\n\n/// note\nTwo.\n///\n\n### S {#s}\n\n## F {#f}\n\nThree.\n"
    html = render(guide + text)
    assert re.findall(r"<(\w+) [^>]*data-screen-only", html.partition("</dl>")[2]) == ["h2", "div", "h3"]
    assert "screen-only" not in render(text)


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


def test_an_order_form_comes_through_untouched() -> None:
    html = markup(forms.order_form("cisco_order", "nb"))
    assert html in render("Text.\n\n/// order-form | cisco_order\n///\n\nText.", "no/guides/cisco-webex.md")


def heard(html: str) -> str:
    """What is read out, with a pause after each block."""
    return words(re.sub("(?=</(?:p|li|div|label|legend|summary)>)", " ", html))


# Parts of a page that Incotel's flow names.
INCOTEL = """
## The order {#order}

- [ ] {#have-order-number} Your number.
- [ ] {#have-customer-name} The name.

6. [ ] {#confirm-data} Confirm the data {{ incotel.order.confirm }}. More.

    - [ ] {#enter-description} In {{ incotel.portal.description }}, enter your number. Or not.

7. [ ] {#check-amount} Check the amount.
8. [ ] {#create-customer} Create the customer.
9. [ ] {#enter-customer} Enter the customer.
10. [ ] {#assign-licences} Assign the licences.

    /// branch | More than one?
        attrs: {id: several-customers}

    Make one for each.
    ///

/// flow | incotel-esd
///

/// flow-diagram | incotel-esd
///

/// figures
///
"""


def test_the_panel_asks_each_question_of_a_guide_with_no_answer_given() -> None:
    html = render(INCOTEL, "en/guides/incotel-esd.md")
    assert '<partner-flow data-search-exclude="true" guide="incotel-esd"><noscript>' in html
    assert html.count("<fieldset") == 4
    question = html[html.index('<fieldset data-question="amount_right" id="question-amount_right">') :]
    question = question[: question.index("</fieldset>")]
    assert "<legend>Is the amount right?</legend>" in question
    assert re.findall(r'name="amount_right" type="radio" value="(\w*)"', question) == ["true", "false", ""]
    assert "checked" not in html
    assert heard(question).startswith("Is the amount right? Yes No Not answered yet Stop: Do not continue.")


def test_a_stop_of_the_panel_is_hidden_and_says_whom_to_ask() -> None:
    html = render(INCOTEL, "en/guides/incotel-esd.md")
    (stop,) = re.findall(r'<div class="flow-stop" data-stop="amount_right=false" hidden.*?</div>', html)
    assert words(stop).endswith("Whom to ask: Incotel's web shop, www.incotel.com.uy")
    assert 'href="#figure-incotel-contact-web_shop"' in stop


def test_notes_and_helps_are_told_with_what_they_explain() -> None:
    page = "en/guides/westcon-avaya-ipo.md"
    html = render((Path("docs") / page).read_text(encoding="utf-8").partition("\n---\n")[2], page)
    assert '<fieldset aria-describedby="question-sbr-help" data-question="sbr" id="question-sbr">' in html
    assert '<p class="flow-help" id="question-sbr-help">' in html
    radio = '<input aria-describedby="question-sbr-pending-note" name="sbr" type="radio" value="pending" />'
    assert radio in html
    assert '<p class="flow-note" id="question-sbr-pending-note">Allow time for its approval.</p>' in html


def test_a_part_with_a_condition_says_when_it_applies_and_why_not() -> None:
    html = render(INCOTEL, "en/guides/incotel-esd.md")
    conditional = procedure(html)["conditional"]
    told = {
        "when": [{"po_number_wanted": ["true"]}],
        "reason": "No purchase order number of yours goes on the order.",
    }
    for name in ("have-order-number", "enter-description"):
        assert f'<li id="{name}">' in html
        assert conditional[name] == told
    (several,) = re.findall('<div class="admonition branch" id="(several[a-z-]*)"', html)
    assert conditional[several]["reason"]


def test_a_question_under_an_answer_says_so_too() -> None:
    page = "en/guides/computer-gross-office365.md"
    html = render((Path("docs") / page).read_text(encoding="utf-8").partition("\n---\n")[2], page)
    assert procedure(html)["questions"]["relationship_created"] == [{"tenant_exists": ["true"]}]
    assert procedure(html)["conditional"]["question-relationship_created"] == {
        "when": [{"tenant_exists": ["true"]}],
        "reason": "The customer has no tenant yet.",
    }


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
    '<body><input type="checkbox" id="__drawer" autocomplete="off">'
    '<input type="checkbox" id="__search" autocomplete="off">{script}'
    '<script id="__config" type="application/json">{{"annotate": null, "base": "{base}"}}</script>'
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


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser runtime without a file in it: these pages have no calculator."""
    folder = tmp_path / "runtime"
    (folder / "1").mkdir(parents=True)
    (folder / "manifest.json").write_text('{"folder": "1", "core": "1", "files": {}, "starts": {}}')
    monkeypatch.setattr("guide_site.finish.RUNTIME", folder)


@pytest.fixture
def site(tmp_path: Path, runtime: None) -> Path:
    folder = tmp_path / "site"
    build(folder)
    finish(folder)
    return folder


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


def test_the_same_site_is_finished_into_the_same_bytes(tmp_path: Path, runtime: None) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        build(folder)
        finish(folder)
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert [(first / path).read_bytes() for path in files] == [(second / path).read_bytes() for path in files]


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
    for language, pages in told.items():
        for page in pages.values():
            assert f'<html lang="{"nb" if language == "no" else language}">' in page
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
