"""Real pages, where they are at hand: what they cover is met by no reader before its warning, or not at all."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest

import caveat
from caveat.model import Article, Disclosure, Entry, Where
from caveat.publish import article_draft, feed_drafts
from tests.unit.publish.readers import MODELS, at_first_sight, decoded, feedparsed, items, read_aloud
from tests.unit.publish.samples import LEAD_WORDS, block, entry, feed, notice, press

_CORPORA = Path(__file__).parents[2] / "../shared/corpora"
_LABELLED = sorted((_CORPORA / "spoilers-dev/pages").glob("*.json"))
_OTHERS = sorted((_CORPORA / "articles-dev/html").glob("*.html.gz"))[::32]
_WORD = re.compile(r"[^\W\d_]{4,}")
_WARNING = re.compile(r"spoiler warning:|\[spoilers", re.IGNORECASE)
_NOW = datetime(2026, 11, 1, tzinfo=UTC)

labelled = pytest.mark.parametrize("page", _LABELLED or [None], ids=lambda page: page.stem if page else "none")
other = pytest.mark.parametrize("page", _OTHERS or [None], ids=lambda page: page.name.split(".")[0] if page else "none")


@dataclass(frozen=True)
class Case:
    """An entry, and the words that stand in nothing but what its notices cover."""

    entry: Entry
    covered: frozenset[str]


def words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def entry_of(article: Article) -> Entry:
    return replace(entry(block("")), url=article.url, article=article, published=_NOW, updated=_NOW)


def case_of(article: Article, covered: set[int]) -> Case:
    """The case of these lines, numbered from 1. What is no line is covered with the one before or after it."""
    inside: list[str] = []
    outside: list[str] = []
    done = 0
    for found in article.shown:
        done += found.is_line
        around = {done} if found.is_line else {done, done + 1}
        (inside if around & covered else outside).append(read_aloud(found.html))
    # The warning may be in words that the story uses as well, and an address is no secret.
    openly = [*outside, repr(article.notices), article.title, article.site or "", unquote(article.url or "")]
    told = words(" ".join([*openly, *article.authors]))
    return Case(entry_of(article), words(" ".join(inside)) - told - _NOISE)


def labelled_case(page: Path | None) -> Case:
    """The case of a labelled page, with what its label says is covered, whatever was found."""
    if page is None:
        pytest.skip("the labelled pages are not at hand")
    truth = json.loads(page.read_text(encoding="utf-8"))
    html = page.with_suffix(".html").read_text(encoding="utf-8")
    article = caveat.extract(html, url=f"https://news.example/{page.stem}")
    follows = {number for one in truth["notices"] if one["polarity"] == "contains" for number in one["follows"]}
    starts = tuple(truth["paragraph_starts"][number - 1] for number in sorted(follows))
    covered = {number for number, line in enumerate(article.lines, start=1) if starts and line.text.startswith(starts)}
    assert len(covered) == len(follows)
    return case_of(article, covered)


def other_case(page: Path | None) -> Case:
    """The case of some page whose second half is given a notice."""
    if page is None:
        pytest.skip("the pages are not at hand")
    article = caveat.extract(gzip.decompress(page.read_bytes()), url=f"https://news.example/{page.stem[:8]}")
    half = range(len(article.lines) // 2 + 1, len(article.lines) + 1)
    given = notice(*half, text=LEAD_WORDS, where=Where.BODY)
    # What the page's own data says of it is about all of it.
    told = replace(article, notices=(given,), title="A title", description=article.lines[-1].text)
    return case_of(told, set(half))


def documents(case: Case, disclosure: Disclosure) -> dict[str, bytes]:
    drafts = feed_drafts(feed(disclosure), [case.entry.head], press(case.entry))
    return {draft.format: draft.render().body for draft in drafts}


def article_page(case: Case) -> bytes:
    return article_draft(case.entry.head, press(case.entry)).render().body


def readings(form: str, body: bytes) -> Iterator[str]:
    """Every text that any model of a reader shows of the one entry of a document."""
    (item,) = items(form, body)
    for model in MODELS:
        yield from model(item)
    if form != "json":
        yield from feedparsed(body)[0]


def _noise() -> frozenset[str]:
    """The words of our own pages and documents."""
    sample = entry(block("One."), block("Two."), notices=(notice(2),))
    plain = Case(replace(sample, published=_NOW, updated=_NOW), frozenset())
    bodies = [body for disclosure in Disclosure for body in documents(plain, disclosure).values()]
    return words(" ".join(text for body in [*bodies, article_page(plain)] for text in decoded(body)))


_NOISE = _noise()


def met_too_early(text: str, covered: frozenset[str]) -> frozenset[str]:
    warned = _WARNING.search(text)
    return words(text[: warned.start()] if warned else text) & covered


def assert_never_spoils(case: Case) -> None:
    for disclosure in (Disclosure.WARN, Disclosure.FOLD):
        for form, body in documents(case, disclosure).items():
            if form == "html":
                assert words(at_first_sight(body.decode())) & case.covered == set()
                continue
            for text in readings(form, body):
                assert met_too_early(text, case.covered) == set(), (disclosure, form)
            (item,) = items(form, body)
            assert case.covered <= words(read_aloud(item.content))
    for disclosure in (Disclosure.REDACT, Disclosure.DROP):
        for form, body in documents(case, disclosure).items():
            seen = at_first_sight(body.decode()).encode() if form == "html" else body
            for text in decoded(seen):
                assert words(text) & case.covered == set(), (disclosure, form)
    assert words(at_first_sight(article_page(case).decode())) & case.covered == set()


@labelled
def test_a_labelled_page_never_spoils(page: Path | None):
    case = labelled_case(page)
    assert_never_spoils(case)


@other
def test_no_page_spoils_what_a_notice_covers(page: Path | None):
    case = other_case(page)
    assert len(case.covered) > 3
    assert_never_spoils(case)
