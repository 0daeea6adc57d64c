"""The lines that close a report, and the marks of its end."""

import pytest

from caveat.extract.page import article
from caveat.extract.signoffs import is_end_mark, read_signoff
from caveat.extract.text import text_article
from tests.unit.extract.samples import LINES, lines, meta


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("(Reporting by Ann Lee; Editing by Bo Ek)", ("Ann Lee",)),
        (
            "(Reporting by Ann Lee in Ulm and Bo Ek in New York; additional reporting by Cy Dee)",
            ("Ann Lee", "Bo Ek"),
        ),
        ("Reporting by Ann Lee, writing by Bo Ek", None),
        ("Writing by Ann Lee; Editing by Bo Ek.", ("Ann Lee",)),
        ("Editing by Bo Ek", ()),
        ("Reporting by the sea is hard.", None),
        ("Writing by hand is slow", None),
        ("Ann Lee", None),
    ],
)
def test_a_sign_off_names_who_reported(line, authors):
    assert read_signoff(line) == authors


def test_a_sign_off_is_no_line_of_a_text_and_its_byline_where_there_is_none():
    signed = "(Reporting by Ann Lee; Editing by Bo Ek)"
    story = f"The Lamp\n\n{LINES[0]}\n\n{LINES[1]}\n\n{signed}"
    read = text_article(story)
    assert (read.authors, lines(read), meta(read)) == (("Ann Lee",), LINES, [signed])
    assert text_article(story.replace("Lamp\n", "Lamp\n\nBy Cy Dee\n")).authors == ("Cy Dee",)


def test_a_sign_off_is_no_line_of_a_page():
    story = "".join(f"<p>{line} {line} {line}</p>" for line in LINES)
    page = f"<article><h1>The Lamp</h1>{story}<p>(Reporting by Ann Lee; Editing by Bo Ek)</p></article>"
    assert "Reporting" not in article(page).text


@pytest.mark.parametrize("mark", ["-30-", "ENDS", "– Ende –", "-ends-", "# # #", "/ENDS/"])
def test_the_mark_of_the_end_is_no_line(mark):
    assert lines(text_article(f"The Lamp\n\n{LINES[0]}\n\n{LINES[1]}\n\n{mark}")) == LINES


@pytest.mark.parametrize("line", ["The end", "Ends", "30", "It ENDS here", "End", ""])
def test_a_line_about_an_end_is_story(line):
    assert not is_end_mark(line)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("作者：李安", ("李安",)),
        ("文/李安", ("李安",)),
        ("기자: 김철수", ("김철수",)),
        ("Autor: Jan Nowak", ("Jan Nowak",)),
        ("Текст: Иван Петров", ("Иван Петров",)),
    ],
)
def test_a_label_in_another_language_names_the_author(line, authors):
    read = text_article(f"The Lamp\n\n{line}\n\n{LINES[0]}\n\n{LINES[1]}")
    assert (read.authors, lines(read)) == (authors, LINES)


@pytest.mark.parametrize("line", ["责任编辑：王明", "写真：共同通信", "Quelle: dpa", "Fuente: El Faro", "Фото: ТАСС"])
def test_a_credit_in_another_language_is_no_line(line):
    assert lines(text_article(f"The Lamp\n\n{LINES[0]}\n\n{line}\n\n{LINES[1]}")) == LINES


@pytest.mark.parametrize("line", ["Quelle: Das wissen wir nicht.", "Autor: unbekannt war er, und blieb es."])
def test_a_sentence_behind_such_a_label_is_story(line):
    assert line in lines(text_article(f"The Lamp\n\n{LINES[0]}\n\n{line}\n\n{LINES[1]}"))


def test_the_author_named_above_may_sign_below_a_quotation():
    text = f"The Lamp\n\nBy Ann Lee\n\n{LINES[0]}\n\n> It was the lamp.\n\n— Ann Lee"
    assert meta(text_article(text)) == ["By Ann Lee", "— Ann Lee"]
    assert "— Bo Ek" in lines(text_article(text.replace("— Ann Lee", "— Bo Ek")))
