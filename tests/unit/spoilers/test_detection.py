import pytest

from caveat.model import (
    Block,
    BlockKind,
    Hints,
    KnownWork,
    Medium,
    Origin,
    Polarity,
    Role,
    SpoilerRules,
    Unit,
    Where,
    Work,
)
from caveat.spoilers import detect
from tests.unit.spoilers.samples import STORY, article, block


def roles(found):
    return [one.role for one in found.blocks]


def test_a_notice_before_the_story_covers_all_of_it_and_is_no_line():
    notice = "Read with care! This article contains spoilers for Silver Reach season 1"
    found = detect(article(notice, *STORY))
    (only,) = found.notices
    assert (only.text, only.where, only.covers) == (notice, Where.LEAD, (1, 2, 3))
    (work,) = only.works
    assert (work.title, work.medium, work.season_from, work.season_to) == ("Silver Reach", Medium.TV, 1, 1)
    assert (work.unit.value, work.through) == ("season", False)
    assert roles(found)[0] is Role.NOTICE
    assert found.text == "\n".join(STORY)


def test_a_notice_in_the_first_paragraph_leaves_it_in_the_story_and_covers_all():
    found = detect(article(f"{STORY[0]} Spoilers ahead for Silver Reach.", *STORY[1:]))
    (only,) = found.notices
    assert (only.text, only.where, only.covers) == ("Spoilers ahead for Silver Reach.", Where.LEAD, (1, 2, 3))
    assert roles(found) == [Role.STORY] * 3


def test_a_notice_in_the_middle_covers_what_follows_it():
    found = detect(article(STORY[0], "(Spoilers for Silver Reach follow.)", *STORY[1:]))
    assert [(notice.where, notice.covers) for notice in found.notices] == [(Where.BODY, (2, 3))]


def test_a_notice_inside_a_later_paragraph_covers_that_paragraph_too():
    found = detect(article(STORY[0], f"{STORY[1]} Spoilers ahead!", STORY[2]))
    assert found.notices[0].covers == (2, 3)


def test_an_end_mark_closes_the_reach_and_is_no_line():
    found = detect(article(STORY[0], "Spoilers ahead!", STORY[1], "End of spoilers.", STORY[2]))
    assert found.notices[0].covers == (2,)
    assert roles(found)[3] is Role.END_MARK
    assert found.text == "\n".join(STORY)


def test_an_end_mark_closes_only_the_last_notice_opened():
    found = detect(
        article("This review contains spoilers.", STORY[0], "Spoilers ahead!", STORY[1], "End of spoilers.", STORY[2])
    )
    assert [notice.covers for notice in found.notices] == [(1, 2, 3), (2,)]


def test_a_headline_covers_every_line():
    found = detect(article(*STORY, title="Silver Reach (spoilers): who lit the lamp"))
    (only,) = found.notices
    assert (only.where, only.covers) == (Where.TITLE, (1, 2, 3))


@pytest.mark.parametrize("text", ["A spoiler-free look at Silver Reach", "No spoilers here."])
def test_promises_and_labels_cover_nothing(text):
    found = detect(article(block(text, BlockKind.DEK), *STORY))
    (only,) = found.notices
    assert only.covers == ()
    assert roles(found)[0] is Role.NOTICE


def test_a_standfirst_above_the_warning_is_not_covered():
    found = detect(article(block("One boat, many lies", BlockKind.DEK), "This article contains spoilers.", *STORY))
    assert found.lines[0].text == "One boat, many lies"
    assert found.notices[0].covers == (2, 3, 4)


def test_a_captions_notice_before_the_story_covers_all_and_keeps_the_caption():
    caption = block("The quay at dawn. Spoilers for Silver Reach follow below.", BlockKind.CAPTION)
    found = detect(article(caption, *STORY))
    assert found.notices[0].text == "Spoilers for Silver Reach follow below."
    assert found.notices[0].covers == (1, 2, 3)
    assert roles(found)[0] is Role.STORY


