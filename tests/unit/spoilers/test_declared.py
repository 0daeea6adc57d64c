"""What a feed declares of an article is a notice of it, once."""

import pytest

from caveat.model import KnownWork, Medium, Notice, Origin, Polarity, Role, Severity, Unit, Where, Work
from caveat.spoilers import detect
from tests.unit.spoilers.samples import STORY, article, block

REACH = Work(title="Silver Reach", medium=Medium.TV, season_from=2, season_to=2, unit=Unit.SEASON)


def found(*declared, story=STORY, works=(), **fields):
    return detect(article(*story, **fields), works=works, declared=declared).notices


@pytest.mark.parametrize(
    "words",
    ["Spoiler", "SPOILERS", "spoiler warning", "Spoiler Alert", "contains spoilers", "[Spoilers]", "Spoilers ahead!"],
)
def test_a_category_warns_of_the_whole_article(words):
    (notice,) = found(words, tags=("TV", words))
    assert (notice.polarity, notice.origin, notice.where) == (Polarity.CONTAINS, Origin.DECLARED, Where.LEAD)
    assert (notice.text, notice.covers) == (words, (1, 2, 3))


@pytest.mark.parametrize("words", ["spoiler-free", "Spoiler free review", "No spoilers"])
def test_a_category_that_promises_none_warns_nobody(words):
    (notice,) = found(words, tags=(words,))
    assert (notice.polarity, notice.origin, notice.covers) == (Polarity.SPOILER_FREE, Origin.DECLARED, ())


@pytest.mark.parametrize("words", ["Spoiler policy", "car spoilers", "Rear Spoilers", "Silver Reach spoilers"])
def test_other_categories_with_the_word_are_no_notices(words):
    assert found(words, tags=(words,)) == ()


def test_the_words_name_their_works():
    (notice,) = found("spoilers for Silver Reach S2")
    assert notice.works == (REACH,)
    (notice,) = found("major spoilers", tags=("major spoilers",), title="What Silver Reach did next")
    assert (notice.severity, [work.title for work in notice.works]) == (Severity.MAJOR, ["Silver Reach"])


def test_a_work_before_the_word_is_told_by_the_headline_or_the_operator():
    words = "Silver Reach spoilers"
    (notice,) = found(words, tags=(words,), title="Silver Reach: the finale")
    assert (notice.text, [work.title for work in notice.works]) == (words, ["Silver Reach"])
    known = KnownWork(title="Silver Reach", slug="silver-reach", medium=Medium.TV)
    assert [work.medium for work in found(words, tags=(words,), works=(known,))[0].works] == [Medium.TV]


@pytest.mark.parametrize(
    "words", ["Silver Reach S2 spoilers", "spoilery thoughts on the finale", "light spoilers, sorry"]
)
def test_a_content_warning_warns_whatever_its_words(words):
    (notice,) = found(words)
    assert notice.warns
    assert notice.covers == (1, 2, 3)


def test_what_the_text_says_as_well_is_one_notice_with_what_was_declared():
    lead = block("This review contains spoilers for Silver Reach season 2.")
    once = detect(article(lead, *STORY))
    again = detect(article(lead, *STORY), declared=("This review contains spoilers for Silver Reach season 2",))
    assert again.notices == once.notices
    assert again.blocks[0].role is Role.NOTICE


def test_a_bare_label_adds_nothing_where_the_text_says_where_it_spoils():
    below = block("Spoilers for Silver Reach below.")
    (notice,) = found("Spoilers", story=(STORY[0], below, *STORY[1:]), tags=("Spoilers",))
    assert (notice.origin, notice.covers) == (Origin.PHRASE, (2, 3))


def test_a_warning_of_another_work_stands_beside_that_of_the_text():
    below = block("Spoilers for The Quiet Quay below.")
    first, second = found("spoilers for Silver Reach S2", story=(STORY[0], below, *STORY[1:]))
    assert (first.works, first.covers) == ((REACH,), (1, 2, 3))
    assert second.covers == (2, 3)


def test_several_declarations_of_the_same_are_one_and_none_is_lost():
    notices = found("Spoilers", "spoiler warning", "spoilers for Silver Reach S2", "Spoilers", tags=("Spoilers",))
    assert [notice.text for notice in notices] == ["spoilers for Silver Reach S2"]
    (notice,) = found("Spoilers", "spoiler", tags=("Spoilers", "spoiler"))
    assert notice.warns


def test_a_declared_story_in_a_warning_is_not_told():
    (notice,) = found("Spoilers: he dies at the very end", tags=("Spoilers: he dies at the very end",))
    assert "dies" not in notice.text


def stated(text="", works=(REACH,), polarity=Polarity.CONTAINS, **fields):
    return Notice(
        text=text, polarity=polarity, where=Where.LEAD, works=works, origin=Origin.DECLARED, rule="x", **fields
    )


def test_notices_as_data_keep_their_works_and_degree():
    (notice,) = detect(article(*STORY), stated=(stated("Spoilers!", severity=Severity.MILD),)).notices
    assert (notice.works, notice.severity, notice.covers) == ((REACH,), Severity.MILD, (1, 2, 3))


def test_notices_as_data_tell_the_works_of_the_words_in_the_text():
    (notice,) = detect(
        article("Spoiler warning: This review may contain spoilers.", *STORY),
        stated=(stated("This review may contain spoilers."),),
    ).notices
    assert (notice.origin, notice.works, notice.covers) == (Origin.PHRASE, (REACH,), (1, 2, 3))


def test_a_promise_as_data_covers_nothing():
    (notice,) = detect(article(*STORY), stated=(stated("No spoilers", (), Polarity.DENIES),)).notices
    assert (notice.polarity, notice.covers) == (Polarity.DENIES, ())


def test_detecting_twice_changes_nothing():
    words, data = ("Spoilers", "spoilers for Silver Reach S2"), (stated("Spoilers!"),)
    once = detect(article(*STORY), declared=words, stated=data)
    assert detect(once, declared=words, stated=data) == once


def test_a_declared_work_takes_none_of_the_text_s_own_away():
    lead = "Warning: major spoilers for Game of Thrones season 8 ahead."
    declared = stated("ahead", works=(Work(title="Old Show"),))
    notices = detect(article(lead, *STORY), stated=(declared,)).notices
    assert "Game of Thrones" in {work.title for notice in notices if notice.warns for work in notice.works}
