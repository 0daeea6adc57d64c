"""Plain text becomes an article: title, paragraphs, headings, items, quotes."""

from pathlib import Path

import pytest

from caveat.errors import ExtractError
from caveat.extract.text import text_article
from caveat.model import BlockKind

SEEDS = Path(__file__).parents[3] / "../shared/seeds"
STORY = "The lamp went out at nine.\n\nNobody in the lighthouse had touched it."


def kinds(article):
    return [(block.kind.value, block.text) for block in article.blocks]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed article is not part of the repository")
def test_the_article_that_started_the_project_is_read():
    seed = next(SEEDS.glob("*.txt"))
    article = text_article(seed.read_text(encoding="utf-8"), name=seed.name)
    assert article.title == 'Jessica Jones season 2 showrunner says it will show Jessica is still "messed up"'
    assert article.authors == ("Gem Seddon",)
    starts = [line.text[:5] for line in article.lines]
    assert starts == ["Read ", "What ", '"She ', '"I le', "Those", "While"]
    assert [block.text[:14] for block in article.blocks[6:]] == ["Images: Marvel", "Gem Seddon", "Gem Seddon is "]
    assert {block.kind for block in article.blocks[6:]} == {BlockKind.META}


def test_the_first_line_is_the_title_and_no_line_of_the_text():
    article = text_article(f"\n\n  The Lamp \n\n{STORY}")
    assert article.title == "The Lamp"
    assert article.text == "The lamp went out at nine.\nNobody in the lighthouse had touched it."
    assert article.html == "<p>The lamp went out at nine.</p>\n<p>Nobody in the lighthouse had touched it.</p>"


def test_a_file_without_empty_lines_has_a_paragraph_a_line():
    lines = [
        "The lamp of the old lighthouse went out at nine.",
        "Nobody in the town below had seen it.",
        "Then it rained.",
    ]
    article = text_article("\n".join(["The Lamp", *lines]))
    assert [line.text for line in article.lines] == lines


def test_wrapped_lines_are_one_paragraph():
    article = text_article(
        "The Lamp\n\n"
        "The lamp went out at nine, as it had done on every night of that week,\n"
        "and nobody in the lighthouse had touched it. The keeper swore to young\n"
        "Ann Lee that he had been asleep.\n\n"
        "His daughter knew better. She had counted the\nsteps.\n"
    )
    assert [line.text[-12:] for line in article.lines] == ["been asleep.", "d the steps."]


def test_short_lines_that_are_whole_stay_apart():
    article = text_article(
        "The Lamp\n\nThe cast of the evening was as large as the stage of the house.\n\n"
        "Ann Lee as the keeper\nBo Ek as the lamp\n"
    )
    assert article.text.splitlines()[1:] == ["Ann Lee as the keeper", "Bo Ek as the lamp"]


def test_headings_are_underlined_or_marked():
    article = text_article(f"The Lamp\n========\n\nPart one\n--------\n\n{STORY}\n\n## Part two ##\n\nMore.")
    assert article.title == "The Lamp"
    assert kinds(article)[0] == ("heading", "Part one")
    assert kinds(article)[3] == ("heading", "Part two")
    assert article.blocks[0].html == "<h2>Part one</h2>"


def test_two_marked_lines_are_a_list():
    article = text_article(f"The Lamp\n\n{STORY}\n\n- oil\n- wick\n   of cotton\n\n1. Light it.\n2. Leave.")
    assert kinds(article)[2:] == [
        ("item", "oil"),
        ("item", "wick of cotton"),
        ("item", "Light it."),
        ("item", "Leave."),
    ]
    assert "<ul><li>oil</li><li>wick of cotton</li></ul>" in article.html.replace("\n", "")
    assert "<ol><li>Light it.</li><li>Leave.</li></ol>" in article.html.replace("\n", "")


@pytest.mark.parametrize("line", ["- Who is there?", "1984. That was the year.", "#1 in the charts", "*It was dark*"])
def test_a_lone_mark_is_a_paragraph(line):
    article = text_article(f"The Lamp\n\n{STORY}\n\n{line}\n\nHe said no more.")
    assert kinds(article)[2] == ("paragraph", line)


def test_quoted_lines_are_one_quote():
    article = text_article(f"The Lamp\n\n{STORY}\n\n> I saw it\n> go out.\n\nSo she said.")
    assert kinds(article)[2] == ("quote", "I saw it go out.")


@pytest.mark.parametrize("rule", ["---", "* * *", "***", "________"])
def test_a_rule_is_no_line(rule):
    article = text_article(f"The Lamp\n\nThe lamp went out.\n\n{rule}\n\nMorning came.")
    assert article.text == "The lamp went out.\nMorning came."


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0c", "\u2028", "\x85"])
def test_every_kind_of_line_end_ends_a_line(end):
    article = text_article(f"\ufeffThe Lamp\n\n{STORY}".replace("\n", end))
    assert (article.title, len(article.lines)) == ("The Lamp", 2)