def test_a_fold_covers_its_own_lines_only():
    found = detect(
        article(
            STORY[0],
            block("Show the ending (spoilers)", BlockKind.SUMMARY, folds=(1,)),
            block(STORY[1], folds=(1,)),
            STORY[2],
        )
    )
    (only,) = found.notices
    assert (only.text, only.origin, only.covers) == ("Show the ending (spoilers)", Origin.MARKUP, (2,))


def test_a_fold_that_speaks_of_something_else_is_no_notice():
    found = detect(
        article(STORY[0], block("Cast and crew", BlockKind.SUMMARY, folds=(1,)), block(STORY[1], folds=(1,)))
    )
    assert found.notices == ()


def test_a_hidden_span_covers_its_line_and_never_tells_its_words():
    hidden = Block(kind=BlockKind.PARAGRAPH, text="It was Anna.", html="<p/>", hints=Hints(spans=((7, 11),)))
    found = detect(article(STORY[0], hidden))
    (only,) = found.notices
    assert (only.inline, only.text, only.covers, only.origin) == (True, "", (2,), Origin.MARKUP)


def test_a_warning_box_is_a_notice_by_its_class():
    box = block("Careful: the whole plot is laid out here", BlockKind.BOX, classes=("spoiler-warning",))
    found = detect(article(STORY[0], box, *STORY[1:]))
    (only,) = found.notices
    assert (only.rule, only.origin, only.covers) == ("markup.class", Origin.MARKUP, (2, 3))


def test_a_long_story_inside_a_warning_class_is_not_taken_for_a_warning():
    story = " ".join([*STORY, "The plot thickens."] * 4)
    found = detect(article(block(story, classes=("spoiler-warning",))))
    assert found.notices == ()
    assert roles(found) == [Role.STORY]


def test_what_an_operators_selector_matched_is_one_declared_notice():
    selected = (("data-caveat-notice", ""),)
    found = detect(
        article(block("Mind the gap", attributes=selected), block("if you are new", attributes=selected), *STORY)
    )
    (only,) = found.notices
    assert (only.text, only.origin) == ("Mind the gap if you are new", Origin.DECLARED)
    assert only.covers == (1, 2, 3)


def test_a_heading_and_the_notice_under_it_are_one():
    found = detect(article(block("SPOILER WARNING", BlockKind.HEADING), "This article discusses plot points.", *STORY))
    (only,) = found.notices
    assert only.text == "SPOILER WARNING This article discusses plot points."
    assert roles(found)[:2] == [Role.NOTICE, Role.NOTICE]


def test_the_same_words_in_dek_and_box_are_one_notice():
    words = "Spoilers for Silver Reach follow"
    found = detect(article(block(words, BlockKind.DEK), block(words, BlockKind.BOX), *STORY))
    assert len(found.notices) == 1


def test_structured_data_declares_a_notice():
    said = block(
        "Contains spoilers for Silver Reach.", BlockKind.META, attributes=(("itemprop", "conditionsOfAccess"),)
    )
    found = detect(article(said, *STORY))
    (only,) = found.notices
    assert (only.origin, only.where, only.covers) == (Origin.DECLARED, Where.LEAD, (1, 2, 3))


def test_tags_and_bylines_are_never_notices():
    assert detect(article(*STORY, block("Tags: spoilers ahead", BlockKind.META), tags=("spoilers",))).notices == ()


def test_a_notice_without_a_work_is_about_what_headline_and_story_name():
    found = detect(article("Spoilers ahead!", *STORY, title="Watching Silver Reach in the rain"))
    assert [work.title for work in found.notices[0].works] == ["Silver Reach"]


