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
from tests.unit.sources.fronts_further import FURTHER
from tests.unit.sources.fronts_known import KNOWN
from tests.unit.sources.fronts_unseen import UNSEEN

FLOOR = 0.97
UNSEEN_FLOOR = 0.95
TUNED = (*KNOWN, *FURTHER)
ALL = (*TUNED, *UNSEEN)
FOREIGN = ("japanese", "russian", "korean", "arabic")
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


@pytest.mark.parametrize(("fronts", "floor"), [(TUNED, FLOOR), (UNSEEN, UNSEEN_FLOOR)], ids=["tuned", "unseen"])
def test_lists_are_found(fronts, floor):
    precision, recall = measure(make() for make in fronts)
    assert precision >= floor
    assert recall >= floor


@named(BARREN)
def test_a_page_without_a_list_is_an_error_that_says_what_to_do(front):
    with pytest.raises(SourceError, match=r"no list of articles was found .*\[source\.select\]") as caught:
        read(front.html, front.url)
    assert caught.value.url == front.url


@named(ALL)
def test_links_come_in_the_order_of_the_page_with_title_and_date(front):
    found = read(front.html, front.url)
    links = [link for link in found.links if link.url.removeprefix(SITE) in front.truth]
    paths = [link.url.removeprefix(SITE) for link in links]
    assert paths == [path for path in front.truth if path in paths]
    assert all(link.title for link in links)
    assert all(link.key and link.digest for link in links)
    assert sum(link.published is not None for link in links) >= front.dated
    assert all(
        link.published is None or link.published.date() == DAYS.get(link.title, link.published.date()) for link in links
    )


@named(front for front in ALL if front.__name__ not in FOREIGN)
def test_titles_are_the_headlines_alone(front):
    assert {link.title for link in read(front.html, front.url).links} <= TITLES


@named(ALL)
def test_the_selectors_that_were_chosen_find_the_same_links(front):
    found = read(front.html, front.url)
    assert found.found is not None
    again = read(front.html, front.url, rules=found.found)
    assert again.links == found.links
    assert again.more == found.more
    assert again.found is None


@named(ALL)
def test_the_selectors_do_not_change_with_the_news(front):
    html = front.html
    for story in STORIES:
        html = html.replace(story.slug, f"another-{story.slug}").replace(f">{story.title}<", f">Again: {story.title}<")
    assert read(html, front.url).found == read(front.html, front.url).found


_CLASSES = st.sampled_from(
    ["", "card", "post", "title", "css-1a2b3", "md:w-1/2", "date", "2col", "a.b", "first", "menu"]
)
_PARTS = st.sampled_from(
    [
        "<h3><a href='{url}'>{title}</a></h3>",
        "<a class='x1 y' href='{url}'>{title}</a>",
        "<a href='{url}'><img src='x.jpg' alt='A picture'></a>",
        "<a href='{url}'><b>{title}</b><i>12 March 2026</i><p>Some more words.</p></a>",
        "<h4>{title}</h4><a href='{url}'>Read on</a>",
        "<td><a href='{url}'>{title}</a></td><td>2026-03-12</td>",
        "<time datetime='2026-03-12'>Thursday</time>",
        "<span class='date'>12 March 2026</span>",
        "<a href='/tag/lamp'>lamp</a>",
        "<a href='https://elsewhere.example/a-foreign-story'>A foreign story of a lamp</a>",
        "<p>Words and <a href='/an-older-story-of-lamps'>an older story</a>.</p>",
        "",
    ]
)
_ITEMS = st.tuples(
    st.sampled_from(["li", "div", "article", "tr", "p", "dt", "section", "span"]),
    _CLASSES,
    st.lists(_PARTS, max_size=4),
)
_LISTS = st.tuples(
    st.sampled_from(["ul", "div", "main", "table", "section", "dl", "div><div"]), _CLASSES, _ITEMS, st.integers(1, 8)
)


def _page(lists):
    """A page of lists, each of as many items of its kind as it says."""
    html = "<div class='menu'><a href='/'>Home</a> <a href='/tv/'>Television</a></div>"
    for at, (outer, name, (tag, kind, parts), count) in enumerate(lists):
        items = (
            f"<{tag} class='{kind}'>{''.join(parts)}</{tag}>".replace(
                "{url}", f"/tv/{at}{number}-a-story-of-lamps"
            ).replace("{title}", f"The story of lamp {at}{number}")
            for number in range(count)
        )
        html += f"<{outer} class='{name}'>{''.join(items)}</{outer.partition('>')[0]}>"
    return html


