"""How one walk cuts a page into lines."""

import pytest

from caveat.extract.page import fragment
from caveat.extract.walk import walk
from caveat.model import Block, BlockKind
from caveat.trees import parse


def lines(html: str) -> list[tuple[str, str]]:
    return [(record.kind.value, record.text) for record in walk(parse(html), "https://e.example/a/").records]


def blocks(html: str) -> tuple[Block, ...]:
    return fragment(html, base_url="https://e.example/a/").blocks


def test_inline_text_is_joined_without_spaces_and_white_space_is_folded():
    assert lines("<p><span class=cap>T</span>he <b> big </b>\n one</p>") == [("paragraph", "The big one")]


def test_a_double_break_ends_a_paragraph_and_a_single_one_does_not():
    assert lines("<div>a<br>b<br> <br>c</div>") == [("paragraph", "a b"), ("paragraph", "c")]


def test_open_inline_elements_go_on_over_a_block_boundary():
    assert [block.html for block in blocks("<b>one<br><br>two</b>")] == [
        "<p><strong>one</strong></p>",
        "<p><strong>two</strong></p>",
    ]


def test_items_know_their_list():
    got = blocks("<ol><li>one<ul><li>two</li></ul></li><li>three</li></ol>")
    assert [(b.kind, b.text, b.hints.level, b.hints.ordered) for b in got] == [
        (BlockKind.ITEM, "one", 1, True),
        (BlockKind.ITEM, "two", 2, False),
        (BlockKind.ITEM, "three", 1, True),
    ]


def test_a_fold_is_numbered_and_its_label_is_a_summary():
    got = blocks("<p>a</p><details><summary>Open</summary><p>b</p></details><details><p>c</p></details>")
    assert [(b.kind, b.text, b.hints.folds) for b in got] == [
        (BlockKind.PARAGRAPH, "a", ()),
        (BlockKind.SUMMARY, "Open", (1,)),
        (BlockKind.PARAGRAPH, "b", (1,)),
        (BlockKind.PARAGRAPH, "c", (2,)),
    ]


@pytest.mark.parametrize("mark", ['class="spoiler"', 'class="x md-spoiler-text"', "data-spoiler"])
def test_a_hidden_stretch_is_a_span_of_the_text(mark: str):
    (block,) = blocks(f"<p>He <i>is</i> <span {mark}>the <b>father</b></span>, they say.</p>")
    start, end = block.hints.spans[0]
    assert block.text[start:end] == "the father"
    assert '<span class="spoiler">the <strong>father</strong></span>' in block.html


def test_a_table_of_data_is_one_block_and_one_of_layout_is_its_content():
    data = "<table><tr><th>Film</th><th>Year</th></tr><tr><td>Jaws</td><td>1975</td></tr></table>"
    (block,) = blocks(data)
    assert (block.kind, block.text) == (BlockKind.TABLE, "Film Year Jaws 1975")
    assert block.html.startswith("<table><tbody><tr><th>Film</th>")
    assert lines(f"<table><tr><td><p>one</p>{data}</td></tr></table>")[0] == ("paragraph", "one")


def test_the_caption_of_a_table_is_its_first_row():
    (block,) = blocks(
        "<table><caption>Films</caption><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>"
    )
    assert (block.kind, block.text) == (BlockKind.TABLE, "Films a b c d")
    assert block.html.startswith("<table><tbody><tr><th>Films</th></tr><tr>")


@pytest.mark.parametrize(
    "cell", ["||he||", ">!he!<", "[spoiler]he[/spoiler]", "<spoiler>he</spoiler>", "<b class=blur>he</b>"]
)
def test_a_table_that_hides_something_is_read_cell_by_cell(cell: str):
    got = blocks(f"<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>{cell}</td></tr></table>")
    assert [(block.text, block.hints.is_spoiler or bool(block.hints.spans)) for block in got] == [
        ("a", False),
        ("b", False),
        ("c", False),
        ("he", True),
    ]


