"""Owns what the page of a feed asks: a box for every work, ticked as the address says, and which entries that lifts."""

from caveat.model import Disclosure, KnownWork, Medium, Notice, Unit, Where, Wish, Work
from caveat.publish.disclosure import View
from caveat.publish.seen import read_wish
from caveat.publish.ticks import Tick, lifted_by, ticks
from tests.unit.publish.samples import DUNE, JESSICA, block, entry, notice, shown, site

LOST = Work(title="Lost", medium=Medium.TV, season_from=2, season_to=2, episode_from=5, episode_to=5, unit=Unit.EPISODE)


def view(*notices: Notice, wish: Wish | None = None, known: tuple[KnownWork, ...] = ()) -> View:
    given = entry(block("It opens."), block("He wins."), block("She leaves."), notices=notices)
    found = shown(given, Disclosure.FOLD, site(*known), seen=wish.seen if wish else ())
    assert found is not None
    return found


def asked(*works: Work, wish: Wish | None = None, known: tuple[KnownWork, ...] = ()) -> tuple[Tick, ...]:
    return ticks([view(notice(2, works=(work,)), wish=wish, known=known) for work in works], site(*known), wish)


def said(*values: str) -> Wish:
    return read_wish([("seen", value) for value in values])


def about(title: str, medium: Medium | None = None) -> Work:
    return Work(title=title, medium=medium)


def test_there_is_a_box_for_every_work_by_title_with_the_scopes_met():
    jessica = Work(title="Jessica Jones", medium=Medium.TV, season_from=2, season_to=2, unit=Unit.SEASON)
    boxes = asked(LOST, jessica, JESSICA, DUNE, JESSICA)
    assert [(str(box.seen), box.title, box.scopes, box.points) for box in boxes] == [
        ("dune-part-two.film", "Dune: Part Two", (), ()),
        ("jessica-jones.tv", "Jessica Jones", ("S2", "S1"), ("s2", "s1")),
        ("lost.tv", "Lost", ("S2E5",), ("s2e5",)),
    ]
    assert [box.has_parts for box in boxes] == [False, True, True]
    assert not any(box.is_ticked for box in boxes)


def test_a_work_whose_medium_is_known_only_here_and_there_has_one_box_for_all():
    assert [str(box.seen) for box in asked(about("Dune", Medium.BOOK), about("Dune"))] == ["dune"]


def test_several_media_of_one_name_have_a_box_each():
    boxes = asked(about("Dune", Medium.BOOK), about("Dune", Medium.FILM), about("Dune"))
    assert [(str(box.seen), box.title) for box in boxes] == [
        ("dune", "Dune"),
        ("dune.book", "Dune (book)"),
        ("dune.film", "Dune (film)"),
    ]


def test_what_the_address_says_is_ticked_though_no_entry_asks_about_it_any_more():
    boxes = asked(JESSICA, LOST, wish=said("jessica-jones.tv", "lost.tv:s2", "the-wire"))
    assert [(str(box.seen), box.title, box.is_ticked) for box in boxes] == [
        ("jessica-jones.tv", "Jessica Jones", True),
        ("lost.tv:s2", "Lost", True),
        ("the-wire", "the-wire", True),
    ]
    assert boxes[0].work == "jessica-jones.tv"
    assert boxes[1].work == "lost.tv"
    assert boxes[0].has_parts


def test_two_points_of_one_work_are_both_kept():
    boxes = asked(LOST, wish=said("lost.tv:s1", "lost.tv:e9"))
    assert [str(box.seen) for box in boxes if box.is_ticked] == ["lost.tv:e9", "lost.tv:s1"]
    assert len(boxes) == 2


def test_a_listed_work_goes_by_its_name_in_the_list():
    known = KnownWork(title="Dune: Part Two", slug="dune-2", medium=Medium.FILM)
    assert [str(box.seen) for box in asked(DUNE, known=(known,))] == ["dune-2.film"]


def test_an_entry_is_lifted_by_all_works_of_all_its_notices():
    both = view(notice(2, works=(JESSICA, LOST)), notice(3, text="Spoilers for Dune.", works=(about("Dune"),)))
    assert lifted_by(both) == ("jessica-jones.tv", "lost.tv", "dune")


def test_an_entry_with_a_warning_that_names_no_work_is_lifted_by_none():
    assert lifted_by(view(notice(2), notice(3, text="More spoilers.", works=()))) == ()
    assert lifted_by(view(notice(2, works=(DUNE, about("???"))))) == ()


def test_an_entry_whose_notice_may_not_tell_its_works_is_lifted_by_none():
    inner = notice(3, text="He wins.", works=(DUNE, LOST), where=Where.BODY)
    assert lifted_by(view(notice(2, 3, works=(DUNE,)), inner)) == ()


def test_an_entry_without_a_warning_asks_nothing():
    assert lifted_by(view()) == ()
    assert ticks([view()], site(), None) == ()
