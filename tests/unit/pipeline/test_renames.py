"""Articles that come back under other names."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from caveat.model import Article, Entry, Link, LinkState
from caveat.pipeline.renames import looks_renamed, renamed

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NAMES = ("the first story", "the second story", "the third story", "the fourth story")


def entry(title, number=0):
    day = NOW - number * DAY
    return Entry(
        id=f"urn:uuid:{title}",
        key=f"https://a.example/{title}",
        url=f"https://a.example/{title}",
        sources=("news",),
        article=Article(title=title),
        first_seen=day,
        published=day,
        updated=day,
        digest="",
    )


def link(title, number=0, **fields):
    made = Link(key=f"new {title}", url=f"https://b.example/{title}", title=title, published=NOW - number * DAY)
    return replace(made, **fields)


ENTRIES = [entry(name, number) for number, name in enumerate(NAMES)]
LINKS = [link(name, number) for number, name in enumerate(NAMES)]


def names(links, known=None, entries=ENTRIES):
    return {key: state.entry_key for key, state in renamed(links, known or {}, entries, NOW).items()}


def test_a_list_is_suspect_where_half_of_it_is_new():
    assert looks_renamed(LINKS, ())
    assert not looks_renamed(LINKS[:2], ())
    many = [*LINKS, *(link(str(number)) for number in range(5))]
    assert not looks_renamed(many, {one.key for one in many[4:]})


def test_the_same_titles_on_the_same_days_are_the_same_articles():
    assert names(LINKS) == {f"new {name}": f"https://a.example/{name}" for name in NAMES}


def test_undated_links_are_new_whatever_their_titles():
    """A column of the same title each week is many articles."""
    assert names([replace(one, published=None) for one in LINKS]) == {}


def test_the_same_titles_on_other_days_are_other_articles():
    assert names([replace(one, published=NOW + 9 * DAY) for one in LINKS]) == {}


def test_a_title_that_two_have_says_nothing():
    assert names([*LINKS, link(NAMES[0], url="https://b.example/again", key="again")]).keys() == {
        f"new {name}" for name in NAMES[1:]
    }
    assert len(names(LINKS, entries=[*ENTRIES, entry(NAMES[0])])) == 3


def test_short_titles_say_nothing():
    short = ("News", "Diary", "Links", "Quiz")
    entries = [entry(name, number) for number, name in enumerate(short)]
    assert names([link(name, number) for number, name in enumerate(short)], entries=entries) == {}


def test_a_few_are_no_mass():
    assert names([*LINKS[:2], link("what nobody has seen")]) == {}
    assert names([*LINKS[:3], *(link(f"what nobody has seen, {number}") for number in range(4))]) == {}


def test_an_entry_that_is_still_listed_under_its_own_name_is_no_other():
    known = {"old": LinkState(key="old", entry_key=ENTRIES[0].key, checked_at=NOW, next_check_at=NOW)}
    listed = [*LINKS, Link(key="old", url=ENTRIES[0].url, title="Something else")]
    assert f"new {NAMES[0]}" not in names(listed, known)
