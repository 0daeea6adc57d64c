"""How far notices reach: labels, sections, folds, hidden parts, and very many of them."""

import pytest

from caveat.model import BlockKind, Polarity, SpoilerRules, Where
from caveat.spoilers import detect
from tests.unit.spoilers.samples import STORY, article, block


@pytest.mark.parametrize("label", ["WARNING", "Read with caution!", "Fair warning:"])
def test_a_label_on_a_line_of_its_own_is_part_of_the_notice_after_it(label):
    found = detect(article(label, "This article contains spoilers for Silver Reach", *STORY))
    (only,) = found.notices
    assert only.text == f"{label} This article contains spoilers for Silver Reach"
    assert (only.where, only.covers, found.text) == (Where.LEAD, (1, 2, 3), "\n".join(STORY))


def test_a_label_that_no_notice_follows_is_story():
    assert len(detect(article("WARNING", *STORY, "Spoilers ahead!")).lines) == 4


def test_a_heading_that_warns_speaks_for_its_section():
    warning = block("Spoilers for Silver Reach ahead", BlockKind.HEADING, level=2)
    inner, following = block("Inside", BlockKind.HEADING, level=3), block("Verdict", BlockKind.HEADING, level=2)
    found = detect(article(STORY[0], warning, STORY[1], inner, STORY[2], following, STORY[0]))
    assert found.notices[0].covers == (2, 3, 4)


def test_a_line_break_ends_the_sentence_of_a_notice():
    text = "Spoilers ahead The captain drowns in the third hour."
    (only,) = detect(article(block(text, breaks=(14,)), *STORY)).notices
    assert (only.text, only.covers) == ("Spoilers ahead", (1, 2, 3, 4))


def test_names_of_the_story_are_no_works_of_a_notice_that_names_none():
    (only,) = detect(article("Spoilers ahead. In the last hour Ann Lee drowns.", *STORY, title="A review")).notices
    assert only.works == ()


def test_what_is_hidden_whole_has_one_notice_for_each_run_of_lines():
    first, second = block(STORY[1], is_spoiler=True), block(STORY[2], is_spoiler=True)
    found = detect(article(STORY[0], first, second, STORY[0], first))
    assert [(notice.text, notice.covers, notice.inline) for notice in found.notices] == [
        ("", (2, 3), False),
        ("", (5,), False),
    ]


def test_a_hidden_block_that_is_a_notice_is_one():
    found = detect(article(block("Spoilers ahead for Silver Reach.", is_spoiler=True), *STORY))
    assert [(notice.text, notice.covers) for notice in found.notices] == [
        ("Spoilers ahead for Silver Reach.", (1, 2, 3))
    ]


def test_a_picture_in_a_fold_that_warns_is_covered():
    picture = block("", BlockKind.FIGURE, folds=(1,))
    found = detect(article(STORY[0], block("Spoilers", BlockKind.SUMMARY, folds=(1,)), picture, STORY[1]))
    assert [one.covered for one in found.blocks if one.kind is BlockKind.FIGURE] == [True]


def test_a_fold_speaks_for_the_folds_in_it():
    label = block("Spoilers for Silver Reach", BlockKind.SUMMARY, folds=(1,))
    found = detect(article(STORY[0], label, block(STORY[1], folds=(1, 2)), block(STORY[2], folds=(1,)), STORY[0]))
    assert found.notices[0].covers == (2, 3)


def test_a_heading_warns_as_a_headline_does_and_stays_where_it_is():
    heading = block("The ending (spoilers)", BlockKind.HEADING, level=2)
    found = detect(article(STORY[0], heading, STORY[1], block("Verdict", BlockKind.HEADING, level=2), STORY[2]))
    (only,) = found.notices
    assert (only.text, only.where, only.covers) == ("(spoilers)", Where.BODY, (2, 3))


