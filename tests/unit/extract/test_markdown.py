"""Markdown becomes an article through the one walk of HTML."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.errors import ExtractError
from caveat.extract.text import text_article
from caveat.model import BlockKind

BODY = "The lamp went out at nine.\n\nNobody had touched it."


def read(text, **options):
    return text_article(text, markdown=True, **options)


def test_the_first_heading_is_the_title():
    article = read(f"# The *Lamp*\n\n{BODY}")
    assert article.title == "The Lamp"
    assert article.text == "The lamp went out at nine.\nNobody had touched it."


def test_without_a_heading_the_first_line_is_the_title():
    assert read(f"The Lamp\n\n{BODY}").title == "The Lamp"


def test_every_kind_of_block_is_kept():
    article = read(
        f"# T\n\n{BODY}\n\n## Part\n\n- oil\n- wick\n\n1. light\n2. leave\n\n> so she said\n\n"
        "```\ncode()\n```\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    assert [block.kind.value for block in article.blocks] == [
        "paragraph", "paragraph", "heading", "item", "item", "item", "item", "quote", "code", "table",
    ]  # fmt: skip
    assert "<ul><li>oil</li><li>wick</li></ul>" in article.html.replace("\n", "")


def test_struck_words_and_the_boxes_of_tasks_are_kept():
    html = text_article("# T\n\nIt is ~~lit~~ out.\n\n- [ ] light it\n- [x] sleep\n\n- [ ]\n", markdown=True).html
    assert "It is <s>lit</s> out." in html
    assert "<li>☐ light it</li>" in html
    assert "<li>☑ sleep</li>" in html


def test_links_and_pictures_are_absolute():
    article = read(
        "---\nurl: https://example.org/news/lamp\n---\n# T\n\nThe [lamp](../lamp) is out.\n\n![the lamp](lamp.jpg)\n"
    )
    assert 'href="https://example.org/lamp"' in article.html
    assert 'src="https://example.org/news/lamp.jpg"' in article.html


def test_html_in_markdown_is_read_and_cleaned():
    article = read(
        "# T\n\n<details><summary>Plot</summary>\n\nHe dies.\n\n</details>\n\n"
        "It is <span class='spoiler' onclick='x()'>him</span><script>alert(1)</script>. [x](javascript:alert(1))\n"
    )
    assert next(block.hints.folds for block in article.blocks if block.text == "He dies.") == (1,)
    assert '<span class="spoiler">him</span>' in article.html
    assert "<script" not in article.html
    assert 'href="javascript' not in article.html
    assert "onclick" not in article.html


def test_the_lines_around_the_story_are_found():
    article = read(
        f"# The Lamp\n\n*By Ann Lee*\n\n12 March 2026\n\n{BODY}\n\n*Photo: A. Lee*\n\n"
        "**Ann Lee**\n\nAnn Lee is a reporter.\n"
    )
    assert article.authors == ("Ann Lee",)
    assert article.published is not None
    assert article.text == "The lamp went out at nine.\nNobody had touched it."


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize(
    "text", [">!He dies!<", "It is said that\n>!He dies!< in it.", "- one\n- >!He dies!<", ">!He\ndies!<"]
)
def test_arrows_at_the_start_of_a_line_open_a_spoiler_and_no_quotation(text, markdown):
    blocks = text_article(f"# T\n\n{BODY}\n\n{text}\n\n> She said so!\n> Yes!\n", markdown=markdown).blocks
    hidden = [block for block in blocks if block.hints.is_spoiler or block.hints.spans]
    assert len(hidden) == 1
    assert "!" not in hidden[0].text
    assert [block.text for block in blocks if block.kind is BlockKind.QUOTE] == ["She said so! Yes!"]


@pytest.mark.parametrize("text", ["", "\n\n", "---\n", "<!-- nothing -->\n"])
def test_a_file_without_text_is_an_error(text):
    with pytest.raises(ExtractError):
        read(text)


def test_a_title_alone_is_an_article():
    article = read("# The Lamp\n")
    assert (article.title, article.text) == ("The Lamp", "")


@pytest.mark.parametrize("piece", ["[", "*a ", "> ", "- ", "`", "![", "<a ", "&", "_a", "|", "a\n"])
def test_hostile_repetitions_end_in_time(piece):
    started = time.process_time()
    article = read("# The Lamp\n\nIt went out.\n\n" + piece * 9_000)
    assert article.title == "The Lamp"
    assert article.blocks[0].kind is BlockKind.PARAGRAPH
    assert time.process_time() - started < 20


@pytest.mark.parametrize("piece", ["![" * 150_000, "word " * 100_000])
def test_what_is_too_large_for_markdown_is_read_as_plain_text(piece):
    started = time.process_time()
    article = read("# The Lamp\n\nIt went out.\n\n" + piece)
    assert article.title == "The Lamp"
    assert article.lines[0].text == "It went out."
    assert time.process_time() - started < 15


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab#*_[]()<>`~|-=\n &!:/\\\t0", max_size=200))
def test_any_text_is_an_article_or_an_extract_error(text):
    for markdown in (False, True):
        try:
            article = text_article(text, markdown=markdown)
        except ExtractError:
            continue
        assert article.title
        assert all("<script" not in block.html for block in article.blocks)
