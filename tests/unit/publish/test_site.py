"""Owns the pages for people: what they show at first sight, what they ask of the network, where they link."""

import base64
import hashlib
import re

import pytest
from lxml import html

from caveat.model import Disclosure, Entry, Variant
from caveat.publish import article_draft, index_draft
from tests.unit.publish.samples import LINK, block, entry, feed, figure, notice, site

SECRET = block("He wins the throne.")
SPOILING = entry(SECRET, figure("the throne"), notices=(notice(1),), description="He wins.")
FILE = entry(block("A note."), number=2, url=None)


def page(shown: Entry) -> html.HtmlElement:
    return html.document_fromstring(article_draft(shown, site()).render().body)


def index(*entries: Entry, disclosure: Disclosure = Disclosure.FOLD) -> html.HtmlElement:
    draft = index_draft([feed(disclosure, variants=tuple(Variant))], {"tv": entries}, site())
    return html.document_fromstring(draft.render().body)


PAGES = pytest.mark.parametrize(
    "tree", [page(SPOILING), page(FILE), index(SPOILING, FILE)], ids=["own", "file", "index"]
)


@PAGES
def test_a_page_runs_nothing_and_asks_for_nothing_but_pictures(tree: html.HtmlElement):
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    style = tree.xpath("string(//style)")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not tree.xpath(
        "//script | //@style | //link[@rel='stylesheet'] | //iframe | //*[starts-with(name(@*), 'on')]"
    )
    assert "url(" not in style
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


@PAGES
def test_links_between_pages_are_relative(tree: html.HtmlElement):
    inner = [href for href in tree.xpath("//@href") if href != LINK]
    assert inner
    assert not [href for href in inner if re.match(r"(?:https?:|/)", href)]


def test_a_reading_page_shows_the_article():
    tree = page(entry(block("It opens."), title="AT&T <b>", authors=("Ana Berg", "Tom Okafor")))
    assert tree.xpath("string(//h1)") == "AT&T <b>"
    text = " ".join(tree.text_content().split())
    assert "By Ana Berg, Tom Okafor 9 March 2026 Updated 10 March 2026 The Example" in text
    assert "It opens." in text
    assert tree.xpath("//link[@rel='canonical']/@href") == [LINK]
    assert tree.xpath("//nav/a/@href") == ["../index.html"]


def test_a_reading_page_hides_what_is_covered_behind_its_warning():
    tree = page(SPOILING)
    (details,) = tree.xpath("//details")
    assert "open" not in details.attrib
    assert details.xpath("string(summary)").startswith("Spoiler warning: This article discusses the ending")
    assert "throne" in details.text_content()
    assert details.xpath(".//img")
    details.drop_tree()
    assert "throne" not in html.tostring(tree, encoding="unicode")


def test_a_warning_stands_above_what_is_open():
    tree = page(entry(block("It opens."), SECRET, notices=(notice(2),)))
    assert tree.xpath("string(//header/p[@class='warning'])").startswith("Spoiler warning: ")


def test_an_article_without_an_address_of_its_own_links_to_no_source():
    tree = page(FILE)
    assert not tree.xpath("//link[@rel='canonical']")
    assert tree.xpath("//@href") == ["../index.html"]


def test_a_lead_image_is_shown_once():
    image = "https://news.example/i.jpg"
    assert page(entry(block("It opens."), image=image)).xpath("//img/@src") == [image]
    assert page(entry(block("It opens."), figure("", image), image=image)).xpath("//img/@src") == [image]


def test_a_lead_image_says_what_it_shows():
    lead = "https://news.example/i.jpg"
    shown = entry(block("It opens."), image=lead, image_width=9, image_height=6, image_alt="A lamp")
    found = page(shown).xpath("//img")[0]
    assert found.items() == [("src", lead), ("alt", "A lamp"), ("width", "9"), ("height", "6")]


def test_the_index_offers_every_document():
    tree = index()
    offered = [(link.get("type"), link.get("href")) for link in tree.xpath("//link[@rel='alternate']")]
    assert ("application/rss+xml", "tv.rss") in offered
    assert ("application/atom+xml", "tv.safe.atom") in offered
    assert ("application/feed+json", "tv.spoiler-free.json") in offered
    assert {href for _, href in offered} == set(tree.xpath("//p[@class='files']/a/@href"))
    assert "Nothing here yet." in tree.text_content()


def test_the_index_warns_and_shows_nothing_covered():
    tree = index(SPOILING, FILE)
    assert len(tree.xpath("//ol/li")) == 2
    assert tree.xpath("//ol//a/@href")[0] == f"articles/{SPOILING.slug}.html"
    assert tree.xpath("string(//ol/li[1]/p[@class='warning'])").startswith("Spoiler warning: ")
    assert "throne" not in html.tostring(tree, encoding="unicode")
    assert "He wins" not in html.tostring(tree, encoding="unicode")


def test_a_feed_that_drops_what_spoils_lists_the_rest():
    assert len(index(SPOILING, FILE, disclosure=Disclosure.DROP).xpath("//ol/li")) == 1
