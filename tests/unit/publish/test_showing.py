"""What subscribers and operators choose: what was seen, how much a feed carries, titles that tell nothing."""

import json
from datetime import date
from typing import Any

import pytest

from caveat.model import Content, Disclosure, Entry, KnownWork, Medium, Notice, Polarity, Unit, Where, Work
from caveat.publish import read_wish
from caveat.publish.disclosure import View
from caveat.publish.jsonfeed import json_item
from tests.unit.publish.samples import DUNE, JESSICA, block, entry, figure, notice, shown, site

OPEN = block("A calm opening.")
STORY = block("He inherits the throne.")
END = block("The film is out now.")
TITLE = "Hollyoaks spoilers: Sienna returns"
HOLLYOAKS = Work(title="Hollyoaks", medium=Medium.SOAP)


def view(given: Entry, disclosure: Disclosure = Disclosure.FOLD, *works: KnownWork, seen: str = "", **how: Any) -> View:
    wish = read_wish([("seen", value) for value in seen.split()])
    found = shown(given, disclosure, site(*works), seen=wish.seen, **how)
    assert found is not None
    return found


def in_title(*covers: int) -> Notice:
    return notice(*covers, text="Hollyoaks spoilers", where=Where.TITLE, works=(HOLLYOAKS,))


# What was seen


@pytest.mark.parametrize("disclosure", Disclosure)
def test_a_notice_hides_nothing_once_its_works_were_seen_and_says_so(disclosure: Disclosure):
    given = entry(OPEN, STORY, notices=(notice(2, works=(JESSICA,)),), description="He inherits the throne.")
    found = view(given, disclosure, seen="jessica-jones:s1")
    assert (found.warning, found.prefix, found.asks, found.teaser) == (None, "", (), "")
    assert found.summary == "He inherits the throne."
    assert found.categories == ()
    assert found.content == (
        "<p>Spoilers for Jessica Jones S1, which you have seen.</p>\n"
        "<p>A calm opening.</p>\n<p>He inherits the throne.</p>"
    )
    spoiler = json.loads(json_item(found))["_spoiler"]
    assert (spoiler["warning"], spoiler["seen"]) == (None, "Spoilers for Jessica Jones S1, which you have seen.")


def test_a_notice_hides_all_it_covers_until_each_of_its_works_was_seen():
    given = entry(OPEN, STORY, notices=(notice(2, works=(DUNE, JESSICA)),))
    for seen in ("", "dune-part-two", "jessica-jones:s1", "jessica-jones:s1 dune"):
        found = view(given, Disclosure.REDACT, seen=seen)
        assert "throne" not in found.content
        assert found.note is None
    assert "throne" in view(given, Disclosure.REDACT, seen="jessica-jones dune-part-two.film").content


def test_what_another_notice_covers_stays_hidden():
    both = (notice(1, 2, works=(JESSICA,), where=Where.BODY), notice(2, text="Dune ahead", where=Where.BODY))
    found = view(entry(OPEN, STORY, END, notices=both), Disclosure.REDACT, seen="jessica-jones")
    assert found.prefix == "[Spoilers: Dune: Part Two] "
    assert found.content.startswith(
        "<p><strong>Spoiler warning: Dune ahead (Dune: Part Two).</strong></p>\n<p>Spoilers for Jess"
    )
    assert "calm" in found.content
    assert "throne" not in found.content


def test_a_notice_that_names_no_work_is_never_seen():
    given = entry(STORY, notices=(notice(1, works=()),))
    assert view(given, Disclosure.REDACT, seen="dune dune-part-two what-the-desert-keeps").warning


def test_the_note_names_only_what_was_seen_not_what_is_free_for_all():
    old = KnownWork(title="Dune: Part Two", slug="dune-2", until=date(2020, 1, 1))
    given = entry(STORY, notices=(notice(1, works=(DUNE, JESSICA)),))
    assert view(given, Disclosure.REDACT, old, seen="jessica-jones").note == (
        "Spoilers for Jessica Jones S1, which you have seen."
    )
    assert view(given, Disclosure.REDACT, old, seen="other").note is None


# What a page may ask and keep back


