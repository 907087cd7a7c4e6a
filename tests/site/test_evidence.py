"""A fact shows what it says and opens the source's own words; a guide's second page has them all."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import markdown
import pytest
from lxml import html as lxml_html

from calc import policy
from calc.language import LANGUAGES
from calc.policy import Certainty, ContactFact
from calc.words import words
from guide_site.core.html import markup
from guide_site.core.languages import FOLDERS
from guide_site.core.page import PageProblem, figure_id, take
from guide_site.figures.contacts import whom_to_ask
from guide_site.figures.facts import SYNTAX, facts_of
from guide_site.figures.marks import legend
from guide_site.languages.sections import DOCS, read
from guide_site.procedure.versions import step_versions

DAY = date(2026, 11, 27)
GUIDE = "en/guides/westcon-avaya-ipo.md"
EXTENSIONS = ["attr_list", "sane_lists", "tables", "toc", "guide_site.guide_markdown"]
GUIDES = list(policy.GUIDES.values())


def render(text: str, path: str = GUIDE) -> str:
    take(path, DAY)
    return markdown.markdown(text, extensions=EXTENSIONS)


def tree(text: str, path: str = GUIDE) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(render(text, path), create_parent="div")


def seen(element: lxml_html.HtmlElement) -> str:
    """What is read before anything is opened, with what is there for those who listen."""
    closed = element.xpath(".//partner-evidence")
    for popover in closed:
        popover.drop_tree()
    return " ".join(element.text_content().split())


# --- Facts in running text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{{ westcon.minimum_order_charge.email }}", "EUR 500 (source: stated)"),
        ("{{ westcon.minimum_order_charge.fee:SEK }}", "SEK 225 (source: stated)"),
        ("{{ westcon.dongle_swap.fee:EUR }}", "EUR 50 (source: inferred)"),
        ("{{ westcon.licence.longest }}", "24 hours (source: stated)"),
        ("{{ westcon.next_day.price }}", "not stated"),
        ("{{ westcon.minimum_order_charge.web_shop_fee }}", "[inferred]"),
        ("{{ westcon.prices.vat }}", "[not stated]"),
        ("[stock and costs]{{ westcon.web_shop.stock }}", "stock and costs (source: stated)"),
        ("[not stated]{{ westcon.prices.vat }}", "not stated"),
        (
            "{{ computer_gross.portal.for_resale }}",
            "«Per rivendita» (For resale) (source: stated)",
        ),
        ("{{ computer_gross.portal.for_resale:text }}", "«Per rivendita» (source: stated)"),
    ],
)
def test_a_fact_shows_its_value_or_words_and_says_how_sure_it_is(written: str, read: str) -> None:
    assert seen(tree(written)) == read


@pytest.mark.parametrize(
    ("fact", "certainty"),
    [
        ("westcon.minimum_order_charge.email", "stated"),
        ("westcon.order.confirmation", "reconstructed"),
        ("westcon.dongle_swap.fee", "inferred"),
        ("westcon.prices.vat", "unknown"),
    ],
)
def test_the_mark_is_that_of_the_fact_that_is_seen(fact: str, certainty: str) -> None:
    (link,) = tree(f"[words]{{{{ {fact} westcon.web_shop.cost }}}}").xpath("//a[@class]")
    assert link.get("class") == f"fact fact-{certainty}"


@pytest.mark.parametrize(
    ("folder", "read"), [("en", "EUR 500"), ("sv", "500 EUR"), ("no", "500 EUR"), ("it", "500 EUR")]
)
def test_an_amount_has_no_more_decimals_than_the_source_prints(folder: str, read: str) -> None:
    text = seen(tree("{{ westcon.minimum_order_charge.email }}", f"{folder}/guides/westcon-avaya-ipo.md"))
    assert text.startswith(f"{read} (")


def test_values_are_readable_by_machines() -> None:
    html = render(
        "{{ westcon.dispatch.cut_off }} {{ westcon.licence.longest }} {{ westcon.next_day.transit }}"
    )
    assert '<time datetime="14:00">14:00</time>' in html
    assert '<time datetime="PT24H">24 hours</time>' in html
    assert '<data value="1 working_days">1 working day</data>' in html


def test_a_portal_word_keeps_its_language() -> None:
    html = render("{{ computer_gross.portal.for_resale }}")
    assert '<span class="screen-word" lang="it">«Per rivendita»</span> (For resale)' in html


def test_code_shows_the_syntax_itself() -> None:
    assert "[a]{{ westcon.dispatch.cut_off }}" in render("`[a]{{ westcon.dispatch.cut_off }}`")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ westcon.no.such }}", "there is no fact westcon.no.such"),
        ("{{ nobody.fee }}", "there is no fact nobody.fee"),
        ("{{ westcon.prices.vat westcon.no.such }}", "there is no fact westcon.no.such"),
        ("{{ westcon.minimum_order_charge.email:SEK }}", "has no part SEK"),
        ("{{ westcon.dispatch.cut_off:EUR }}", "has no part EUR"),
        ("{{ Westcon.Fee }}", "was not understood: {{ Westcon.Fee }}"),
        ("[a *word*]{{ westcon.prices.vat }}", "the words of a fact hold no markup: [a *word*]"),
        ("[`a`]{{ westcon.prices.vat }}", "the words of a fact hold no markup"),
        (
            "[4–5 days]{{ westcon.dispatch.transit_shortest westcon.dispatch.transit_longest }}",
            "[4–5 days] says 4, 5, and its facts do not",
        ),
        ("[see {{ westcon.dispatch.cut_off }}](x.md)", "a fact is a button, so it cannot stand in <a>"),
        ("## At {{ westcon.dispatch.cut_off }} {#at}", "a fact is a button, so it cannot stand in <h2>"),
    ],
)
def test_a_fact_that_cannot_be_right_stops_the_build(text: str, message: str) -> None:
    with pytest.raises(PageProblem, match=re.escape(message)):
        render(text)


def test_a_number_in_the_words_of_a_fact_is_one_that_the_fact_says() -> None:
    text = "[2–3 working days]{{ westcon.dispatch.transit_shortest westcon.dispatch.transit_longest }}"
    assert seen(tree(text)).startswith("2–3 working days (")


# --- What a fact opens


def test_a_fact_opens_its_label_its_value_how_sure_it_is_its_quotes_and_its_note() -> None:
    (popover,) = tree("{{ westcon.dongle_swap.fee:EUR }}").xpath("//partner-evidence")
    fact, foot = popover
    ruling = policy.find("westcon.dongle_swap.fee", DAY)
    assert fact.findtext("b") == ruling.fact.label
    assert fact.find("strong").text_content() == words("en").one_of(
        ["EUR\u00a050", "SEK\u00a0500", "NOK\u00a0500", "DKK\u00a0500"]
    )
    assert fact.find("span").text_content().startswith("Inferred. The source does not say so.")
    assert [quote.text for quote in fact.findall("q")] == list(ruling.dated.quotes)
    assert {quote.get("lang") for quote in fact.findall("q")} == {"en"}
    assert fact.findtext("small") == ruling.dated.note
    assert [part.tag for part in foot] == ["a", "a"]


def test_the_further_facts_of_a_mark_are_told_after_the_first_each_as_sure_as_it_is() -> None:
    (popover,) = tree("{{ westcon.minimum_order_charge.fee:EUR westcon.prices.vat }}").xpath(
        "//partner-evidence"
    )
    told = [(part.findtext("b"), part.find("span").get("class")) for part in popover[:-1]]
    assert told == [
        ("Minimum order charge", "mark-stated"),
        ("Whether the printed amounts include VAT", "mark-unknown"),
    ]


def test_its_words_lead_to_it_and_it_leads_back() -> None:
    root = tree("{{ westcon.dispatch.cut_off }} {{ westcon.dispatch.cut_off }}")
    for opened in root.xpath("//partner-evidence"):
        assert opened.get("popover") == "auto"
        (fact,) = root.xpath(f"//a[@href='#{opened.get('id')}']")
        assert fact.getnext() is opened
        assert opened.xpath(f".//a[@href='#{fact.get('id')}']/text()") == ["Close"]
    assert len(set(root.xpath("//partner-evidence/@id"))) == 2  # one that is folded away opens nothing


def test_it_may_stand_in_a_sentence_and_holds_nothing_of_its_own_kind() -> None:
    """A search leaves out what stands up to the first end of an element of the same kind."""
    phrasing = {"a", "b", "cite", "data", "q", "small", "span", "strong", "time"}
    for guide in GUIDES:
        facts = " ".join(f"{{{{ {fact.id} }}}}" for fact in policy.load(guide).facts if fact.kind != "rule")
        for opened in tree(facts, f"en/guides/{guide}.md").xpath("//partner-evidence"):
            assert {part.tag for part in opened.iterdescendants()} <= phrasing
            assert opened.get("data-search-exclude") == "true"


def test_a_public_source_is_named_and_linked_where_the_evidence_leads() -> None:
    opened = tree("[now]{{ westcon.today.brand }}", "en/guides/westcon-avaya-ipo.md").xpath(
        "//partner-evidence"
    )[0]
    told = opened.xpath(".//small")[-1]
    assert told.text_content().endswith("(public page, not the guide)")
    anchor = opened.xpath("span[last()]/a[last()]/@href")[0].partition("#")[2]
    listed = second_page("en", "westcon-avaya-ipo").xpath(f"//li[@id='{anchor}']//cite/a")[0]
    assert listed.text == told.xpath("string(cite)")
    assert listed.get("href").startswith("http")


def test_a_contact_tells_how_to_write_and_to_call_and_links_no_site() -> None:
    (popover,) = tree("{{ westcon.contact.order_entry:role }}").xpath("//partner-evidence")
    assert popover.xpath(".//a/@href")[:2] == ["mailto:order@westcon.se", "tel:+46406508200"]
    (portal,) = tree("{{ westcon.contact.licence_portal:web }}").xpath("//partner-evidence")
    assert portal.xpath(".//a[contains(@href, 'license')]") == []


@pytest.mark.parametrize(
    ("path", "href"),
    [
        (GUIDE, "westcon-avaya-ipo/sources.md#figure-westcon-prices-vat"),
        ("en/guides/westcon-avaya-ipo/sources.md", "../../reference/policies.md#figure-westcon-prices-vat"),
        ("en/guides/cisco-webex.md", "../reference/policies.md#figure-westcon-prices-vat"),
        ("en/calculators/order-charge.md", "../reference/policies.md#figure-westcon-prices-vat"),
    ],
)
def test_it_leads_to_where_the_figure_stands(path: str, href: str) -> None:
    assert tree("{{ westcon.prices.vat }}", path).xpath("//partner-evidence//a[last()]/@href") == [href]


def test_it_leads_to_the_figures_of_its_own_page() -> None:
    html = render("{{ westcon.prices.vat }}\n\n/// policies | westcon-avaya-ipo\n///")
    assert 'href="#figure-westcon-prices-vat"' in html
    assert 'id="figure-westcon-prices-vat"' in html


# --- Beside the facts


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.folder)
def test_the_legend_names_every_mark(language: object) -> None:
    said = words(language.locale)  # type: ignore[attr-defined]
    element = legend(said)
    assert [part.get("class") for part in element.iter("span")][1:] == [
        "certainty mark-reconstructed",
        "certainty mark-inferred",
        "certainty mark-unknown",
    ]
    assert all(said.certainty(certainty) in "".join(element.itertext()) for certainty in Certainty)


@pytest.mark.parametrize("guide", GUIDES)
def test_whom_to_ask_takes_few_words(guide: str) -> None:
    contacts = [fact for fact in policy.load(guide).facts if isinstance(fact, ContactFact)]
    drawn = whom_to_ask(contacts, take(f"en/guides/{guide}.md", DAY))
    element = lxml_html.fragment_fromstring(str(markup(drawn)))
    for unseen in element.xpath(".//*[@class='unseen']"):
        unseen.drop_tree()
    assert 5 < len(seen(element).split()) <= 45  # words
    assert element.xpath(".//dt")


def test_whom_to_ask_leaves_out_what_is_only_a_place() -> None:
    contacts = [fact for fact in policy.load(GUIDES[0]).facts if isinstance(fact, ContactFact)]
    read = ET.tostring(whom_to_ask(contacts, take(GUIDE, DAY)), encoding="unicode")
    assert "order@westcon.se" in read
    assert "Elbegatan" not in read


# --- Ticks are kept with the wording of their step, its figures among it


def test_each_fact_of_a_token_counts_for_the_wording_of_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "1. {#send} Send\n\n    [In time]{{ westcon.dispatch.cut_off westcon.clock }}.\n"
    before = step_versions(text, DAY)
    assert set(before) == {"send"}
    found = policy.find

    def changed(rule_id: str, day: date) -> policy.Ruling:
        ruling = found(rule_id, day)
        if rule_id != "westcon.clock":
            return ruling
        dated = ruling.dated.model_copy(update={"certainty": Certainty.UNKNOWN})
        return ruling.model_copy(update={"dated": dated})

    monkeypatch.setattr(policy, "find", changed)
    assert step_versions(text, DAY) != before


# --- A guide's second page


@cache
def second_page(folder: str, guide: str) -> lxml_html.HtmlElement:
    path = f"{folder}/guides/{guide}/sources.md"
    return tree((DOCS / path).read_text(encoding="utf-8").partition("\n---\n")[2], path)


def tokens(text: str) -> set[str]:
    return {name for token in re.finditer(SYNTAX, text) for name in facts_of(token)}


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_fact_stands_on_the_second_page_with_its_quotes(folder: str, guide: str) -> None:
    page = second_page(folder, guide)
    for fact in policy.load(guide).facts:
        (figure,) = page.xpath(f"//ul[@class='figures']/li[@id='{figure_id(fact.id)}']")
        quotes = [" ".join(quote.text_content().split()) for quote in figure.xpath("blockquote/p")]
        assert quotes == [" ".join(quote.split()) for dated in fact.values for quote in dated.quotes]
        certainties = [mark.get("class") for mark in figure.xpath("p/span[contains(@class, 'certainty')]")]
        assert certainties == [f"certainty mark-{dated.certainty}" for dated in fact.values]


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_not_stated_is_told_so(folder: str, guide: str) -> None:
    """In the list of it, where it is read as a whole."""
    listed = tokens(read(folder, f"guides/{guide}/sources.md").sections["not-stated"])
    silent = {
        fact.id
        for fact in policy.load(guide).facts
        if policy.find(fact.id, DAY).dated.certainty is Certainty.UNKNOWN
    }
    assert silent - listed == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_guide_rests_on_is_told_on_its_own_second_page(guide: str) -> None:
    named = tokens((DOCS / f"en/guides/{guide}.md").read_text(encoding="utf-8"))
    assert len(named) > 20  # facts
    ids = set(second_page("en", guide).xpath("//li[@class='figure']/@data-fact"))
    assert named - ids == set()


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_second_page_has_its_parts_under_ids_that_stay(folder: str, guide: str) -> None:
    page = second_page(folder, guide)
    assert page.xpath("//h2/@id") == ["today", "not-stated", "whom-to-ask", "flow", "figures"]
    assert page.xpath(f"//div[@data-flow-diagram='{guide}']")
    assert page.xpath("//div[@class='panel about-source']//cite")
    assert page.xpath("//table[@class='contacts-table']//tbody/tr")


@pytest.mark.parametrize("guide", GUIDES)
def test_the_title_of_the_guides_own_source_stands_once_among_its_figures(guide: str) -> None:
    for source in policy.load(guide).sources:
        named = [
            cite
            for cite in second_page("en", guide).xpath("//div[@class='policies']//cite")
            if cite.text_content() == source.title
            and (source.remark is None or (cite.tail or "").startswith(f" ({source.remark})"))
        ]
        if source.origin == "guide":
            assert len(named) == 1
        else:
            assert all(cite.xpath("a/@href") == [source.locator] for cite in named)


class _Search(HTMLParser):
    """Reads as the search does: nothing in an element that is left out, up to its first end."""

    def __init__(self) -> None:
        super().__init__()
        self.left_out: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.left_out is None and "data-search-exclude" in dict(attrs):
            self.left_out = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.left_out:
            self.left_out = None

    def handle_data(self, data: str) -> None:
        if self.left_out is None:
            self.text += data


def test_the_search_finds_the_sentence_and_not_what_it_opens() -> None:
    search = _Search()
    search.feed(render("It pays {{ westcon.minimum_order_charge.fee:EUR westcon.prices.vat }}, once."))
    assert search.text == "It pays EUR\u00a030, once."


def test_the_search_finds_a_figure_once_on_the_second_page_of_its_guide() -> None:
    def found(path: str, block: str) -> bool:
        search = _Search()
        search.feed(render(f"[a]{{{{ westcon.clock }}}}\n\n{block}\n///", path))
        return policy.find("westcon.clock", DAY).fact.label in search.text

    assert found("en/guides/westcon-avaya-ipo/sources.md", "/// policies | westcon-avaya-ipo")
    assert not found("en/reference/policies.md", "/// policies | westcon-avaya-ipo")
    assert not found("en/calculators/dispatch.md", "/// figures")
