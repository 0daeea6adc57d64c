"""The script of a feed's page, in a real browser: its addresses are those that feeds have for themselves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from caveat.model import Disclosure, Medium, Unit, Variant, Wish, Work
from caveat.publish.channel import query_of
from caveat.publish.disclosure import View
from caveat.publish.seen import MOST, read_wish
from caveat.publish.site import feed_page
from tests.acceptance.browsing import Visit, chromium, visit
from tests.unit.publish.samples import block, entry, feed, notice, shown, site

ODD = ("Amélie", "24", "進撃の巨人", "\ufa0e", "𠮷野家", "Œuvre", "M*A*S*H", "What's Up, Doc?", "100% Wolf", "الاختيار")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def look(browser) -> Iterator[Visit]:
    with visit(browser) as found:
        yield found


def about(*titles: str, scope: Unit = Unit.ENTIRE, number: int = 1) -> View:
    """An entry that spoils these works."""
    season = number if scope is Unit.SEASON else None
    works = tuple(
        Work(title=title, medium=Medium.TV, season_from=season, season_to=season, unit=scope) for title in titles
    )
    given = entry(
        block("It opens."), block(f"The end of {titles[0]}."), notices=(notice(2, works=works),), number=number
    )
    found = shown(given, Disclosure.FOLD)
    assert found is not None
    return found


def show(look: Visit, *views: View, wish: Wish | None = None) -> None:
    look.page.set_content(feed_page(feed(variants=(Variant.SAFE,)), views, site(), wish).decode())


def test_addresses_are_written_as_those_that_feeds_have_for_themselves(look):
    show(look, *(about(title, number=number) for number, title in enumerate(ODD, start=1)))
    values = [box.get_attribute("value") or "" for box in look.page.get_by_role("checkbox").all()]
    for box in reversed(look.page.get_by_role("checkbox").all()):
        box.check()
    look.page.get_by_label("What spoils is").select_option("drop")
    wish = read_wish([("disclosure", "drop"), *(("seen", value) for value in values)])
    assert len(wish.seen) == len(ODD)
    assert look.address() == f"https://feeds.example/feeds/tv.rss?{query_of(wish)}"
    links = look.page.locator("section.editions a").all()
    assert [link.inner_text() for link in links] == [link.get_attribute("href") for link in links]
    assert links[3].inner_text() == f"https://feeds.example/feeds/tv.safe.rss?{query_of(Wish(seen=wish.seen))}"


def test_an_address_names_no_more_works_than_are_answered(look):
    show(look, *(about(f"Work {number}", number=number) for number in range(1, MOST + 4)))
    boxes = look.page.get_by_role("checkbox").all()
    for box in boxes[:MOST]:
        box.check()
    assert [box.is_disabled() for box in boxes] == [False] * MOST + [True] * 3
    boxes[0].uncheck()
    assert not any(box.is_disabled() for box in boxes)


def test_points_are_read_as_the_server_reads_them(look):
    show(look, about("Lost", scope=Unit.SEASON))
    look.page.get_by_role("checkbox").check()
    for typed in ("s2", "S02E005", "c1044", "E12", "p007"):
        look.page.get_by_label("up to").fill(typed)
        assert look.address().partition("?")[2] == query_of(read_wish([("seen", f"lost.tv:{typed}")]))
        assert look.opened() == []
    look.page.get_by_label("up to").fill("")
    assert look.address().endswith("?seen=lost.tv")
    assert look.page.locator("details").get_attribute("open") is not None


def test_a_box_without_medium_stands_for_the_work_in_every_medium(look):
    known = about("Dune")
    bare = entry(block("It opens."), block("He wins."), notices=(notice(2, works=(Work(title="Dune"),)),), number=2)
    other = shown(bare, Disclosure.FOLD)
    assert other is not None
    show(look, known, other)
    look.page.get_by_role("checkbox").check()
    assert look.address().endswith("?seen=dune")
    assert look.page.locator("details[open]").count() == 2


def test_a_fold_that_somebody_opened_stays_as_they_left_it(look):
    show(look, about("Lost"), about("Dark", number=2))
    look.page.locator("summary").first.click()
    look.page.get_by_role("checkbox", name="Dark").check()
    look.page.get_by_role("checkbox", name="Dark").uncheck()
    assert [fold.get_attribute("open") is None for fold in look.page.locator("details").all()] == [False, True]


def test_without_a_clipboard_the_address_is_selected(look):
    show(look, about("Lost"))
    look.page.evaluate("document.execCommand = () => false")
    look.page.get_by_role("button", name="Copy address").click()
    look.page.get_by_text("The address is selected").wait_for()
    assert look.page.evaluate("getSelection().toString()") == look.address()


def test_an_article_that_only_the_server_can_judge_stays_closed_and_waits_for_show(look):
    nameless = notice(1, text="And more spoilers.", works=())
    given = entry(block("It opens."), block("He wins."), notices=(notice(2, works=(Work(title="Dune"),)), nameless))
    view = shown(given, Disclosure.FOLD)
    assert view is not None
    show(look, view)
    look.page.get_by_role("checkbox", name="Dune").check()
    assert look.page.locator("details[open]").count() == 0
    assert "“Show” shows" in look.said()
