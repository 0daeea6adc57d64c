"""Owns the pages for people: what they show at first sight, what they ask of the network, where they link."""

import base64
import hashlib
import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from lxml import html

from caveat.model import Disclosure, Entry, Feed, Variant, Wish
from caveat.publish.channel import query_of
from caveat.publish.seen import read_wish
from caveat.publish.site import POLICY, article_page, feed_page, index_page
from tests.unit.publish.samples import LINK, block, entry, feed, figure, notice, shown, site

SECRET = block("He wins the throne.")
SPOILING = entry(SECRET, figure("the throne"), notices=(notice(1),), description="He wins.")
FILE = entry(block("A note."), number=2, url=None)
TWINS = feed(variants=tuple(Variant))


def page(given: Entry) -> html.HtmlElement:
    view = shown(given, Disclosure.FOLD)
    assert view is not None
    return html.document_fromstring(article_page(view))


def listed(*entries: Entry, of: Feed = TWINS, wish: Wish | None = None) -> html.HtmlElement:
    seen = wish.seen if wish else ()
    views = [shown(found, (wish and wish.disclosure) or of.disclosure, seen=seen) for found in entries]
    return html.document_fromstring(feed_page(of, [view for view in views if view], site(), wish))


def index(*feeds: Feed) -> html.HtmlElement:
    return html.document_fromstring(index_page(feeds, site()))


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


PAGES = pytest.mark.parametrize(
    "tree",
    [page(SPOILING), page(FILE), index(TWINS), listed(SPOILING, FILE), listed()],
    ids=["own", "file", "index", "feed", "empty"],
)


@PAGES
def test_a_page_allows_its_own_style_and_script_and_nothing_else(tree: html.HtmlElement):
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy + POLICY
    none = ["'none'"]
    for name, elements in (("style-src", tree.xpath("//style")), ("script-src", tree.xpath("//script"))):
        allowed = [digest(element.text) for element in elements]
        assert f"{name} {' '.join(allowed or none)};" in policy
        assert all(f"{name} {each};" in POLICY for each in allowed)
    assert not tree.xpath(
        "//@style | //link[@rel='stylesheet'] | //iframe | //script/@src | //@*[starts-with(name(), 'on')]"
    )
    assert "url(" not in tree.xpath("string(//style)")
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


@PAGES
def test_links_between_pages_are_relative(tree: html.HtmlElement):
    inner = [href for href in tree.xpath("//a/@href") if href != LINK and not href.startswith("https://feeds.example/")]
    assert not [href for href in inner if re.match(r"(?:https?:|/)", href)]


def test_a_reading_page_shows_the_article():
    tree = page(entry(block("It opens."), title="AT&T <b>", authors=("Ana Berg", "Tom Okafor")))
    assert tree.xpath("string(//h1)") == "AT&T <b>"
    text = " ".join(tree.text_content().split())
    assert "By Ana Berg, Tom Okafor 9 March 2026 Updated 10 March 2026 The Example" in text
    assert "It opens." in text
    assert tree.xpath("//link[@rel='canonical']/@href") == [LINK]
    assert tree.xpath("//nav/a/@href") == ["../index.html"]


def test_the_reading_page_of_a_private_feed_finds_back():
    view = shown(FILE, Disclosure.FOLD, replace(site(), token="abc"))
    assert view is not None
    assert html.document_fromstring(article_page(view)).xpath("//@href[contains(., 'index')]") == ["../../index.html"]


def test_a_reading_page_hides_what_is_covered_behind_its_warning():
    tree = page(SPOILING)
    (details,) = tree.xpath("//details")
    assert "open" not in details.attrib
    assert details.xpath("string(summary)").startswith("Spoiler warning: This article discusses the ending")
    assert "throne" in details.text_content()
    assert details.xpath(".//img/@loading") == ["lazy"]
    details.drop_tree()
    assert "throne" not in html.tostring(tree, encoding="unicode")


def test_what_makes_pictures_lazy_leaves_attributes_closed():
    hostile = replace(SECRET, html='<p><a href="https://news.example/" title="<img src=x>">He</a></p>')
    (link,) = page(entry(hostile)).xpath("//p/a[text()='He']")
    assert link.keys() == ["href", "title"]


def test_a_warning_stands_above_what_is_open():
    tree = page(entry(block("It opens."), SECRET, notices=(notice(2),)))
    assert tree.xpath("string(//header/p[@class='warning'])").startswith("Spoiler warning: ")


def test_an_article_without_an_address_of_its_own_links_to_no_source():
    tree = page(FILE)
    assert not tree.xpath("//link[@rel='canonical']")
    assert tree.xpath("//a/@href") == ["../index.html"]


def test_a_lead_image_is_shown_once():
    image = "https://news.example/i.jpg"
    assert page(entry(block("It opens."), image=image)).xpath("//img/@src") == [image]
    assert page(entry(block("It opens."), figure("", image), image=image)).xpath("//img/@src") == [image]


def test_a_lead_image_says_what_it_shows():
    lead = "https://news.example/i.jpg"
    shows = entry(block("It opens."), image=lead, image_width=9, image_height=6, image_alt="A lamp")
    found = dict(page(shows).xpath("//img")[0].items())
    assert found == {"src": lead, "alt": "A lamp", "width": "9", "height": "6"}


def test_the_index_leads_to_the_page_of_every_feed_and_to_all_of_them_at_once():
    tree = index(TWINS, replace(feed(), id="films", title="  ", description="Only\nfilms."))
    assert tree.xpath("//a/@href") == ["tv.html", "films.html", "feeds.opml"]
    assert tree.xpath("//h2/a/text()") == ["TV news, with fair warning", "films"]
    text = " ".join(tree.text_content().split())
    assert "Our television desk. RSS, Atom or JSON Feed; also safe, with what spoils left out; or spoiler-free" in text
    assert "Only films. RSS, Atom or JSON Feed." in text


