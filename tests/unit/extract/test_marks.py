"""What stands between marks of a spoiler is hidden, and the marks are gone."""

import re
from functools import partial
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.extract.blocks import Record
from caveat.extract.marks import hide_marked
from caveat.model import BlockKind


def lines(*texts):
    return [Record(BlockKind.PARAGRAPH, text, -1) for text in texts]


def hidden(record):
    if record.is_spoiler:
        return [record.text]
    return [record.text[start:end] for start, end in record.spans]


@pytest.mark.parametrize(
    ("text", "shown", "spoilers"),
    [
        ("He [spoiler]dies[/spoiler] here.", "He dies here.", ["dies"]),
        ("He [SPOILER=the end]dies[/SPOILER] here.", "He dies here.", ["dies"]),
        ("He ||dies|| and ||lives|| here.", "He dies and lives here.", ["dies", "lives"]),
        ("He >!dies!< here.", "He dies here.", ["dies"]),
        ("[spoiler]He dies[/spoiler]", "He dies", ["He dies"]),
        ("[Spoilers for Dune begin here.]", "[Spoilers for Dune begin here.]", []),
        ("He [spoiler]dies here.", "He [spoiler]dies here.", []),
        ("a || b || c", "a || b || c", []),
        ("if a > b!", "if a > b!", []),
        ("foo||bar||baz", "foo||bar||baz", []),
        ("The norm ||x|| and ||a - b||.", "The norm ||x|| and ||a - b||.", []),
        ("|| he dies ||", "he dies", ["he dies"]),
        ("He >! dies !< here.", "He dies here.", ["dies"]),
        ("彼は||死ぬ||。", "彼は死ぬ。", ["死ぬ"]),
        ("[spoiler]He [spoiler]dies[/spoiler] here[/spoiler], so.", "He dies here, so.", ["He ", "dies", " here"]),
        ("[spoiler]He [spoiler]dies[/spoiler], so.", "He dies, so.", ["He ", "dies"]),
        ("He dies.[/spoiler]", "He dies.[/spoiler]", []),
    ],
)
def test_marks_hide_what_stands_between_them(text, shown, spoilers):
    (record,) = hide_marked(lines(text))
    assert (record.text, hidden(record)) == (shown, spoilers)


def test_marks_reach_over_paragraphs_and_lines_of_marks_alone_are_gone():
    records = [*hide_marked(lines("Before.", "[spoiler]", "He dies.", "Truly.[/spoiler]", "After."))]
    assert [(record.text, record.is_spoiler) for record in records] == [
        ("Before.", False),
        ("He dies.", True),
        ("Truly.", True),
        ("After.", False),
    ]


@pytest.mark.parametrize("line", ["[Spoilers]", "[SPOILERS] She knew."])
def test_a_line_that_warns_opens_nothing(line):
    records = [*hide_marked(lines(line, "She lives.", "He [spoiler]dies[/spoiler] now.", "Truly."))]
    assert [record.text for record in records] == [line, "She lives.", "He dies now.", "Truly."]
    assert [hidden(record) for record in records] == [[], [], ["dies"], []]


@pytest.mark.parametrize(
    "html", ["a <code>||b||</code> c", "<kbd>&gt;!b!&lt;</kbd>", "<code>[spoiler]b[/spoiler]</code>"]
)
def test_marks_in_inline_code_are_none(html):
    text = unescape(re.sub("<[^>]*>", "", html))
    record = Record(BlockKind.PARAGRAPH, text, -1, partial(str, html))
    assert [*hide_marked([record])] == [record]


def test_a_mark_in_code_closes_nothing():
    records = [*lines("Open with [spoiler] so."), Record(BlockKind.CODE, "[/spoiler]", -1)]
    assert [*hide_marked(records)] == records


def test_code_is_left_alone():
    record = Record(BlockKind.CODE, "a ||b|| c", -1)
    assert [*hide_marked([record])] == [record]


@given(st.lists(st.text(alphabet="ab |>!<[]/spoiler", max_size=60), max_size=6))
def test_nothing_but_marks_is_ever_lost(texts):
    letters = [char for text in texts for char in text if char in "ab"]
    kept = [char for record in hide_marked(lines(*texts)) for char in record.text if char in "ab"]
    assert kept == letters