def test_an_operators_work_in_the_tags_is_what_is_meant():
    known = KnownWork(title="Silver Reach", slug="silver-reach", aliases=("SR",), medium=Medium.TV)
    found = detect(article("Spoilers ahead!", "Nothing here has a name.", tags=("SR",)), works=(known,))
    assert [(work.title, work.medium) for work in found.notices[0].works] == [("Silver Reach", Medium.TV)]


def test_a_source_that_always_spoils_warns_for_everything():
    found = detect(article(*STORY), rules=SpoilerRules(always=True))
    (only,) = found.notices
    assert (only.polarity, only.origin, only.covers) == (Polarity.CONTAINS, Origin.DECLARED, (1, 2, 3))


def test_a_source_that_always_spoils_adds_nothing_where_the_article_says_so():
    found = detect(article("This article contains spoilers.", *STORY), rules=SpoilerRules(always=True))
    assert [notice.origin for notice in found.notices] == [Origin.PHRASE]


def test_code_is_never_read():
    assert detect(article(*STORY, block("print('spoilers ahead!')", BlockKind.CODE))).notices == ()


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.BOX])
def test_a_notice_behind_the_last_line_covers_all_that_stood_before(kind):
    found = detect(article(*STORY, block("This article contains spoilers for Silver Reach.", kind)))
    (only,) = found.notices
    assert (only.where, only.covers) == (Where.END, (1, 2, 3))
    assert detect(found) == found


def test_a_notice_at_the_foot_covers_a_standfirst_and_what_an_end_mark_closed():
    foot = "This article contains spoilers for Silver Reach."
    found = detect(article(block("One boat, many lies", BlockKind.DEK), *STORY, "End of spoilers.", foot))
    assert [(notice.where, notice.covers) for notice in found.notices] == [(Where.END, (1, 2, 3, 4))]


def test_a_notice_behind_a_list_of_items_stands_at_the_end():
    items = (block(text, BlockKind.ITEM) for text in STORY)
    found = detect(article(*items, "Spoilers for Silver Reach abound."))
    assert [(notice.where, notice.covers) for notice in found.notices] == [(Where.END, (1, 2, 3))]


def test_a_notice_inside_the_last_paragraph_covers_that_one_only():
    found = detect(article(*STORY[:2], f"{STORY[2]} Spoilers ahead!"))
    assert [(notice.where, notice.covers) for notice in found.notices] == [(Where.BODY, (3,))]


def test_a_promise_at_the_foot_covers_nothing():
    found = detect(article(*STORY, "No spoilers here."))
    assert [(notice.where, notice.covers) for notice in found.notices] == [(Where.END, ())]


def test_structured_data_behind_the_story_still_leads():
    said = block(
        "Contains spoilers for Silver Reach.", BlockKind.META, attributes=(("itemprop", "conditionsOfAccess"),)
    )
    found = detect(article(*STORY, said))
    assert [(notice.where, notice.covers) for notice in found.notices] == [(Where.LEAD, (1, 2, 3))]


def test_an_operators_phrase_stirs_in_any_case():
    found = detect(article(*STORY, "Plot Chat: who lit it."), rules=SpoilerRules(phrases=("PLOT CHAT",)))
    assert [notice.rule for notice in found.notices] == ["operator.phrase"]


class TestDeclaredSubjects:
    WORK = Work(title="Silver Reach", medium=Medium.TV)

    def test_a_notice_without_a_work_is_about_what_the_page_declares(self):
        found = detect(article("Spoilers for the finale follow.", STORY[2], title="A long night", about=(self.WORK,)))
        (work,) = found.notices[0].works
        assert (work.title, work.medium, work.unit) == ("Silver Reach", Medium.TV, Unit.EPISODE)

    def test_what_the_operator_knows_goes_first(self):
        known = KnownWork(title="Low Tide", slug="low-tide")
        text = article("Spoilers follow.", STORY[2], title="Low Tide, seen again", about=(self.WORK,))
        assert [work.title for work in detect(text, works=(known,)).notices[0].works] == ["Low Tide"]
