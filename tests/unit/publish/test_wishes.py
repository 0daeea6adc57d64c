"""What an address asks: names of works, points and disclosures, as they are read and written."""

import unicodedata
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.errors import WishError
from caveat.model import Disclosure, Seen, Wish
from caveat.publish.seen import LONGEST, MOST, read_wish, slug
from tests.unit.publish.test_seen import said


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Game of Thrones", "game-of-thrones"),
        ("進撃の巨人", "進撃の巨人"),
        ("Dune: Part Two", "dune-part-two"),
        ("Grey's Anatomy", "greys-anatomy"),
        ("Grey’s  Anatomy", "greys-anatomy"),
        ("Ｌｏｓｔ　２", "lost-2"),
        ("POKÉMON", "pokémon"),
        (unicodedata.normalize("NFD", "Pokémon"), "pokémon"),
        (unicodedata.normalize("NFD", "ガンダム"), "ガンダム"),
        ("ｶﾞﾝﾀﾞﾑ", "ガンダム"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("İstanbul", "istanbul"),
        ("हिन्दी", "हिन्दी"),
        ("Тьма", "тьма"),
        ("I ❤\ufe0f You", "i-you"),
        ("so\u00adap\u200b_opera", "soap-opera"),
        ("24", "24"),
        ("???", ""),
    ],
)
def test_a_title_has_one_name_in_addresses(title: str, name: str):
    assert slug(title) == name


@given(st.text(max_size=40))
def test_no_case_and_no_composition_makes_another_name(title: str):
    name = slug(title)
    assert slug(name) == name
    assert slug(unicodedata.normalize("NFD", title)) == slug(unicodedata.normalize("NFKC", title)) == name
    assert slug(title.lower()) == name or title.lower().casefold() != title.casefold()
    assert not set(name) & set(" .:/_&?=%'")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("dune", "dune"),
        ("Dune.BOOK", "dune.book"),
        ("ｄｕｎｅ．ｂｏｏｋ：ｂ２", "dune.book:b2"),
        (unicodedata.normalize("NFD", "pokémon:s01e007"), "pokémon:s1e7"),
        ("進撃の巨人:c139", "進撃の巨人:c139"),
        (" lost.tv:S2 ", "lost.tv:s2"),
    ],
)
def test_a_value_is_read_in_any_form_and_written_in_one(value: str, text: str):
    (found,) = said(value)
    assert str(found) == text


def test_a_wish_is_the_same_in_whatever_order_and_however_often_it_is_said():
    wish = read_wish([("seen", "lost"), ("disclosure", "redact"), ("seen", "DUNE"), ("seen", "lost")])
    assert wish == Wish(disclosure=Disclosure.REDACT, seen=(Seen(slug="dune"), Seen(slug="lost")))
    assert read_wish([]) == Wish()


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("seeing", "dune")], "seeing: nothing of this name can be asked for; disclosure and seen can"),
        ([("Seen", "dune")], "disclosure and seen"),
        ([("", "")], "disclosure and seen"),
        ([("disclosure", "show")], "disclosure=show: warn, fold, redact or drop"),
        ([("disclosure", "")], "warn, fold, redact or drop"),
        ([("disclosure", "fold"), ("disclosure", "fold")], "once"),
        ([("seen", "dune")] * (MOST + 1), f"at most {MOST}"),
        ([("seen", "d" * (LONGEST + 1))], f"at most {LONGEST} characters"),
        ([("seen", "\ufdfa" * LONGEST)], f"at most {LONGEST} characters"),
        ([("seen", "")], "the name of a work is wanted, such as dune"),
        ([("seen", ":s2")], "the name of a work"),
        ([("seen", "Jessica Jones:s1")], "seen=Jessica Jones:s1: of a work's name"),
        ([("seen", "Jessica Jones:s1")], "here perhaps jessica-jones"),
        ([("seen", "-dune")], "here perhaps dune"),
        ([("seen", "a--b")], "here perhaps a-b"),
        ([("seen", "!!")], "its letters and digits"),
        ([("seen", "dune.novel")], "after the dot, tv, film, book"),
        ([("seen", "dune.")], "after the dot"),
        ([("seen", "dune:")], "after the colon"),
        ([("seen", "dune:2")], "after the colon"),
        ([("seen", "dune:e2s2")], "after the colon"),
        ([("seen", "dune:s-2")], "after the colon"),
        ([("seen", "dune:s٢")], "after the colon"),
        ([("seen", "dune:c1000000000")], "after the colon"),
        ([("seen", "dune:s2:e5")], "such as dune"),
        ([("seen", "dune:s2.tv")], "such as dune"),
    ],
)
def test_what_is_not_understood_is_named_with_what_is_right(pairs: list[tuple[str, str]], said: str):
    with pytest.raises(WishError) as refused:
        read_wish(pairs)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 400


_NAMES = st.sampled_from(["seen", "seen", "seen", "disclosure"]) | st.text(max_size=9)
_VALUES = st.text(st.characters() | st.sampled_from("dune.:se12-book"), max_size=30) | st.sampled_from(Disclosure)


@settings(max_examples=200)
@given(st.lists(st.tuples(_NAMES, _VALUES), max_size=25))
def test_any_query_is_a_wish_or_refused(pairs: list[tuple[str, str]]):
    try:
        wish = read_wish(pairs)
    except WishError as error:
        refusal = str(error)
    else:
        refusal = "-"
        assert read_wish([("seen", str(one)) for one in wish.seen]).seen == wish.seen
        assert len(wish.seen) <= MOST
    assert refusal.isprintable()


def test_a_huge_query_is_refused_at_once():
    began = process_time()
    for value in ("x" * 10_000_000, "\ufdfa" * 1_000_000, "a-" * 5_000_000, ":" * 1_000_000):
        with pytest.raises(WishError):
            read_wish([("seen", value)])
    with pytest.raises(WishError):
        read_wish(("seen", str(number)) for number in range(10**9))
    assert process_time() - began < 2