def test_a_picture_that_hides_is_a_spoiler():
    got = blocks(
        "<p><img src=a.png class=spoiler></p><p><img src=a.png data-spoiler></p><p><img src=a.png></p><p>x</p>"
    )
    assert [block.hints.is_spoiler for block in got] == [True, True, False, False]


def test_an_id_hides_nothing():
    assert [block.hints.is_spoiler for block in blocks("<div id=spoilers><p>a <b id=spoiler>b</b></p></div>")] == [
        False
    ]
    assert blocks("<p>a <b id=spoiler>b</b></p>")[0].hints.spans == ()


def test_code_keeps_its_line_breaks_in_the_html_only():
    (block,) = blocks("<pre>a\n  b</pre>")
    assert (block.text, block.html) == ("a b", "<pre>a\n  b</pre>")


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ("src='/a.png'", "https://e.example/a.png"),
        ("src='data:,' data-src='b.png'", "https://e.example/a/b.png"),
        ("srcset='s.png 100w, l.png 900w'", "https://e.example/a/l.png"),
    ],
)
def test_a_picture_has_the_address_it_ends_up_with(image: str, address: str):
    (block,) = blocks(f"<p><img {image} alt='a &quot;b&quot;'></p>hello")[:1]
    assert block.kind is BlockKind.FIGURE
    assert f'src="{address}"' in block.html


@pytest.mark.parametrize("image", ["src=a.png width=1 height=1", "src='javascript:x'", "alt=x"])
def test_a_counting_pixel_is_no_figure(image: str):
    assert [block.kind for block in blocks(f"<p><img {image}>hello</p>")] == [BlockKind.PARAGRAPH]


def test_links_are_absolute_and_only_safe_ones_stay():
    (block,) = blocks('<p><a href="b">b</a> <a href="mailto:a@e.example">m</a> <a href="javascript:x()">j</a></p>')
    assert block.html.count("href=") == 2
    assert 'href="https://e.example/a/b"' in block.html
    assert "javascript" not in block.html


def test_hints_say_classes_innermost_first():
    block = blocks('<section id="Part-Two" data-x="1"><div class="Spoiler-Box"><p>a</p></div></section>')[0]
    assert block.hints.classes == ("spoiler-box", "part-two")
    assert block.hints.attributes == (("data-x", "1"),)


def test_a_line_of_stars_is_no_line():
    assert [block.text for block in blocks("<p>a</p><p>* * *</p><p>—</p><p>b</p>")] == ["a", "b"]


@pytest.mark.parametrize(
    ("element", "address"),
    [
        (
            "<iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe>",
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        ("<lite-youtube videoid=abcdefghijk></lite-youtube>", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("<video src='/film.mp4'></video>", "https://e.example/film.mp4"),
        (
            "<blockquote class=twitter-tweet><p>Ships!</p><a href='https://twitter.com/bay/status/12'>3 May</a>"
            "</blockquote>",
            "https://twitter.com/bay/status/12",
        ),
    ],
)
def test_what_is_embedded_becomes_one_link(element: str, address: str):
    (before, figure, after) = blocks(f"<p>Before it.</p>{element}<p>After it.</p>")
    assert (before.text, figure.kind, after.text) == ("Before it.", BlockKind.FIGURE, "After it.")
    assert f'href="{address}"' in figure.html


def test_a_drop_cap_is_joined_to_its_word_and_a_word_of_one_letter_is_not():
    assert lines("<p><span class=dropcap>T</span> he bay</p><p><b>A</b> bay</p>") == [
        ("paragraph", "The bay"),
        ("paragraph", "A bay"),
    ]


def test_what_a_visible_control_opens_is_a_fold_and_what_nothing_opens_is_hidden():
    got = blocks(
        "<button aria-expanded=false aria-controls=more>More</button><div id=more hidden><p>Folded text.</p></div>"
        "<div id=less hidden><p>Hidden text.</p></div>"
    )
    assert [(block.text, block.hints.folds, block.hints.hidden) for block in got] == [
        ("Folded text.", (1,), False),
        ("Hidden text.", (), True),
    ]