@given(st.lists(_LISTS, min_size=1, max_size=4).map(_page))
def test_whatever_is_found_is_found_again_by_its_selectors(html):
    try:
        found = read(html)
    except SourceError:
        return
    assert found.links
    assert found.found is not None
    assert read(html, rules=found.found) == replace(found, found=None)


@pytest.mark.parametrize(
    "before",
    [
        "<a href='/film/'>Film</a> ",
        "<a href='https://elsewhere.example/a-foreign-story'>Seen elsewhere</a> ",
        "<a href='/tag/lamp'>Lamps and their owners</a> ",
        "<a href='/tag/lamp-{number}'>Lamps and their owners, {number}</a> ",
        "<a href='{url}'><img src='x.jpg' alt='A picture'></a> ",
        "<a href='{url}#comments'>12</a> ",
        "<p>After <a href='/an-older-story-of-lamps'>an older story</a>: </p>",
    ],
)
def test_the_link_of_an_item_is_not_just_its_first(before):
    items = "".join(
        f"<div>{before}<a href='{{url}}'>The story of lamp {number}, and who put it out</a></div>".replace(
            "{url}", f"/tv/{number}-lamps-go-out"
        )
        for number in range(5)
    )
    links = read(f"<div class='list'>{items}</div>").links
    assert [link.key for link in links] == [f"{SITE}/tv/{number}-lamps-go-out" for number in range(5)]
    assert [link.title for link in links if link.title.isdigit()] in ([], ["12"] * 5)


def test_what_the_page_declares_as_its_list_decides_between_two():
    stories = "".join(
        f"<li><a href='/a/lamp-goes-out-{number}'>The story of lamp {number}, and who put it out</a></li>"
        for number in range(6)
    )
    others = "".join(
        f"<li><a href='/b/lamp-on-offer-{number}'>The offer of lamp {number}, and who pays for it</a></li>"
        for number in range(6)
    )
    listed = ", ".join(f'{{"@type": "ListItem", "url": "/a/lamp-goes-out-{number}"}}' for number in range(6))
    data = f'<script type="application/ld+json">{{"@type": "ItemList", "itemListElement": [{listed}]}}</script>'
    html = f"<div><ul>{others}</ul></div><div><ol>{stories}</ol></div>"
    assert len(read(html).links) == 12
    assert [link.url for link in read(html + data).links] == [f"{SITE}/a/lamp-goes-out-{number}" for number in range(6)]


def test_a_menu_that_the_page_declares_is_no_list():
    names = ("tv", "film", "books", "stage")
    menu = "".join(f"<li><a href='/{name}/'>All there is to know of {name}</a></li>" for name in names)
    listed = ", ".join(f'{{"@type": "ListItem", "item": {{"@id": "/{name}/"}}}}' for name in names)
    data = '<script type="application/ld+json">{{"@type": "{}", "itemListElement": [{}]}}</script>'
    with pytest.raises(SourceError):
        read(f"<ul>{menu}</ul>{data.format('BreadcrumbList', listed)}")
    assert len(read(f"<ul>{menu}</ul>{data.format('ItemList', listed)}").links) == len(names)


def test_links_to_other_sites_are_no_list():
    items = "".join(
        f"<article><h2><a href='https://e{n}.example/a-long-story'>A long story: {n}</a></h2></article>"
        for n in range(9)
    )
    with pytest.raises(SourceError):
        read(f"<main>{items}</main>")


def test_links_that_are_items_stand_beside_items_that_hold_links():
    bare = "".join(
        f"<a href='/a/lamps-go-out-{n}'><b class='title'>Lamps go out, and who did it: {n}</b><i>TV</i></a>"
        for n in range(4)
    )
    cards = "".join(
        f"<div class='card'><h3><a href='/b/lamps-go-on-{n}'>Lamps go on, and why so: {n}</a></h3></div>"
        for n in range(4)
    )
    html = f"<div class='bare'>{bare}</div><div class='cards'>{cards}</div>"
    links = read(html).links
    assert [link.url for link in links] == [
        *(f"{SITE}/a/lamps-go-out-{n}" for n in range(4)),
        *(f"{SITE}/b/lamps-go-on-{n}" for n in range(4)),
    ]
    assert links[0].title == "Lamps go out, and who did it: 0"
