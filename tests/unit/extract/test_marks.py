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
        ("He ~!dies!~ here.", "He dies here.", ["dies"]),
        ("He $[blur dies] here.", "He dies here.", ["dies"]),
        ("He {{% spoiler %}}dies{{% /spoiler %}} here.", "He dies here.", ["dies"]),
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
    ("texts", "label"),
    [
        (["[spoiler=The end]He dies.[/spoiler]"], "The end"),
        (['[spoiler title="The end"]', "He dies.", "[/spoiler]"], "The end"),
        (["{{< spoiler 'x' >}}", "He dies.", "{{< /spoiler >}}"], None),
        (["::: spoiler The end", "He dies.", ":::"], "The end"),
        (["::::spoiler", "He dies.", "::: tip", "So it goes.", ":::", "::::"], "spoiler"),
        (["{% spoiler %}", "He dies.", "{% endspoiler %}"], None),
    ],
)
def test_what_an_opening_mark_says_is_the_label_of_a_fold(texts, label):
    first, *rest = hide_marked(lines(*texts, "After."))
    *inside, after = rest if label else (first, *rest)
    assert (first.kind, first.text, first.is_spoiler) == (BlockKind.SUMMARY, label, False) if label else True
    assert inside
    assert all(record.is_spoiler and bool(record.folds) == bool(label) for record in inside)
    assert (after.text, after.is_spoiler, after.folds) == ("After.", False, ())


@pytest.mark.parametrize(
    ("text", "shown", "spoilers"),
    [
        ("::: spoiler The end He dies. ::: So.", "The end He dies. So.", ["The end He dies."]),
        ("[spoiler=The end]He dies[/spoiler] here.", "He dies here.", ["He dies"]),
    ],
)
def test_what_is_hidden_in_part_of_a_line_has_no_label(text, shown, spoilers):
    (record,) = hide_marked(lines(text))
    assert (record.text, [word.strip() for word in hidden(record)]) == (shown, spoilers)


@pytest.mark.parametrize("texts", [["::: tip", "He lives.", ":::"], ["::: spoiler", "He lives."], ["So ::: it goes."]])
def test_colons_that_fence_no_spoiler_are_none(texts):
    records = lines(*texts)
    assert [*hide_marked(records)] == records


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


@given(st.lists(st.text(alphabet="ab |>!<[]/spoiler:~{}%$=", max_size=60), max_size=6))
def test_nothing_but_marks_is_ever_lost(texts):
    letters = [char for text in texts for char in text if char in "ab"]
    kept = [char for record in hide_marked(lines(*texts)) for char in record.text if char in "ab"]
    assert kept == letters
