"""What the software of real sites writes around spoilers: what is hidden is covered, alone, and nothing is lost."""

import pytest

import caveat
from tests.unit.spoilers.engines import BLOCKS, ENDING, NEVER, SPANS, P

STORY = (
    "<p>The keeper counted the ships of the bay for thirty years, and he never told anybody why he did it at all.</p>"
)


def read(inner, *, head="", above=""):
    page = (
        f'<html lang="en"><head><title>The keeper of the bay</title>{head}</head><body>{above}<article>'
        f"<h1>The keeper of the bay</h1>{STORY}{inner}{STORY}{STORY}</article></body></html>"
    )
    return caveat.extract(page, url="https://bay.example/keeper")


def said(article):
    return [(notice.text, notice.covers, notice.inline) for notice in article.notices]


@pytest.mark.parametrize("engine", BLOCKS)
def test_what_an_engine_hides_is_covered_alone_under_its_label(engine):
    label, inner = BLOCKS[engine]
    article = read(inner)
    assert said(article) == [(label, (2,), False)]
    assert ENDING in article.lines[1].text
    assert len(article.lines) == 4


@pytest.mark.parametrize("engine", SPANS)
def test_what_an_engine_hides_in_a_line_is_a_span_of_it(engine):
    article = read(f"<p>And then {SPANS[engine]}, as they say.</p>")
    assert said(article) == [("", (2,), True)]
    (line,) = [line for line in article.lines if line.hints.spans]
    hidden = "".join(line.text[start:end] for start, end in line.hints.spans)
    assert ENDING in hidden
    assert "as they say" not in hidden
    assert line.text.startswith("And then")


@pytest.mark.parametrize("kind", NEVER)
def test_what_hides_nothing_is_no_notice(kind):
    article = read(NEVER[kind])
    assert said(article) == []
    assert not any(block.hints.is_spoiler or block.hints.spans for block in article.blocks)
    assert "spoiler</b" not in article.html


@pytest.mark.parametrize(
    "inner",
    [
        f'<p>It ends <abbr class="spoiler" title="{ENDING}">so</abbr>, they say.</p>',
        f'<p>It ends <a href="#s" title="{ENDING}">so</a>, they say.</p>',
        f'<p>It ends <span data-spoiler="{ENDING}">so</span>, they say.</p>',
        f'<p><span data-spoiler="{ENDING}" aria-label="{ENDING}">So</span></p>',
        f'<p>It ends <span class="spoiler" data-content="{ENDING}" aria-label="{ENDING}">so</span>, they say.</p>',
    ],
)
def test_what_stands_in_attributes_is_told_nowhere(inner):
    article = read(inner)
    assert ENDING not in article.html
    assert ENDING not in article.text
    assert not any(ENDING in str(block.hints) for block in article.blocks)


def test_the_words_of_a_hidden_picture_are_covered_with_it():
    article = read(f'<div class="spoiler"><img src="/end.jpg" alt="{ENDING}"></div>')
    assert [block.covered for block in article.blocks if ENDING in block.html] == [True]
    assert article.image_alt is None


@pytest.mark.parametrize(
    "inner",
    [
        f'<div class="spoiler">{P}<div class="spoiler"><div class="spoiler-title">{ENDING}</div>{P}</div></div>',
        f'<div class="spoiler">{P}<details><summary>{ENDING}</summary>{P}</details></div>',
        f"<p>[spoiler]</p>{P}<p>[spoiler={ENDING}]</p>{P}<p>[/spoiler]</p><p>[/spoiler]</p>",
    ],
)
def test_the_label_of_what_is_hidden_in_what_is_hidden_is_hidden(inner):
    assert not any(ENDING in notice.text for notice in read(inner).notices)


def test_two_boxes_have_two_notices():
    box = '<div class="spoiler"><div class="spoiler-title">{}</div><div class="spoiler-body">So it goes.</div></div>'
    article = read(box.format("First") + STORY + box.format("Second"))
    assert said(article) == [("First", (2,), False), ("Second", (4,), False)]


def test_a_label_in_a_fold_speaks_for_its_own_box_only():
    box = f'<div class="spoiler-title">Ending</div><div class="spoiler-body">{P}</div>'
    article = read(f"<details><summary>More</summary><p>An aside.</p>{box}<p>Another aside.</p></details>")
    assert said(article) == [("Ending", (3,), False)]


@pytest.mark.parametrize(
    ("box", "text"),
    [
        ('<div class="notice spoiler">Plot or ending details follow.</div>', "Plot or ending details follow."),
        (
            '<table class="ambox notice spoiler"><tr><td><b>Spoiler warning:</b> Details follow.</td></tr></table>',
            "Spoiler warning: Details follow.",
        ),
        ('<div class="alert alert-warning spoiler">Beware of spoilers!</div>', "Beware of spoilers!"),
        ('<div class="spoiler-alert"><p>Warning: Spoilers</p></div>', "Warning: Spoilers"),
        ('<p class="spoiler-tip">This review may contain spoilers.</p>', "This review may contain spoilers."),
    ],
)
def test_a_box_that_warns_speaks_for_what_follows(box, text):
    article = read(box)
    assert said(article) == [(text, (2, 3), False)]


@pytest.mark.parametrize(
    "below", ["<div style='display:none'><p>Share this page.</p></div>", '<div class="collapse"><p>Cast.</p></div>']
)
def test_a_line_that_warns_above_something_folded_speaks_for_more_than_that(below):
    article = read(f"<p>Spoilers ahead!</p>{below}")
    ((text, covers, inline),) = said(article)
    assert (text, inline) == ("Spoilers ahead!", False)
    assert {len(article.lines), len(article.lines) - 1} <= set(covers)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Spoilers for Low Tide: ", "Spoilers for Low Tide"),
        ('<a class="spoiler-head" href="#">Spoiler</a> ', "Spoiler"),
    ],
)
def test_what_stands_right_before_a_hidden_stretch_is_its_label(label, text):
    article = read(f'<p>{label}<span class="spoiler">{ENDING}</span></p>')
    assert said(article) == [(text, (2,), True)]


def test_a_sentence_before_a_hidden_stretch_speaks_for_what_follows_as_well():
    article = read(f'<p>Spoilers for Low Tide ahead. <span class="spoiler">{ENDING}</span></p>')
    assert said(article) == [("Spoilers for Low Tide ahead.", (2, 3, 4), False), ("", (2,), True)]


def test_a_button_in_what_is_hidden_that_labels_nothing_is_left_out():
    article = read(f'<div class="spoiler">{P}<button class="spoiler-btn">x</button>{P}</div>')
    assert "x" not in {line.text for line in article.lines}
