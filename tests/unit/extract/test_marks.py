"""What stands between marks of a spoiler is hidden, and the marks are gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.extract.blocks import Record
from caveat.extract.marks import hide_marked
from caveat.model import BlockKind


def lines(*texts):
    return [Record(BlockKind.PARAGRAPH, text, text, -1) for text in texts]


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


def test_code_is_left_alone():
    record = Record(BlockKind.CODE, "a ||b|| c", "a ||b|| c", -1)
    assert [*hide_marked([record])] == [record]


@given(st.lists(st.text(alphabet="ab |>!<[]/spoiler", max_size=60), max_size=6))
def test_nothing_but_marks_is_ever_lost(texts):
    letters = [char for text in texts for char in text if char in "ab"]
    kept = [char for record in hide_marked(lines(*texts)) for char in record.text if char in "ab"]
    assert kept == letters
