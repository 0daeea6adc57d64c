"""Code and tables in plain text keep their lines."""

import time

import pytest

from caveat.extract.text import text_article
from caveat.model import BlockKind
from tests.unit.extract.samples import LINES, lines


def between(text):
    """The blocks of a text between two paragraphs."""
    blocks = text_article(f"The Lamp\n\n{LINES[0]}\n\n{text}\n\n{LINES[1]}").blocks
    return [(block.kind, block.html) for block in blocks][1:-1]


CODE = "<pre><code>if lamp:\n\n    light()</code></pre>"


@pytest.mark.parametrize("fence", ["```{}\nif lamp:\n\n    light()\n```", "~~~ {}\nif lamp:\n\n    light()\n~~~~"])
@pytest.mark.parametrize("info", ["", "python"])
def test_fenced_code_keeps_its_lines(fence, info):
    assert between(fence.format(info)) == [(BlockKind.CODE, CODE)]


def test_a_fence_that_nothing_closes_is_text():
    assert {kind for kind, _ in between("```\nif lamp:")} == {BlockKind.PARAGRAPH}


TABLE = (
    "<table><tbody><tr><th>Name</th><th>Ships</th></tr><tr><td>Ann</td><td>3</td></tr>"
    "<tr><td>Bo</td><td>14</td></tr></tbody></table>"
)
PLAIN = TABLE.replace("th>", "td>")


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("| Name | Ships |\n| --- | ---: |\n| Ann | 3 |\n| Bo | 14 |", TABLE),
        ("Name | Ships |\n-----|------\nAnn | 3\nBo | 14", TABLE),
        ("Name  Ships\nAnn   3\nBo    14", PLAIN),
        ("Name  Ships\nAnn       3\nBo       14", PLAIN),
        ("Name\tShips\nAnn\t3\nBo\t14", PLAIN),
    ],
)
def test_a_table_is_one_block(text, table):
    assert between(text) == [(BlockKind.TABLE, table)]


@pytest.mark.parametrize(
    "text",
    [
        "The lamp went out.  Nobody knew\nwho had lit it.  Ann was away\nuntil the morning.  So was Bo.",
        "Ann said:  no.\nBo said:  yes.",
        "a | b | c\nd | e | f",
    ],
)
def test_sentences_with_gaps_and_lines_with_bars_are_text(text):
    assert {kind for kind, _ in between(text)} == {BlockKind.PARAGRAPH}


def test_a_table_that_hides_something_is_read_line_by_line():
    hidden = "| Name | Fate |\n| --- | --- |\n| Ann | >!she dies!< |"
    assert BlockKind.TABLE not in {kind for kind, _ in between(hidden)}


def test_a_table_is_a_line_of_the_text():
    text = f"The Lamp\n\n{LINES[0]}\n\n| Name | Ships |\n| --- | --- |\n| Ann | 3 |"
    assert lines(text_article(text)) == [LINES[0], "Name Ships Ann 3"]


HOSTILE = ["```a\n", "a  b\nc  d  e\n", "a | b | c\n", "a | b\n--|--\n", "a\tb\n", "a  b\n", "a  b\naa  bb\n"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetitions_end_in_time(piece):
    start = time.process_time()
    text_article(f"The Lamp\n\n{piece * 20_000}")
    assert time.process_time() - start < 4