def test_of_very_many_notices_the_last_that_is_read_speaks_for_all_that_follows():
    many = [text for number in range(80) for text in ("Spoilers ahead!", f"Story {number}.", "End of spoilers.")]
    found = detect(article(STORY[0], *many, STORY[1]))
    covered = {line for notice in found.notices for line in notice.covers}
    assert len(found.notices) < 80
    assert set(range(len(found.lines) - 20, len(found.lines) + 1)) <= covered


def test_of_very_many_hidden_stretches_none_is_forgotten():
    lines = [block(f"He dies in part {number}.", spans=((3, 7),)) for number in range(80)]
    found = detect(article(*lines))
    assert sorted(line for notice in found.notices for line in notice.covers) == list(range(1, 81))
    assert len(found.notices) < 80


def test_a_source_that_always_spoils_says_so_before_what_its_articles_deny():
    found = detect(article(STORY[0], "No spoilers here.", STORY[1]), rules=SpoilerRules(always=True))
    assert [notice.polarity for notice in found.notices] == [Polarity.CONTAINS, Polarity.DENIES]


def test_a_box_of_warnings_that_goes_on_to_tell_is_a_notice_only_up_to_there():
    box = block("Spoiler: the captain drowns.", classes=("spoiler-warning",))
    (only,) = detect(article(box, *STORY)).notices
    assert only.text == "Spoiler"


def test_a_notice_among_bylines_counts_and_a_tag_does_not():
    byline = block("By Ann Lee | Spoilers ahead", BlockKind.META)
    assert len(detect(article(byline, *STORY)).notices) == 1
    assert detect(article(block("Spoilers", BlockKind.META), *STORY)).notices == ()


def test_the_label_of_a_hidden_block_is_hidden_with_it():
    label, inside = block("Spoiler", is_spoiler=True), block(STORY[1], is_spoiler=True)
    assert [notice.covers for notice in detect(article(STORY[0], label, inside, STORY[2])).notices] == [(2, 3)]


class TestStatedReach:
    @pytest.mark.parametrize(
        ("notice", "covers"),
        [
            ("Spoilers ahead: skip the next paragraph if you haven't seen Silver Reach.", (2,)),
            ("Spoiler warning! The following two paragraphs contain spoilers for Silver Reach.", (2, 3)),
            ("The next 3 paragraphs contain spoilers for Silver Reach.", (2, 3, 4)),
            ("The next 900 paragraphs contain spoilers for Silver Reach.", (2, 3, 4)),
            ("This paragraph contains spoilers for Silver Reach.", (2,)),
        ],
    )
    def test_a_notice_speaks_for_the_paragraphs_that_it_names(self, notice, covers):
        found = detect(article(STORY[0], notice, STORY[1], STORY[2], STORY[0]))
        assert [one.covers for one in found.notices] == [covers]

    def test_a_notice_in_its_paragraph_speaks_for_that(self):
        paragraph = f"(This paragraph contains spoilers for Silver Reach.) {STORY[1]}"
        found = detect(article(STORY[0], paragraph, STORY[2]))
        assert [one.covers for one in found.notices] == [(2,)]

    def test_a_section_ends_at_the_next_heading_of_its_rank(self):
        heading = block("The ships", BlockKind.HEADING, level=2)
        inner, following = block("Inside", BlockKind.HEADING, level=3), block("Verdict", BlockKind.HEADING, level=2)
        notice = "This section contains spoilers for Silver Reach."
        found = detect(article(STORY[0], heading, notice, STORY[1], inner, STORY[2], following, STORY[0]))
        assert [one.covers for one in found.notices] == [(3, 4, 5)]

    def test_a_picture_between_the_paragraphs_is_covered(self):
        picture = block("", BlockKind.FIGURE)
        found = detect(
            article(STORY[0], "The next two paragraphs contain spoilers.", STORY[1], picture, STORY[2], STORY[0])
        )
        assert [one.covered for one in found.blocks if one.kind is BlockKind.FIGURE] == [True]