def test_an_index_without_feeds_says_so():
    tree = index()
    assert "No feeds are set up yet." in tree.text_content()
    assert not tree.xpath("//a")


@pytest.mark.parametrize("tree", [index(TWINS), listed()], ids=["index", "feed"])
def test_a_feed_reader_finds_every_document(tree: html.HtmlElement):
    offered = [(link.get("type"), link.get("href")) for link in tree.xpath("//link[@rel='alternate']")]
    assert offered[0] == ("application/rss+xml", "https://feeds.example/feeds/tv.rss")
    assert ("application/atom+xml", "https://feeds.example/feeds/tv.safe.atom") in offered
    assert ("application/feed+json", "https://feeds.example/feeds/tv.spoiler-free.json") in offered
    assert len(offered) == len(set(offered)) == 9


def test_the_page_of_a_feed_names_every_address_with_what_it_is_good_for():
    tree = listed()
    assert tree.xpath("//section[@class='editions']//h3/text()") == ["The feed", "Safe", "Spoiler-free"]
    links = tree.xpath("//section[@class='editions']//a")
    assert [link.get("href") for link in links] == tree.xpath("//link[@rel='alternate']/@href")
    assert all(link.text == link.get("href") for link in links)
    assert "Take it if your reader opens every fold" in tree.text_content()


def test_the_page_of_a_feed_lists_its_articles_with_their_warnings_and_folds_what_is_covered():
    tree = listed(SPOILING, FILE)
    first, second = tree.xpath("//ol/li")
    assert first.xpath(".//a/@href") == [f"articles/{SPOILING.slug}.html", LINK]
    assert "9 March 2026 Ana Berg The Example" in " ".join(first.text_content().split())
    assert " ".join(second.text_content().split()) == "What the desert keeps 9 March 2026 Ana Berg A note."
    assert not tree.xpath("//img")
    (fold,) = first.xpath(".//details")
    assert "open" not in fold.attrib
    assert fold.xpath("string(summary)").startswith("Spoiler warning: This article discusses")
    assert fold.xpath("string(p)") == "He wins."
    fold.drop_tree()
    assert "He wins" not in html.tostring(tree, encoding="unicode")


@pytest.mark.parametrize("disclosure", Disclosure)
def test_the_page_of_a_feed_shows_nothing_covered_at_first_sight_however_the_feed_discloses(disclosure: Disclosure):
    tree = listed(SPOILING, of=feed(disclosure))
    folds = tree.xpath("//details")
    assert len(folds) == (disclosure in (Disclosure.WARN, Disclosure.FOLD))
    for fold in folds:
        fold.drop_tree()
    source = html.tostring(tree, encoding="unicode")
    assert "He wins" not in source
    assert "throne" not in source


def test_the_page_of_a_feed_without_articles_says_so():
    tree = listed()
    assert "Nothing here yet." in tree.text_content()
    assert not tree.xpath("//input")


def test_a_subscriber_is_asked_what_they_have_seen():
    tree = listed(SPOILING, FILE)
    (box,) = tree.xpath("//input[@type='checkbox']")
    assert (box.get("name"), box.get("value"), "checked" in box.attrib) == ("seen", "dune-part-two.film", False)
    (form,) = tree.xpath("//form[@data-folder]")
    assert (form.get("method"), form.get("action")) == ("get", "tv.html")
    assert tree.xpath("//details/@data-asks") == ["dune-part-two.film"]
    assert tree.xpath("string(//output)") == "https://feeds.example/feeds/tv.rss"


def test_the_page_keeps_what_the_address_says_and_says_it_in_every_address():
    wish = read_wish([("seen", "進撃の巨人"), ("seen", "dune-part-two.film"), ("disclosure", "warn")])
    tree = listed(SPOILING, wish=wish)
    assert tree.xpath("//input[@checked]/@value") == ["dune-part-two.film", "進撃の巨人"]
    assert not tree.xpath("//details | //p[@class='warning']")
    query = "seen=dune-part-two.film&seen=" + quote("進撃の巨人")
    assert tree.xpath("string(//output)") == f"https://feeds.example/feeds/tv.rss?disclosure=warn&{query}"
    assert query_of(wish) == f"disclosure=warn&{query}"
    assert f"https://feeds.example/feeds/tv.safe.atom?{query}" in tree.xpath("//section[@class='editions']//a/@href")
    assert all(href.endswith(f"?{query}") for href in tree.xpath("//link[@rel='alternate']/@href"))
    assert tree.xpath("//option[@selected]/@value") == ["warn"]


def test_a_document_of_its_own_is_not_asked_for():
    tree = listed(wish=Wish(disclosure=Disclosure.REDACT))
    assert tree.xpath("string(//output)") == "https://feeds.example/feeds/tv.safe.rss"
    asked = tree.xpath("//select[@id='disclosure']/option[@data-asked]/@value")
    assert asked == ["warn"]
    assert (
        listed(of=feed(), wish=Wish(disclosure=Disclosure.DROP)).xpath("string(//output)").endswith("?disclosure=drop")
    )


def test_a_fixed_feed_offers_its_documents_and_nothing_else():
    tree = listed(of=replace(TWINS, fixed=True))
    assert tree.xpath("//select[@id='disclosure']/option/@value") == ["fold", "redact", "drop"]
    assert not tree.xpath("//*[@name='disclosure']")
    assert not listed(of=replace(feed(), fixed=True)).xpath("//select[@id='disclosure']")
