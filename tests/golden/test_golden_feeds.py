"""Owns the feeds as they are on the wire, to the byte: `make golden` writes them anew, a person reads what changed."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caveat.model import (
    Article,
    Block,
    BlockKind,
    Document,
    Entry,
    Feed,
    Medium,
    Notice,
    Origin,
    Polarity,
    Severity,
    Unit,
    Variant,
    Where,
    Work,
)
from caveat.publish import Site, feed_drafts
from tests.unit.publish.samples import press

_FOLDER = Path(__file__).parent
_WARNING = "Careful: this recap tells how season 2 of The Lighthouse Keepers ends."


def _block(text: str, html: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind=kind, text=text, html=html)


def _entry(number: int, article: Article, day: int, *, revision: int = 1) -> Entry:
    published = datetime(2026, 3, day, 8, 30, tzinfo=UTC)
    return Entry(
        id=f"urn:uuid:00000000-0000-4000-8000-{number:012d}",
        key=article.url or f"inbox:notes/{number}.txt",
        url=article.url,
        sources=("desk",),
        article=article,
        first_seen=published,
        published=published,
        updated=published.replace(hour=8 + revision),
        revision=revision,
        digest=f"{number}-{revision}",
    )


def _documents() -> list[Document]:
    recap = Article(
        url="https://news.example/tv/lighthouse-finale",
        title="The Lighthouse Keepers: the lamp, at last",
        authors=("Ana Berg", "Tom Okafor"),
        language="en",
        description="The keeper was the smuggler.",
        tags=("tv", "smugglers"),
        blocks=(
            _block("Ten weeks of fog.", "<p>Ten weeks of <em>fog</em>.</p>", BlockKind.DEK),
            _block("The keeper was the smuggler.", "<p>The keeper was the smuggler.</p>"),
            _block("", '<figure><img src="https://news.example/cave.jpg" alt="The cave"></figure>', BlockKind.FIGURE),
            _block("The cave", "<figcaption>The cave</figcaption>", BlockKind.CAPTION),
        ),
        notices=(
            Notice(
                text=_WARNING,
                polarity=Polarity.CONTAINS,
                severity=Severity.MAJOR,
                where=Where.BODY,
                covers=(2,),
                works=(
                    Work(
                        title="The Lighthouse Keepers",
                        medium=Medium.TV,
                        season_from=2,
                        season_to=2,
                        unit=Unit.SEASON,
                    ),
                ),
                origin=Origin.PHRASE,
                rule="recap",
                confidence=0.95,
            ),
        ),
    )
    note = Article(
        title="Fish & <chips>",
        language="en",
        tags=("food",),
        blocks=(_block("Salt < vinegar.", "<p>Salt &lt; vinegar.</p>"),),
    )
    feed = Feed(id="desk", title="The desk", description="What we watch.", variants=(Variant.SAFE,))
    site = Site(base_url="https://feeds.example", version="0", now=datetime(2026, 4, 1, tzinfo=UTC))
    entries = [_entry(2, recap, 9, revision=2), _entry(1, note, 8)]
    drafts = feed_drafts(feed, [entry.head for entry in entries], press(*entries, where=site))
    return [draft.render() for draft in drafts if draft.format != "html"]


@pytest.mark.parametrize("document", _documents(), ids=lambda document: document.path)
def test_a_feed_is_what_it_was(document: Document):
    path = _FOLDER / document.path
    if os.environ.get("CAVEAT_GOLDEN") == "write":
        path.write_bytes(document.body)
    assert document.body == path.read_bytes()
