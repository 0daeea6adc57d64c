"""Owns the proof that tests/golden/newsroom.json tells the truth of the newsroom's pages and of the inbox article.

The pages are read here with a few lines of BeautifulSoup: the truth must not rest on the program's own extractor.
"""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

import pytest
from bs4 import BeautifulSoup

from caveat.demo.newsroom import PAGES
from caveat.demo.stories import read_index
from caveat.model import Medium, Polarity, Severity, Unit, Where, Work

ROOT = Path(__file__).parents[3]
MARKS = {"[End of spoilers.]"}
"""End marks of the pages: neither lines nor notices."""


class WorkTruth(TypedDict):
    title: str
    medium: str | None
    season_from: int | None
    season_to: int | None
    episode_from: int | None
    episode_to: int | None
    unit: str
    through: bool


class NoticeTruth(TypedDict):
    text: str
    polarity: str
    severity: str | None
    where: str
    covers: list[int]
    works: list[WorkTruth]
    inline: bool


class Truth(TypedDict):
    slug: str
    style: str
    title: str
    authors: list[str]
    published: str
    language: str
    lines: int
    line_starts: list[str]
    line_ends: list[str]
    notices: list[NoticeTruth]
    secrets: list[str]


class InboxTruth(TypedDict):
    file: str
    title: str
    authors: list[str]
    lines: int
    line_starts: list[str]
    line_ends: list[str]
    notices: list[NoticeTruth]
    secrets: list[str]


class Golden(TypedDict):
    pages: list[Truth]
    inbox: list[InboxTruth]


GOLDEN: Golden = json.loads((ROOT / "tests/golden/newsroom.json").read_text(encoding="utf-8"))
INDEX = read_index(PAGES)
CASES = [pytest.param(truth, id=truth["slug"]) for truth in GOLDEN["pages"]]
WARNED = [
    pytest.param(truth, notice, id=truth["slug"])
    for truth in GOLDEN["pages"]
    for notice in truth["notices"]
    if notice["polarity"] == Polarity.CONTAINS
]


@dataclass(frozen=True)
class Stretch:
    """Where a line of the story stands in the page's text."""

    start: int
    end: int


def page_text(truth: Truth) -> str:
    """Everything that a visitor could read of a page, or its JSON-LD body, on one line."""
    story = INDEX.find(truth["slug"])
    assert story is not None
    soup = BeautifulSoup((PAGES / f"{story.slug}.html").read_bytes().decode(story.charset), "lxml")
    if truth["style"] == "jsonld":
        data = json.loads(soup.select('script[type="application/ld+json"]')[0].string or "")
        return " ".join(f"{data['headline']}\n{data['articleBody']}".split())
    for element in soup(["script", "style"]):
        element.decompose()
    return " ".join(soup.get_text().split())


def stretches(text: str, truth: Truth | InboxTruth) -> list[Stretch]:
    """The places of the lines, each looked for after the one before."""
    found: list[Stretch] = []
    for start, end in zip(truth["line_starts"], truth["line_ends"], strict=True):
        begin = text.index(start, found[-1].end if found else 0)
        found.append(Stretch(begin, text.index(end, begin) + len(end)))
    return found


def test_the_truth_lists_the_stories_of_the_index() -> None:
    told = [
        (t["slug"], t["title"], tuple(t["authors"]), datetime.fromisoformat(t["published"])) for t in GOLDEN["pages"]
    ]

    assert told == [(story.slug, story.title, story.authors, story.published) for story in INDEX.stories]


def test_the_newsroom_has_every_style_and_every_kind_of_notice() -> None:
    notices = [notice for truth in GOLDEN["pages"] for notice in truth["notices"]]

    assert {truth["style"] for truth in GOLDEN["pages"]} == {"cms", "semantic", "amp", "tables", "jsonld"}
    assert {notice["polarity"] for notice in notices} == set(Polarity)
    assert {notice["where"] for notice in notices} >= {Where.TITLE, Where.LEAD, Where.BODY}
    assert max(len(notice["works"]) for notice in notices) == 2
    assert any(notice["inline"] for notice in notices)
    assert sum(not truth["notices"] for truth in GOLDEN["pages"]) >= 2


