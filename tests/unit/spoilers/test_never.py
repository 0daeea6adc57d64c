"""What holds for every text, however hostile."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.model import Article, Block, BlockKind, Hints, Where
from caveat.spoilers import detect, find_notices

_WORDS = st.sampled_from(
    [
        *("Spoiler", "spoilers", "Warning:", "this", "article", "contains", "for", "The", "Bear", "season", "2", "and"),
        *("episode", "5,", "finale", "ahead!", "not", "no", "free", "“You”", "'It'", "(and", "[of", "through", "up to"),
        *("#12", "S2E7", "***", "don’t", "read", "if you", "haven't", "seen", ".", "\n", "—", "İ", "ﬁ", "𝒮", "reveals"),
    ]
)
_TEXTS = st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=40).map(" ".join))
_BLOCKS = st.builds(
    lambda kind, text, fold: Block(
        kind=kind, text=" ".join(text.split()), html="<p></p>", hints=Hints(folds=(fold,) if fold else ())
    ),
    st.sampled_from(BlockKind),
    _TEXTS,
    st.integers(0, 2),
)


@settings(max_examples=300, deadline=None)
@given(_TEXTS, st.sampled_from(Where))
def test_a_notice_is_always_a_stretch_of_its_folded_text(text, where):
    folded = " ".join(text.split())
    for notice in find_notices(text, where=where):
        assert notice.text
        assert notice.text in folded
        for work in notice.works:
            assert work.title
            assert work.title in folded


@settings(max_examples=200, deadline=None)
@given(_TEXTS, st.lists(_BLOCKS, max_size=8))
def test_covers_are_lines_in_ascending_order_and_detecting_twice_changes_nothing(title, blocks):
    found = detect(Article(title=title, blocks=tuple(blocks)))
    for notice in found.notices:
        assert list(notice.covers) == sorted(set(notice.covers))
        assert all(1 <= number <= len(found.lines) for number in notice.covers)
        assert notice.warns or not notice.covers
    assert detect(found) == found


@pytest.mark.parametrize(
    "piece",
    [
        "this article article has has the the the contains plot spoilers ",
        "warning: this review of the the the the the includes the the plot spoil ",
        '"Spoiler ',
        "'Spoiler ",
        "[spoilers ",
        "spoilers. ",
        "Spoilers for Big Title of the ",
        "spoilers up to and including the end of the ",
        "everyone people fans he she they drop share spoile ",
        "Spoilers for A & ",
        "spoiler",
    ],
)
def test_long_near_misses_end(piece):
    text = piece * (60_000 // len(piece))
    started = time.perf_counter()
    for where in (Where.TITLE, Where.BODY):
        find_notices(text, where=where)
    assert time.perf_counter() - started < 30