def test_white_space_is_folded_and_characters_without_a_place_in_xml_are_gone():
    article = text_article("The\tLamp\xa0\n\nIt \x00went\x08  out\ufffe\ud800.\xa0\n\nThen.")
    assert (article.title, article.text) == ("The Lamp", "It went out.\nThen.")


def test_markup_in_plain_text_is_text():
    article = text_article("<b>The</b> Lamp\n\nIt <script>alert(1)</script> went & went.\n\nOut.")
    assert article.title == "<b>The</b> Lamp"
    assert article.lines[0].text == "It <script>alert(1)</script> went & went."
    assert article.lines[0].html == "<p>It &lt;script&gt;alert(1)&lt;/script&gt; went &amp; went.</p>"


def test_a_title_alone_is_an_article():
    article = text_article("The Lamp")
    assert (article.title, article.blocks) == ("The Lamp", ())


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff", "\x00\x01", "---\ntags: tv\n---\n", "* * *\n"])
def test_a_file_without_text_is_an_error_that_names_it(text):
    with pytest.raises(ExtractError) as caught:
        text_article(text, name="empty.txt")
    assert caught.value.url == "empty.txt"


def test_a_long_first_paragraph_is_text_and_the_file_gives_the_title():
    paragraph = "The lamp went out at nine. " * 20
    article = text_article(paragraph, name="folder/the_lamp-went out.txt")
    assert article.title == "the lamp went out"
    assert article.text == paragraph.strip()
    assert text_article(paragraph).title.startswith("The lamp went out at nine.")


def test_ten_megabytes_are_read():
    article = text_article(
        "The Lamp\n\n" + "The lamp went out at nine, and nobody touched it at all.\n\n" * 20 + "a " * 5_000_000
    )
    assert len(article.lines) == 21


def test_more_paragraphs_than_any_article_has_are_an_error():
    with pytest.raises(ExtractError):
        text_article("The Lamp\n\n" + "a\n\n" * 60_000)


@pytest.mark.parametrize(
    "notice",
    [
        "SPOILER WARNING: This article discusses the end of The Lamp.",
        "Warning! Spoilers for The Lamp ahead",
        "[Spoilers for The Lamp follow]",
    ],
)
def test_a_notice_above_the_title_is_not_the_title(notice):
    article = text_article(f"{notice}\n\nWhy it went out\n\n{STORY}")
    assert (article.title, article.blocks[0].text) == ("Why it went out", notice)


def test_a_title_that_warns_is_a_title_where_no_other_line_could_be():
    assert text_article(f"Spoiler warning: it went out\n\n{STORY}").title == "Spoiler warning: it went out"


def test_a_first_paragraph_is_no_title_even_where_it_is_short():
    opening = "Everything here happens twice. Once it happens in the dark, and once more for the keeper to write down."
    article = text_article(f"{opening}\n\n{STORY}", name="the-lamp.txt")
    assert (article.title, article.lines[0].text) == ("the lamp", opening)


def test_the_line_under_the_title_without_a_full_stop_is_a_standfirst():
    article = text_article(f"The Lamp\n\nWhy nobody in the town saw it\n\n{STORY}")
    assert [line.kind for line in article.lines] == [BlockKind.DEK, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_line_that_breaks_off_in_the_middle_of_a_sentence_goes_on():
    article = text_article(f"The Lamp\n\nThis article contains spoilers for\nThe Lamp season 1\n\n{STORY * 9}")
    assert article.lines[0].text == "This article contains spoilers for The Lamp season 1"


@pytest.mark.parametrize("below", ["", "By Bo Ek\n\n", "A lamp nobody lit\n\nBy Bo Ek, 2 March 2026\n\n"])
@pytest.mark.parametrize("mark", ["", "# "])
@pytest.mark.parametrize(
    "title",
    ["Review: Dune", "Interview: Greta Gerwig", "Story: Toy Story", "Text: Ann Lee", "Von Trier", "By Any Means",
     "By Ann Lee", "12 May 1940"],
)  # fmt: skip
def test_a_title_that_reads_like_a_byline_or_a_date_is_the_title(title, mark, below):
    article = text_article(f"{mark}{title}\n\n{below}{STORY}", markdown=bool(mark))
    assert (article.title, article.authors) == (title, ("Bo Ek",) if below else ())


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("Review by Ann Lee", ("Ann Lee",)),
        ("Ann Lee | 12 March 2026", ("Ann Lee",)),
        ("12 March 2026", ()),
        ("Published: 12 March 2026", ()),
    ],
)
def test_a_signature_above_a_title_is_not_the_title(line, authors):
    article = text_article(f"{line}\n\nThe Lamp\n\n{STORY}")
    assert (article.title, article.authors, len(article.lines)) == ("The Lamp", authors, 2)


def test_a_signature_above_the_story_is_one_where_the_title_is_declared():
    article = text_article(f"---\ntitle: The Lamp\n---\nBy Ann Lee\n\n{STORY}")
    assert (article.title, article.authors, len(article.lines)) == ("The Lamp", ("Ann Lee",), 2)
