"""Owns small values to store: an entry, a poll, a document, each with whatever a test wants different."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from caveat.model import (
    Article,
    Block,
    BlockKind,
    Document,
    Entry,
    LinkState,
    Medium,
    Notice,
    Origin,
    Page,
    Polarity,
    Poll,
    RawPage,
    SourceState,
    Unit,
    Validators,
    Where,
    Work,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def article(title="The tower falls", text="It falls in the last chapter."):
    """An article of one paragraph, with a notice about one work."""
    return Article(
        title=title,
        authors=("Ada Example",),
        blocks=(Block(kind=BlockKind.PARAGRAPH, text=text, html=f"<p>{text}</p>"),),
        notices=(
            Notice(
                text="Spoilers for The Tower, season 2",
                polarity=Polarity.CONTAINS,
                where=Where.LEAD,
                covers=(1,),
                works=(Work(title="The Tower", medium=Medium.TV, season_from=2, season_to=2, unit=Unit.SEASON),),
                origin=Origin.PHRASE,
                rule="carrier",
            ),
        ),
    )


def entry(name="tower", **changes):
    """A first revision of the article at news.example/<name>, of the source "tv"."""
    key = f"https://news.example/{name}"
    made = Entry(
        id=uuid5(NAMESPACE_URL, key).urn,
        key=key,
        url=key,
        sources=("tv",),
        article=article(),
        first_seen=NOON,
        published=NOON,
        updated=NOON,
        digest="d1",
    )
    return replace(made, **changes)


def dated(name, hours, *sources):
    """An entry of that name and those sources, published some hours after noon."""
    return entry(name, published=NOON + timedelta(hours=hours), sources=sources or ("tv",))


def state(source_id="tv", **changes):
    """The state of a source after a poll at noon."""
    made = SourceState(source_id=source_id, next_at=NOON + timedelta(minutes=30), polled_at=NOON)
    return replace(made, **changes)


def poll(*entries, source_id="tv", links=(), pages=()):
    """A poll that found these entries."""
    return Poll(state=state(source_id), entries=entries, links=tuple(links), pages=tuple(pages))


def link(key, entry_key=None, **changes):
    """A link looked at, at noon."""
    made = LinkState(key=key, entry_key=entry_key, checked_at=NOON, next_check_at=NOON + timedelta(hours=1))
    return replace(made, **changes)


def page(entry_key, fetched_at=NOON, body=b"<p>It falls.</p>"):
    """A raw page of an entry."""
    validators = Validators(etag='W/"1"', last_modified="Sun, 01 Mar 2026 12:00:00 GMT")
    raw = Page(url=entry_key, body=body, media_type="text/html", validators=validators, fetched_at=fetched_at)
    return RawPage(entry_key=entry_key, page=raw)


def document(path="tv.rss", body=b"<rss/>", key="k1", changed=NOON, **more):
    """A rendered feed; `more`: further fields."""
    media_type = "application/rss+xml; charset=utf-8"
    return Document(path=path, media_type=media_type, body=body, key=key, changed=changed, **more)
