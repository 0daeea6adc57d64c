"""Whose an article is, by what its page declares and by what it prints."""

import json

import pytest

from caveat.extract.authors import clean_authors
from caveat.extract.page import article

STORY = "<p>The ferry left the bay at nine and nobody on the quay waved it off, for the fog was thick.</p>" * 4
ANN = {"@type": "Person", "@id": "https://e.example/#ann", "name": "Ann Lee"}


def read(head: str = "", *, above: str = "", below: str = "", after: str = "") -> tuple[str, ...]:
    """The authors of a page with these pieces in its head, above and below its headline, and after its story."""
    html = f"<html><head>{head}</head><body>{above}<h1>The ferry</h1>{below}<div>{STORY}</div>{after}</body></html>"
    return article(html, url="https://e.example/ferry").authors


def linked(author: object, *others: object) -> str:
    graph = [{"@type": "NewsArticle", "headline": "The ferry", "author": author}, *others]
    return f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'


@pytest.mark.parametrize("reference", [{"@id": ANN["@id"]}, ANN["@id"], [{"@id": ANN["@id"]}]])
def test_a_reference_to_a_person_is_that_person(reference: object):
    assert read(linked(reference, ANN)) == ("Ann Lee",)


def test_a_reference_to_nothing_is_nobody():
    assert read(linked({"@id": "https://e.example/#bo"}, ANN)) == ()


@pytest.mark.parametrize(
    "byline",
    [
        "ByAnn Lee",
        "Von Ann Lee",
        "Ein Artikel von Ann Lee | 27.01.2022 - 12:45",
        "Autorin: Ann Lee",
        "Autor:in Ann Lee",
        "Text und Fotos: Ann Lee",
        "Interview: Ann Lee",
        "Geschrieben von Ann Lee am 3. Mai 2024",
        "Veröffentlicht am 8. Februar 2022 von Ann Lee",
        "Eingestellt von Ann Lee",
        "Propos recueillis par Ann Lee",
        "Par Ann Lee Le 17/02/2020",
        "Escrito por Ann Lee",
        "Por Ann Lee @annlee",
        "Scritto da Ann Lee",
        "Geschreven door Ann Lee op 3 mei",
        "Av Ann Lee",
        "Skrevet af Ann Lee",
        "Autor: Ann Lee",
        "Yazar: Ann Lee",
        "Автор: Ann Lee",
        "Ann Lee, The Associated Press",
        "Ann Lee | WXYZ",
        "Ann Lee, Bay Herald",
        "Ann Lee, Chief Technology Officer and Head of Ferries",
        "Ann Lee Chefredakteurin",
        "Ann Lee Deputy Sports Editor",
        "BAY-Online-Experte Ann Lee",
        "Ann\u00ad Lee",
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(byline: str):
    assert clean_authors([byline]) == ("Ann Lee",)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("文/李明", ("李明",)),
        ("作者：李明", ("李明",)),
        ("记者 李明、王芳", ("李明", "王芳")),
        ("홍길동 기자", ("홍길동",)),
        ("기자 홍길동", ("홍길동",)),
        ("大渡 美咲", ("大渡 美咲",)),
        ("Ann Lee/Bo van Ek", ("Ann Lee", "Bo van Ek")),
        ("Ann Lee / Bo van Ek", ("Ann Lee", "Bo van Ek")),
        ("Nelson C. J.", ("Nelson C. J.",)),
    ],
)
def test_names_are_kept_as_they_are_written(byline: str, authors: tuple[str, ...]):
    assert clean_authors([byline]) == authors


@pytest.mark.parametrize(
    "text",
    [
        "Photographs by Ann Lee",
        "Styled by Ann Lee",
        "View all posts by",
        "Alle Beiträge",
        "ann@e.example",
        "@annlee",
        "Teilen →",
    ],
)
def test_whoever_did_not_write_is_no_author(text: str):
    assert clean_authors([text], declared=True) == ()


@pytest.mark.parametrize("name", ["Marino - Bo Ek", "Institut für Wald und Forst - IWF", "dpa/lno", "delta201"])
def test_a_name_in_a_field_of_its_own_is_kept_whole(name: str):
    assert clean_authors([name], declared=True) == (name,)
