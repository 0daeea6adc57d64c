"""How long a text takes to read."""

import pytest

from caveat.model import Article, Block, BlockKind
from caveat.model.reading import reading_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        ("—", 0),
        ("One.", 1),
        ("word " * 238, 1),
        ("word " * 239, 2),
        ("don't re-count " * 119, 1),
        ("灯" * 500, 1),
        ("灯" * 501, 2),
        ("등대지기는 배를 세었다 " * 50, 1),
        ("word " * 200 + "灯" * 400, 2),
    ],
)
def test_words_and_characters_are_counted(text, minutes):
    assert reading_minutes(text) == minutes


def test_an_article_takes_as_long_as_its_lines():
    line = Block(kind=BlockKind.PARAGRAPH, text="word " * 300, html="<p></p>")
    aside = Block(kind=BlockKind.META, text="word " * 3000, html="<p></p>")
    assert Article(title="T", blocks=(line, aside)).reading_minutes == 2
