"""Owns the pages for people: the index of all feeds and the reading page of an article, without scripts or requests."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from caveat.characters import one_line, printable
from caveat.model import Disclosure, Feed, Format, Variant, Wish
from caveat.publish.addresses import INDEX, Site, feed_path
from caveat.publish.channel import MEDIA_TYPES
from caveat.publish.disclosure import View
from caveat.urls import host

HTML = "text/html; charset=utf-8"
# strftime would ask the machine's locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FORMATS = {Format.RSS: "RSS", Format.ATOM: "Atom", Format.JSON: "JSON Feed"}
_DISCLOSURES = {
    Disclosure.WARN: "Every article in full; those that spoil open with a warning.",
    Disclosure.FOLD: "What spoils is folded away behind a warning, in readers that can fold.",
    Disclosure.REDACT: "What spoils is left out, with a link in its place. Right for readers that open every fold.",
    Disclosure.DROP: "Only articles without a spoiler warning.",
}
_NAMES = {None: "The feed", Variant.SAFE: "Safe", Variant.SPOILER_FREE: "Spoiler-free"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A feed or one of its twins, as the index offers it."""

    name: str
    explanation: str
    files: tuple[tuple[str, str, str], ...]
    """(format in words, media type, path) of each document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One feed on the index."""

    id: str
    title: str
    description: str
    language: str
    editions: tuple[Edition, ...]
    views: tuple[View, ...]


def index_page(feeds: Sequence[Feed], site: Site) -> bytes:
    """The page of all these feeds."""
    return _render("index.html", cards=[_card(feed, ()) for feed in feeds])


def feed_page(feed: Feed, views: Sequence[View], site: Site, wish: Wish | None) -> bytes:
    """The page of one feed with its newest entries, as a subscriber wishes to see them."""
    return _render("index.html", cards=[_card(feed, tuple(views))])


def article_page(view: View) -> bytes:
    """The page of one article; what is covered stands in closed `<details>`."""
    # The lead image only where the body does not show it anyway.
    image = view.image if view.image and escape(view.image) not in view.body else None
    source = (view.source or "") or host(view.link).removeprefix("www.")
    is_elsewhere = not view.link.endswith(view.page)
    # A fold at the very top says the same, and is no weaker on a page of ours.
    fold_warns = view.body.startswith(f"<details><summary>{escape(view.warning or '', quote=False)}</summary>")
    return _render(
        "article.html", view=view, image=image, source=source, is_elsewhere=is_elsewhere, fold_warns=fold_warns
    )


def _card(feed: Feed, views: tuple[View, ...]) -> Card:
    return Card(
        id=feed.id,
        title=one_line(feed.title) or feed.id,
        description=one_line(feed.description),
        language=feed.language,
        editions=tuple(_edition(feed, variant) for variant in (None, *feed.variants)),
        views=views,
    )


def _edition(feed: Feed, variant: Variant | None) -> Edition:
    disclosure = variant.disclosure if variant else feed.disclosure
    return Edition(
        name=_NAMES[variant],
        explanation=_DISCLOSURES[disclosure],
        files=tuple(
            (_FORMATS[form], MEDIA_TYPES[form].partition(";")[0], feed_path(feed, variant, form))
            for form in feed.formats
        ),
    )


def _day(time: datetime) -> str:
    """`9 March 2017`, the same on every machine."""
    return f"{time.day} {_MONTHS[time.month - 1]} {time.year}"


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("caveat.publish"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = _day
    css = environment.get_template("style.css").render()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    environment.globals["css"] = css
    environment.globals["policy"] = (
        f"default-src 'none'; img-src https: http: data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    environment.globals["index"] = INDEX
    return environment


_ENVIRONMENT = _environment()


def _render(name: str, **values: object) -> bytes:
    return printable(_ENVIRONMENT.get_template(name).render(**values)).encode()
