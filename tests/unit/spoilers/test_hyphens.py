"""Owns that soft hyphens hide no warning, and stay in a story."""

from caveat.model import Article, Block, BlockKind, Hints, Role
from caveat.spoilers import detect

WARNING = "Spoi\u00adler war\u00adning: the fol\u00adlow\u00ading spoils Dune."
STORY = "He wins the Heli\u00adkopter\u00adlande\u00adplatz in the end."


def paragraph(text: str, *spans: tuple[int, int]) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text, html=f"<p>{text}</p>", hints=Hints(spans=spans))


def test_a_warning_is_found_and_the_story_keeps_its_words():
    found = detect(Article(title="A re\u00adview", language="en", blocks=(paragraph(WARNING), paragraph(STORY))))
    (notice,) = found.notices
    assert notice.text == "Spoiler warning: the following spoils Dune."
    assert notice.covers == (1,)
    assert [(block.role, block.text) for block in found.blocks][1] == (Role.STORY, STORY)
    assert found.blocks[0].role is Role.NOTICE
    assert detect(found) == found


def test_a_line_that_a_notice_stands_in_says_it_as_the_notice_does():
    line = f"I liked it. {WARNING} It was long."
    found = detect(Article(title="A review", language="en", blocks=(paragraph(line), paragraph(STORY))))
    (notice,) = found.notices
    assert notice.text in found.blocks[0].text


def test_hidden_stretches_stay_where_they_are():
    text = "The but\u00adler was Quin\u00adce, it turns out."
    start = text.index("Quin")
    span = (start, start + len("Quin\u00adce"))
    found = detect(Article(title="A review", language="en", blocks=(paragraph(text, span),)))
    assert (found.blocks[0].text, found.blocks[0].hints.spans) == (text, (span,))
    assert [(notice.inline, notice.covers) for notice in found.notices] == [(True, (1,))]