def test_a_page_may_ask_for_the_works_of_what_warns():
    known = KnownWork(title="Jessica Jones", slug="jj", aliases=("Marvel's Jessica Jones",), medium=Medium.TV)
    alias = Work(title="Marvel’s Jessica Jones", season_from=1, season_to=1, unit=Unit.SEASON)
    denied = notice(polarity=Polarity.DENIES, works=(HOLLYOAKS,))
    given = entry(STORY, notices=(notice(1, works=(alias, JESSICA, DUNE)), notice(1, works=()), denied))
    found = view(given, Disclosure.REDACT, known)
    assert [(one.slug, one.medium, one.title, one.scope, str(one.seen)) for one in found.asks] == [
        ("jj", Medium.TV, "Jessica Jones", "S1", "jj.tv:s1"),
        ("dune-part-two", Medium.FILM, "Dune: Part Two", "", "dune-part-two.film"),
    ]
    ticked = " ".join(str(one.seen) for one in found.asks)
    assert view(entry(STORY, notices=given.article.notices[:1]), Disclosure.REDACT, known, seen=ticked).warning is None


def test_what_the_summary_keeps_back_is_there_for_a_fold():
    given = entry(OPEN, STORY, notices=(notice(2),))
    assert view(given).teaser == "He inherits the throne."
    assert view(entry(OPEN, STORY, notices=(notice(2),), description="He wins.")).teaser == "He wins."
    assert len(view(entry(block("word " * 200), notices=(notice(1),))).teaser) <= 300
    assert view(entry(OPEN, STORY, description="He wins.")).teaser == ""
    assert view(given, Disclosure.REDACT).teaser == ""
    assert view(given, content=Content.NONE).teaser == ""


# How much a feed carries


@pytest.mark.parametrize(
    ("content", "summary", "body"),
    [
        (Content.FULL, "A calm opening.", "<p>A calm opening.</p>\n<p>The film is out now.</p>"),
        (Content.EXCERPT, "A calm opening.", "<p>A calm opening.</p>"),
        (Content.NONE, "What the desert keeps", "<p>What the desert keeps</p>"),
    ],
)
def test_a_feed_carries_all_an_excerpt_or_titles_alone(content: Content, summary: str, body: str):
    found = view(entry(OPEN, END), content=content)
    assert (found.summary, found.content) == (summary, body)


@pytest.mark.parametrize("disclosure", [Disclosure.WARN, Disclosure.FOLD, Disclosure.REDACT])
def test_an_excerpt_warns_and_never_crosses_the_notice(disclosure: Disclosure):
    given = entry(OPEN, STORY, notices=(notice(2, where=Where.BODY),), description="He inherits the throne.")
    excerpt = view(given, disclosure, content=Content.EXCERPT)
    assert excerpt.content == f"<p><strong>{excerpt.warning}</strong></p>\n<p>A calm opening.</p>"
    nothing = view(given, disclosure, content=Content.NONE)
    assert nothing.content == f"<p><strong>{nothing.warning}</strong></p>"
    assert nothing.summary == nothing.warning


# Titles


def test_a_title_that_spoils_is_replaced_in_every_slot():
    given = entry(OPEN, STORY, title=TITLE, notices=(in_title(1, 2),), tags=("Sienna", "Sienna returns"))
    found = view(given, Disclosure.REDACT, neutral_titles=True)
    assert found.title == "[Spoilers: Hollyoaks] About Hollyoaks"
    assert "Sienna" not in repr(found)
    assert view(given, Disclosure.REDACT).title == TITLE
    assert view(given, neutral_titles=True, title_prefix=False).title == "About Hollyoaks"


def test_a_title_without_works_is_replaced_by_one_that_says_nothing():
    nameless = notice(1, text=TITLE, where=Where.TITLE, works=())
    found = view(entry(STORY, title=TITLE, notices=(nameless,)), neutral_titles=True, language="de")
    assert found.title == "[Spoiler] Ein Artikel mit Spoilern"
    assert "Sienna" not in repr(found)


def test_no_other_title_is_replaced():
    assert view(entry(STORY, title=TITLE, notices=(notice(1),)), neutral_titles=True).headline == TITLE
    assert view(entry(STORY, title=TITLE, notices=(in_title(1),)), neutral_titles=True, seen="hollyoaks").title == TITLE
    promise = notice(text="spoilers", where=Where.TITLE, polarity=Polarity.DENIES)
    assert view(entry(STORY, title=TITLE, notices=(promise, notice(1))), neutral_titles=True).headline == TITLE


# Pictures


@pytest.mark.parametrize("disclosure", [Disclosure.WARN, Disclosure.FOLD, Disclosure.REDACT])
def test_an_entry_that_is_covered_as_a_whole_has_no_picture_beside_its_body(disclosure: Disclosure):
    image = "https://news.example/a.jpg"
    covered = entry(figure("him", image), STORY, END, notices=(notice(1, 2, where=Where.BODY),), image=image)
    assert view(covered, disclosure).image is None
    assert ("<img" in view(covered, disclosure).body) is (disclosure is not Disclosure.REDACT)