@pytest.mark.parametrize("truth", CASES)
def test_every_line_stands_on_its_page_in_order(truth: Truth) -> None:
    text = page_text(truth)

    assert len(stretches(text, truth)) == truth["lines"] == len(truth["line_starts"])
    assert truth["title"] in text


@pytest.mark.parametrize("truth", CASES)
def test_between_the_lines_stand_only_notices_and_bylines(truth: Truth) -> None:
    text = page_text(truth)
    places = stretches(text, truth)
    between = {text[one.end : other.start].strip() for one, other in pairwise(places)}
    bylines = {words for words in between if words.startswith(f"By {truth['authors'][0]}")}

    assert between - bylines <= {"", *MARKS, *(notice["text"] for notice in truth["notices"])}


@pytest.mark.parametrize("truth", CASES)
def test_every_notice_stands_on_its_page(truth: Truth) -> None:
    text = page_text(truth)

    for notice in truth["notices"]:
        assert notice["text"] in text
        assert (notice["where"] == Where.TITLE) == (notice["text"] in truth["title"] and not notice["inline"])


@pytest.mark.parametrize("truth", CASES)
def test_notices_and_works_use_the_words_of_the_model(truth: Truth) -> None:
    for notice in truth["notices"]:
        assert notice["severity"] is None or Severity(notice["severity"])
        assert notice["covers"] == sorted(set(notice["covers"]))
        assert bool(notice["covers"]) == (notice["polarity"] == Polarity.CONTAINS)
        for work in notice["works"]:
            assert work["medium"] is None or Medium(work["medium"])
            assert set(work) == {field.name for field in fields(Work)}
            assert Unit(work["unit"])
            assert work["title"] in notice["text"]


@pytest.mark.parametrize(("truth", "notice"), WARNED)
def test_a_warning_covers_what_follows_it(truth: Truth, notice: NoticeTruth) -> None:
    text = page_text(truth)
    places = stretches(text, truth)
    first = notice["covers"][0]

    if notice["where"] in (Where.TITLE, Where.LEAD):
        assert notice["covers"] == list(range(1, truth["lines"] + 1))
    elif not notice["inline"]:
        assert places[first - 2].end <= text.index(notice["text"]) < places[first - 1].start


@pytest.mark.parametrize(("truth", "notice"), WARNED)
def test_its_secrets_stand_in_covered_lines_only(truth: Truth, notice: NoticeTruth) -> None:
    text = page_text(truth)
    story = INDEX.find(truth["slug"])
    markup = (PAGES / f"{truth['slug']}.html").read_bytes().decode(story.charset if story else "utf-8")
    covered = [stretches(text, truth)[number - 1] for number in notice["covers"]]

    assert truth["secrets"]
    for secret in truth["secrets"]:
        assert secret in markup
        places = [place for place in range(len(text)) if text.startswith(secret, place)]
        assert all(any(line.start <= place < line.end for line in covered) for place in places)


@pytest.mark.parametrize("truth", GOLDEN["inbox"], ids=lambda truth: truth["file"])
def test_the_inbox_article_is_as_its_truth_says(truth: InboxTruth) -> None:
    paragraphs = [" ".join(part.split()) for part in (ROOT / truth["file"]).read_text(encoding="utf-8").split("\n\n")]
    title, notice, *lines = paragraphs[: truth["lines"] + 2]

    assert title == truth["title"]
    assert notice == truth["notices"][0]["text"]
    assert [line[:40] for line in lines] == truth["line_starts"]
    assert [line[-40:] for line in lines] == truth["line_ends"]
    assert paragraphs[truth["lines"] + 3] == truth["authors"][0]
    assert all(any(secret in line for line in lines) for secret in truth["secrets"])
