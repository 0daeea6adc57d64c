"""Whose an article is, by what its page declares and by what it prints."""

import json

import pytest

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
