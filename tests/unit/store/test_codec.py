"""Owns what the stored form of an article promises: everything comes back, older and newer rows can be read."""

import json
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model import Article, Block, BlockKind, Hints, Notice, Origin, Polarity, Role, Unit, Where, Work
from caveat.store.codec import from_json, to_json


def _whole(text):
    """Whether no two surrogates stand side by side: JSON reads such a pair as the one character that it makes."""
    return not any("\ud800" <= one <= "\udfff" and "\ud800" <= other <= "\udfff" for one, other in pairwise(text))


TEXT = st.text(st.characters(exclude_categories=()), max_size=20).filter(_whole)
WORD = st.none() | TEXT
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENT = st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=OFFSETS)  # noqa: DTZ001


def several(items):
    return st.lists(items, max_size=3).map(tuple)


WORKS = st.builds(
    Work,
    title=TEXT,
    medium=...,
    season_from=...,
    season_to=...,
    episode_from=...,
    episode_to=...,
    unit=...,
    through=...,
)
NOTICES = st.builds(
    Notice,
    text=TEXT,
    severity=...,
    covers=...,
    works=several(WORKS),
    rule=TEXT,
    confidence=st.floats(0, 1),
    inline=...,
)
HINTS = st.builds(
    Hints,
    classes=several(TEXT),
    attributes=several(st.tuples(TEXT, TEXT)),
    folds=...,
    is_spoiler=...,
    hidden=...,
    ordered=...,
    level=...,
    language=WORD,
    spans=...,
    breaks=...,
)
BLOCKS = st.builds(Block, text=TEXT, html=TEXT, hints=HINTS, role=...)
ARTICLES = st.builds(
    Article,
    url=WORD,
    title=TEXT,
    authors=several(TEXT),
    published=MOMENT,
    updated=MOMENT,
    language=WORD,
    site=WORD,
    image=WORD,
    image_width=...,
    image_height=...,
    image_alt=WORD,
    section=WORD,
    is_paywalled=...,
    about=several(WORKS),
    description=WORD,
    tags=several(TEXT),
    blocks=several(BLOCKS),
    notices=several(NOTICES),
)


@given(ARTICLES)
def test_any_article_comes_back_as_it_was(article):
    text = to_json(article)
    assert from_json(text, Article) == article
    text.encode("utf-8")


@given(ARTICLES)
def test_instants_keep_their_offset(article):
    read = from_json(to_json(article), Article)
    for one, other in ((article.published, read.published), (article.updated, read.updated)):
        assert (one and one.utcoffset()) == (other and other.utcoffset())


def test_what_is_empty_by_default_takes_no_room():
    block = Block(kind=BlockKind.PARAGRAPH, text="Words.", html="<p>Words.</p>")
    assert json.loads(to_json(Article(title="", blocks=(block,)))) == {
        "title": "",
        "blocks": [{"kind": "paragraph", "text": "Words.", "html": "<p>Words.</p>", "role": "story"}],
    }


def test_an_article_stored_before_there_were_these_fields_is_read():
    read = from_json('{"title":"T","image":"https://news.example/i.jpg","tags":["tv"],"blocks":[]}', Article)
    assert (read.image, read.image_alt, read.section, read.is_paywalled) == (
        "https://news.example/i.jpg",
        None,
        None,
        None,
    )


def test_an_empty_value_that_is_not_the_default_is_kept():
    notice = Notice(
        text="", polarity=Polarity.DENIES, where=Where.END, origin=Origin.MARKUP, rule="fold", confidence=0.0
    )
    assert from_json(to_json(Article(title="T", notices=(notice,))), Article).notices[0].confidence == 0.0


def test_missing_fields_of_an_older_row_take_their_defaults():
    row = """{"title": "T", "blocks": [{"kind": "quote", "text": "Q", "html": "<p>Q</p>"}],
              "notices": [{"text": "Spoilers", "polarity": "contains", "where": "lead", "origin": "phrase", "rule": "r",
                           "works": [{"title": "Dune"}]}]}"""
    article = from_json(row, Article)
    assert (article.authors, article.published, article.language) == ((), None, None)
    assert (article.blocks[0].hints, article.blocks[0].role) == (Hints(), Role.STORY)
    assert article.notices[0].works == (Work(title="Dune", unit=Unit.ENTIRE),)


def test_unknown_fields_of_a_newer_row_are_passed_over():
    assert from_json('{"title": "T", "mood": {"x": [1]}}', Article) == Article(title="T")


def test_text_is_stored_as_it_reads():
    assert "進撃の巨人" in to_json(Article(title="進撃の巨人"))


def test_a_date_is_stored_in_a_form_that_people_read():
    article = Article(title="T", published=datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert '"published":"2026-03-01T12:00:00+00:00"' in to_json(article)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"title": "T", "tags": "one"}',
        '{"title": "T", "blocks": [3]}',
        '{"title": "T", "blocks": [{"kind": "poem", "text": "", "html": ""}]}',
        '{"title": "T", "published": "yesterday"}',
        '{"title": "T", "blocks": [{"kind": "quote", "text": "", "html": "", "hints": {"spans": [[1, 2, 3]]}}]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_row_is_a_value_error(text):
    with pytest.raises(ValueError, match=r"."):
        from_json(text, Article)
