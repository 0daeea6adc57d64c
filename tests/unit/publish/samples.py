"""Owns the entries that the tests of publishing are made of: all of our own writing."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from caveat.model import (
    Article,
    Block,
    BlockKind,
    Disclosure,
    Enclosure,
    Entry,
    Feed,
    Format,
    Hints,
    KnownWork,
    Medium,
    Notice,
    Origin,
    Polarity,
    Role,
    Unit,
    Variant,
    Where,
    Work,
)
from caveat.publish import Memory, Press, Site, feed_drafts, site_key
from caveat.publish.disclosure import Showing, View, disclose

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PUBLISHED = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
UPDATED = datetime(2026, 3, 10, 17, 5, tzinfo=UTC)
LINK = "https://news.example/tv/dune"
LEAD_WORDS = "This article discusses the ending of Dune: Part Two. Do not read on if you have yet to see it."

DUNE = Work(title="Dune: Part Two", medium=Medium.FILM, unit=Unit.FILM)
JESSICA = Work(title="Jessica Jones", medium=Medium.TV, season_from=1, season_to=1, unit=Unit.SEASON)

_TAGS = {
    BlockKind.PARAGRAPH: ("<p>", "</p>"),
    BlockKind.HEADING: ("<h2>", "</h2>"),
    BlockKind.ITEM: ("<li>", "</li>"),
    BlockKind.QUOTE: ("<blockquote><p>", "</p></blockquote>"),
    BlockKind.TABLE: ("<table><tr><td>", "</td></tr></table>"),
    BlockKind.CODE: ("<pre>", "</pre>"),
    BlockKind.CAPTION: ("<figcaption>", "</figcaption>"),
    BlockKind.DEK: ("<p>", "</p>"),
}


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, role: Role = Role.STORY) -> Block:
    """A block whose markup says the same as its text."""
    opening, closing = _TAGS[kind]
    return Block(kind=kind, text=text, html=opening + escape(text) + closing, role=role, hints=Hints(level=1))


def figure(alt: str, src: str = "https://news.example/a.jpg") -> Block:
    """A picture with a description."""
    html = f'<figure><img src="{escape(src)}" alt="{escape(alt)}"></figure>'
    return Block(kind=BlockKind.FIGURE, text="", html=html)


def spanned(before: str, hidden: str, after: str = "", kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """A block with a stretch that its publisher hid."""
    opening, closing = _TAGS[kind]
    html = f'{opening}{escape(before)}<span class="spoiler">{escape(hidden)}</span>{escape(after)}{closing}'
    spans = ((len(before), len(before) + len(hidden)),)
    return Block(kind=kind, text=before + hidden + after, html=html, hints=Hints(level=1, spans=spans))


def notice(
    *covers: int,
    text: str = LEAD_WORDS,
    where: Where = Where.LEAD,
    works: tuple[Work, ...] = (DUNE,),
    polarity: Polarity = Polarity.CONTAINS,
    inline: bool = False,
) -> Notice:
    """A notice over these lines."""
    return Notice(
        text=text,
        polarity=polarity,
        where=where,
        covers=covers,
        works=works,
        origin=Origin.MARKUP if inline else Origin.PHRASE,
        rule="test",
        inline=inline,
    )


def entry(
    *blocks: Block,
    notices: tuple[Notice, ...] = (),
    title: str = "What the desert keeps",
    url: str | None = LINK,
    description: str | None = None,
    section: str | None = None,
    tags: tuple[str, ...] = (),
    image: str | None = None,
    image_width: int | None = None,
    image_height: int | None = None,
    image_alt: str | None = None,
    enclosures: tuple[Enclosure, ...] = (),
    authors: tuple[str, ...] = ("Ana Berg",),
    language: str | None = "en",
    number: int = 1,
    revision: int = 1,
    published: datetime = PUBLISHED,
) -> Entry:
    """An entry of these blocks."""
    article = Article(
        title=title,
        url=url,
        authors=authors,
        published=published,
        description=description,
        section=section,
        tags=tags,
        image=image,
        image_width=image_width,
        image_height=image_height,
        image_alt=image_alt,
        enclosures=enclosures,
        language=language,
        site="The Example",
        blocks=blocks,
        notices=notices,
    )
    return Entry(
        id=f"urn:uuid:00000000-0000-4000-8000-{number:012d}",
        key=url or f"inbox:notes/{number}.txt",
        url=url,
        sources=("tv-news",),
        article=article,
        first_seen=published,
        published=published,
        updated=UPDATED,
        revision=revision,
        digest=f"{number}-{revision}",
    )


def site(*works: KnownWork) -> Site:
    """An installation with these works in works.toml."""
    return Site(base_url="https://feeds.example", version="0.1.0", works=works, now=NOW)


def feed(disclosure: Disclosure = Disclosure.FOLD, *, variants: tuple[Variant, ...] = (), limit: int = 50) -> Feed:
    """A feed in every format."""
    return Feed(
        id="tv",
        title="TV news, with fair warning",
        description="Our television desk.",
        disclosure=disclosure,
        variants=variants,
        formats=tuple(Format),
        limit=limit,
    )


def shown(given: Entry, disclosure: Disclosure, where: Site | None = None, **how: Any) -> View | None:
    """What a subscriber sees of an entry; `how`: further fields of `Showing`."""
    return disclose(given, Showing(disclosure=disclosure, **how), where or site())


def press(*entries: Entry, where: Site | None = None) -> Press:
    """What rendering needs, with these entries in store."""

    def load(ids: Sequence[str]) -> dict[str, Entry]:
        return {found.id: found for found in entries if found.id in ids}

    place = where or site()
    return Press(site=place, load=load, memory=Memory(), digest=site_key(place))


def rendered(entries: list[Entry], disclosure: Disclosure, where: Site | None = None) -> dict[str, bytes]:
    """The documents of a feed of these entries, by format, without its page."""
    drafts = feed_drafts(feed(disclosure), [found.head for found in entries], press(*entries, where=where))
    return {draft.format: draft.render().body for draft in drafts if draft.format != "html"}
