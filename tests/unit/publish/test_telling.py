"""What notices may tell of themselves, where other notices cover the place they stand in."""

from datetime import date

import pytest

from caveat.model import Disclosure, KnownWork, Polarity, Where
from tests.unit.publish.samples import DUNE, JESSICA, block, entry, notice, shown, site, spanned

STORY = block("He inherits the throne.")
END = block("And then he leaves.")


def told(*notices, blocks=(STORY, END), where=None):
    view = shown(entry(*blocks, notices=notices), Disclosure.REDACT, where)
    assert view is not None
    return [(one.text, [work.title for work in one.works]) for one in view.notices]


def test_two_warnings_above_the_story_stand_side_by_side():
    first = notice(1, 2, text="Spoilers for Dune.", where=Where.LEAD)
    second = notice(1, 2, text="And for Jessica Jones.", works=(JESSICA,), where=Where.LEAD)
    assert told(first, second) == [
        ("Spoilers for Dune.", ["Dune: Part Two"]),
        ("And for Jessica Jones.", ["Jessica Jones"]),
    ]


@pytest.mark.parametrize("where", [Where.LEAD, Where.BODY])
def test_a_warning_inside_what_another_covers_keeps_its_works_and_loses_its_words(where):
    first = notice(1, 2, text="Spoilers for Dune.", where=where)
    second = notice(2, text="Now he dies.", works=(JESSICA,), where=Where.BODY)
    assert told(first, second)[1] == ("", ["Jessica Jones"])


def test_a_warning_that_reaches_further_than_an_earlier_one_keeps_its_words():
    first = notice(1, text="Spoilers for Dune.", where=Where.BODY)
    second = notice(2, text="Spoilers for Jessica Jones.", works=(JESSICA,), where=Where.BODY)
    assert told(first, second)[1] == ("Spoilers for Jessica Jones.", ["Jessica Jones"])


def test_a_denial_behind_a_warning_tells_nothing():
    denial = notice(text="No spoilers but that he dies.", polarity=Polarity.DENIES, where=Where.BODY)
    assert told(notice(1, 2), denial)[1] == ("", [])
    assert told(denial, notice(1, 2))[0] == ("No spoilers but that he dies.", ["Dune: Part Two"])


def test_a_denial_behind_a_warning_that_is_over_is_told():
    over = KnownWork(title=DUNE.title, slug="dune", until=date(2026, 11, 1))
    denial = notice(text="No spoilers for Jessica Jones.", polarity=Polarity.DENIES, where=Where.BODY, works=(JESSICA,))
    assert told(notice(1, 2), denial, where=site(over))[1] == ("No spoilers for Jessica Jones.", ["Jessica Jones"])


def test_a_sentence_inside_a_covered_line_tells_no_name_that_is_not_open():
    line = block("Spoilers: the duke dies. He inherits the throne.")
    inside = notice(2, text="Spoilers: the duke dies.", works=(JESSICA,), where=Where.BODY)
    assert told(notice(1, 2), inside, blocks=(STORY, line))[1] == ("", [])


def test_no_notice_quotes_what_another_hides_in_a_line():
    line = spanned("Spoilers for Dune: he ", "takes the throne", " in the end.")
    hidden = notice(1, text="", inline=True)
    for words in ("takes the throne", "Spoilers for Dune: he takes the throne in the end.", "throne in the end."):
        assert told(hidden, notice(text=words, where=Where.BODY, works=(JESSICA,)), blocks=(line, END))[1] == ("", [])
    openly = notice(text="Spoilers for Dune: he", where=Where.BODY)
    assert told(hidden, openly, blocks=(line, END))[1] == ("Spoilers for Dune: he", ["Dune: Part Two"])
