"""Lists are found by themselves: measured over pages of many styles, some of which were never tuned on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.errors import SourceError
from caveat.model import Every, Page, Source, SourceKind
from caveat.sources import read_listing
from tests.unit.sources.fronts import SITE, STORIES
from tests.unit.sources.fronts_barren import BARREN
from tests.unit.sources.fronts_known import KNOWN
from tests.unit.sources.fronts_unseen import UNSEEN

FLOOR = 0.97
UNSEEN_FLOOR = 0.95
TITLES = {story.title for story in STORIES}
DAYS = {story.title: story.day for story in STORIES}


def read(html, url=f"{SITE}/", rules=None):
    source = Source(
        id="s", kind=SourceKind.LISTING, url=url, schedule=Every(interval=timedelta(hours=1)), listing=rules
    )
    return read_listing(Page(url=url, body=html.encode(), fetched_at=datetime(2026, 3, 14, tzinfo=UTC)), source=source)


def measure(fronts):
    """(precision, recall) over the links of all the pages."""
    right = found = wanted = 0
    for front in fronts:
        links = {link.url.removeprefix(SITE) for link in read(front.html, front.url).links}
        right += len(links & set(front.truth))
        found += len(links)
        wanted += len(front.truth)
    return right / found, right / wanted


def named(fronts):
    return pytest.mark.parametrize("front", [pytest.param(make(), id=make.__name__) for make in fronts])


@pytest.mark.parametrize(("fronts", "floor"), [(KNOWN, FLOOR), (UNSEEN, UNSEEN_FLOOR)], ids=["known", "unseen"])
def test_lists_are_found(fronts, floor):
    precision, recall = measure(make() for make in fronts)
    assert precision >= floor
    assert recall >= floor


@named(BARREN)
def test_a_page_without_a_list_is_an_error_that_says_what_to_do(front):
    with pytest.raises(SourceError, match=r"no list of articles was found .*\[source\.select\]") as caught:
        read(front.html, front.url)
    assert caught.value.url == front.url


@named((*KNOWN, *UNSEEN))
def test_links_come_in_the_order_of_the_page_with_title_and_date(front):
    found = read(front.html, front.url)
    links = [link for link in found.links if link.url.removeprefix(SITE) in front.truth]
    assert [link.url.removeprefix(SITE) for link in links] == [
        path for path in front.truth if path in {link.url.removeprefix(SITE) for link in links}
    ]
    assert all(link.title for link in links)
    assert all(link.key and link.digest for link in links)
    assert sum(link.published is not None for link in links) >= front.dated
    assert all(
        link.published is None or link.published.date() == DAYS.get(link.title, link.published.date()) for link in links
    )


@named(front for front in (*KNOWN, *UNSEEN) if front.__name__ not in ("japanese", "russian"))
def test_titles_are_the_headlines_alone(front):
    assert {link.title for link in read(front.html, front.url).links} <= TITLES


@named((*KNOWN, *UNSEEN))
def test_the_selectors_that_were_chosen_find_the_same_links(front):
    found = read(front.html, front.url)
    assert found.found is not None
    again = read(front.html, front.url, rules=found.found)
    assert again.links == found.links
    assert again.more == found.more
    assert again.found is None


@named((*KNOWN, *UNSEEN))
def test_the_selectors_do_not_change_with_the_news(front):
    """Tomorrow's page, on which everything is one day older, is read as today's."""
    html = front.html
    for story in STORIES:
        html = html.replace(story.slug, f"another-{story.slug}").replace(f">{story.title}<", f">Again: {story.title}<")
    assert read(html, front.url).found == read(front.html, front.url).found


_TAGS = st.sampled_from(
    ["div", "ul", "li", "section", "article", "p", "h2", "h3", "span", "table", "tr", "td", "dl", "dt", "a"]
)
_CLASSES = st.sampled_from(
    ["", "card", "post", "list", "title", "menu", "css-1a2b3", "md:w-1/2", "date", "2col", "a.b"]
)
_HREFS = st.sampled_from(
    ["", "/", "#x", "/tv/the-lamp-goes-out", "/2026/03/12/what-the-keeper-knew", "/tag/x", "//e.example/"]
)
_WORDS = st.sampled_from(
    ["", "More", "The lamp goes out in the last hour", "What the keeper knew", "12 March 2026", "ランプの秘密"]
)
_TREES = st.recursive(
    _WORDS,
    lambda inner: st.builds(
        lambda tag, name, href, number, children, times: "".join(
            f"<{tag} class='{name}' href='{href}{at if number else ''}'>{''.join(children)}</{tag}>"
            for at in range(times)
        ),
        _TAGS, _CLASSES, _HREFS, st.booleans(), st.lists(inner, max_size=4), st.integers(1, 5),
    ),
    max_leaves=12,
)  # fmt: skip


@given(_TREES)
def test_whatever_is_found_is_found_again_by_its_selectors(html):
    try:
        found = read(html)
    except SourceError:
        return
    assert found.links
    assert found.found is not None
    assert read(html, rules=found.found) == replace(found, found=None)
