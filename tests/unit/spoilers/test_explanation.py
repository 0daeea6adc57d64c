"""A notice in its paragraph, with the words marked that say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model import KnownWork
from caveat.spoilers import Marked, MarkKind, detect, explain
from tests.unit.spoilers.samples import STORY, article, block


def marked(found):
    (notice,) = found.notices
    said = explain(found, notice)
    return said.text, {(mark.kind, said.text[mark.start : mark.end]) for mark in said.marks}


def test_trigger_work_and_scope_are_marked_where_they_stand():
    text, marks = marked(detect(article("Warning! This review contains spoilers for Silver Reach season 2.", *STORY)))
    assert text == "Warning! This review contains spoilers for Silver Reach season 2."
    assert marks == {
        (MarkKind.TRIGGER, "This review contains spoilers"),
        (MarkKind.WORK, "Silver Reach"),
        (MarkKind.SCOPE, "season 2"),
    }


def test_a_notice_inside_a_paragraph_is_shown_in_all_of_it():
    paragraph = f"Spoilers ahead for Silver Reach! {STORY[1]}"
    text, marks = marked(detect(article(STORY[0], paragraph)))
    assert text == paragraph
    assert (MarkKind.WORK, "Silver Reach") in marks


def test_a_headline_is_marked():
    found = detect(article(*STORY, title="Silver Reach recap (spoilers for season 2)"))
    text, marks = marked(found)
    assert text == found.title
    assert (MarkKind.SCOPE, "season 2") in marks


def test_another_language_than_the_pages_is_marked():
    text, marks = marked(detect(article("Achtung: Dieser Text enthält Spoiler für „Silver Reach“ Staffel 2.", *STORY)))
    assert text.startswith("Achtung")
    assert (MarkKind.SCOPE, "Staffel 2") in marks


def test_what_the_publisher_hid_has_no_words_to_mark():
    hidden = detect(article(STORY[0], block("Spoilers say that he drowns.", is_spoiler=True)))
    (notice,) = hidden.notices
    assert explain(hidden, notice) == Marked("", ())


_WORDS = st.sampled_from(
    [*["Spoilers", "for", "Silver", "Reach", "season", "2", "ahead", "(this", "article", "contains)", "!"], *STORY]
)


@given(st.lists(_WORDS))
def test_marks_stand_in_the_text_and_never_cross(words):
    found = detect(article(" ".join(words)))
    for notice in found.notices:
        said = explain(found, notice, (KnownWork(title="Silver", slug="silver"),))
        for index, mark in enumerate(said.marks):
            assert 0 <= mark.start < mark.end <= len(said.text)
            for other in said.marks[index + 1 :]:
                assert mark.start <= other.start
                assert other.start >= mark.end or other.end <= mark.end


@pytest.mark.parametrize("text", ["Spoilers", "[Spoilers] Silver Reach S2"])
def test_every_notice_in_words_has_a_trigger(text):
    found = detect(article(text, *STORY, title="Silver Reach"))
    assert found.notices
    for notice in found.notices:
        assert MarkKind.TRIGGER in {mark.kind for mark in explain(found, notice).marks}
