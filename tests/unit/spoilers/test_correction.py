"""What an operator says of an article's notices, and the way back to what was found."""

from dataclasses import replace

import pytest

from caveat.model import (
    Article,
    Block,
    BlockKind,
    Correction,
    Hints,
    Notice,
    Origin,
    Polarity,
    Role,
    SpoilerRules,
    Where,
    Work,
)
from caveat.spoilers import as_found, correct, detect, read_works, remembering

NONE = Correction(spoils=False)
DUNE = Correction(spoils=True, works=read_works("Dune"))


def block(text, kind=BlockKind.PARAGRAPH, **hints):
    return Block(kind=kind, text=text, html=f"<p>{text}</p>", hints=Hints(**hints))


def found(*texts, title="What comes next", **fields):
    blocks = tuple(text if isinstance(text, Block) else block(text) for text in texts)
    return detect(Article(title=title, language="en", blocks=blocks, **fields))


WARNED = found(
    "Spoiler warning: this article contains spoilers for Severance season 1.",
    "The lamp went out on the pier at nine.",
    block("A lamp", BlockKind.FIGURE),
    "End of spoilers.",
    "Nobody saw it.",
)


def test_the_article_of_these_tests_is_what_it_seems():
    assert [one.role for one in WARNED.blocks] == [
        Role.NOTICE,
        Role.STORY,
        Role.STORY,
        Role.END_MARK,
        Role.STORY,
    ]
    assert WARNED.notices[0].covers == (1,)
    assert WARNED.blocks[2].covered


def test_what_does_not_spoil_has_no_warning_and_hides_nothing():
    told = correct(WARNED, NONE)
    assert told.notices == ()
    assert {one.role for one in told.blocks} == {Role.STORY}
    assert not any(one.covered for one in told.blocks)
    assert told.text.startswith("Spoiler warning: ")


def test_labels_and_promises_stay_and_hold_their_words():
    article = found("Spoiler-free review.", "Spoilers ahead.", "The lamp went out on the pier at nine.")
    assert {notice.polarity for notice in article.notices} == {Polarity.SPOILER_FREE, Polarity.CONTAINS}
    told = correct(article, NONE)
    assert [notice.polarity for notice in told.notices] == [Polarity.SPOILER_FREE]
    assert [one.role for one in told.blocks] == [Role.NOTICE, Role.STORY, Role.STORY]


def test_what_spoils_has_one_warning_for_every_line():
    told = correct(WARNED, DUNE)
    (notice,) = told.notices
    assert (notice.works, notice.covers, notice.where) == (DUNE.works, (1, 2), Where.LEAD)
    assert (notice.origin, notice.rule, notice.polarity) == (Origin.DECLARED, "operator", Polarity.CONTAINS)
    assert notice.text == "", "the words that were found are of another work"
    assert told.blocks == WARNED.blocks


@pytest.mark.parametrize(
    ("works", "kept"),
    [("Severance: s1", True), ("Severance: s1; Dune", True), ("Severance: s2", False), ("Dune", False), ("", False)],
)
def test_words_are_kept_that_say_nothing_else(works, kept):
    (notice,) = correct(WARNED, Correction(spoils=True, works=read_works(works))).notices
    assert bool(notice.text) == kept


def test_words_without_a_work_fit_any():
    (notice,) = correct(found("Spoilers ahead!", "The lamp went out on the pier at nine."), DUNE).notices
    assert notice.text == "Spoilers ahead!"


def test_a_headline_that_warned_is_known_for_one_that_does():
    article = found("The lamp went out on the pier at nine.", title="Severance finale recap (spoilers)")
    assert article.notices[0].where is Where.TITLE
    assert correct(article, DUNE).notices[0].where is Where.TITLE


def test_an_article_without_a_line_is_covered_too():
    (notice,) = correct(Article(title="A picture", blocks=(block("A lamp", BlockKind.FIGURE),)), DUNE).notices
    assert notice.covers == ()
    assert notice.warns


HIDDEN = found(
    "The lamp went out on the pier.",
    block("Kilgrave did it.", is_spoiler=True),
    block("It was Kilgrave, they say.", spans=((7, 15),)),
)
DECLARED = detect(
    Article(title="What comes next", language="en", blocks=(block("The lamp went out on the pier."),)),
    declared=("Severance spoilers",),
    stated=(
        Notice(
            text="Beware", polarity=Polarity.CONTAINS, where=Where.LEAD, works=(Work(title="Dune"),),
            origin=Origin.DECLARED, rule="en.other",
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize("article", [WARNED, HIDDEN, DECLARED], ids=["warned", "hidden", "declared"])
@pytest.mark.parametrize("correction", [NONE, DUNE], ids=["none", "contains"])
def test_the_way_back_leads_to_what_was_found(article, correction):
    kept = remembering(correction, article)
    assert as_found(correct(article, kept), kept, works=(), rules=SpoilerRules()) == article


def test_the_way_back_knows_a_source_that_always_spoils():
    rules = SpoilerRules(always=True)
    article = detect(Article(title="Recap", blocks=(block("The lamp went out."),)), rules=rules)
    kept = remembering(NONE, article)
    assert correct(article, kept).notices == ()
    assert as_found(correct(article, kept), kept, works=(), rules=rules) == article


def test_a_correction_of_what_was_hidden_covers_or_shows_all_of_it():
    assert len(HIDDEN.notices) == 2
    assert correct(HIDDEN, NONE).notices == ()
    (notice,) = correct(HIDDEN, DUNE).notices
    assert (notice.covers, notice.inline) == ((1, 2, 3), False)
    inline = replace(HIDDEN.notices[-1], text="Dune")
    assert correct(replace(HIDDEN, notices=(inline,)), DUNE).notices[0].text == "", "the label of a few words of it"
