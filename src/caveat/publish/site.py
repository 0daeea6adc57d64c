"""Owns the pages for people: the index of all feeds, the page of a feed, the reading page of an article."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from html import escape
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from caveat.characters import one_line, printable
from caveat.model import Disclosure, Feed, Wish
from caveat.publish.addresses import INDEX, OPML, Site, feed_page_path
from caveat.publish.disclosure import View
from caveat.publish.editions import FORMATS, address, choices, editions, in_few_words
from caveat.publish.seen import MOST
from caveat.publish.ticks import asked_of, lifted_by, ticks
from caveat.urls import host

HTML = "text/html; charset=utf-8"
# strftime would ask the machine's locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ABOUT = {
    Disclosure.WARN: "An article with a spoiler notice says so first: in its title, its summary and its first line.",
    Disclosure.FOLD: "An article with a spoiler notice says so first, and what spoils is folded away behind it.",
    Disclosure.REDACT: "An article with a spoiler notice says so first, and what spoils is left out.",
    Disclosure.DROP: "Only articles that carry no spoiler warning.",
}

_POINT = "[sS][0-9]{1,9}([eE][0-9]{1,9})?|[eEcCiIvVbBpP][0-9]{1,9}"
"""As `read_wish` reads it, in any case."""


def index_page(feeds: Sequence[Feed], site: Site) -> bytes:
    """The page of all these feeds. It holds no entry, so that it changes with the config only."""
    cards = [
        {
            "feed": feed,
            "title": _title(feed),
            "description": one_line(feed.description),
            "page": feed_page_path(feed),
            "words": in_few_words(feed),
            "editions": editions(feed, site, None),
        }
        for feed in feeds
    ]
    return _render("index.html", policy=_policy(), cards=cards, opml=OPML)


def feed_page(feed: Feed, views: Sequence[View], site: Site, wish: Wish | None) -> bytes:
    """The page of one feed with its newest entries, as a subscriber wishes to see them.

    It makes no request at all: a picture can tell as much as the text around it, and tells its server who looks.
    """
    offered = choices(feed, wish)
    chosen = next((choice for choice in offered if choice.is_chosen), offered[0])
    return _render(
        "feed.html",
        policy=_policy(script=_hash(_SCRIPT), forms="'self'"),
        script=_SCRIPT,
        feed=feed,
        title=_title(feed),
        description=one_line(feed.description),
        about=_ABOUT[chosen.disclosure],
        page=feed_page_path(feed),
        folder=site.address(""),
        editions=editions(feed, site, wish),
        choices=offered,
        chosen=chosen,
        address=address(chosen, feed, site, wish),
        formats=[(form.value, FORMATS[form]) for form in feed.formats],
        ticks=ticks(views, site, wish),
        most=MOST,
        point=_POINT,
        wish=wish or Wish(),
        views=views,
    )


def article_page(view: View) -> bytes:
    """The page of one article; what is covered stands in closed `<details>`."""
    # The lead image only where the body does not show it anyway.
    image = view.image if view.image and escape(view.image) not in view.body else None
    # A fold at the very top says the same, and is no weaker on a page of ours.
    fold_warns = view.body.startswith(f"<details><summary>{escape(view.warning or '', quote=False)}</summary>")
    return _render(
        "article.html",
        policy=_policy(pictures="https: http: data:"),
        view=view,
        # A lazy picture in a closed fold is not asked for. No quotes, since this may stand inside an attribute.
        body=view.body.replace("<img ", "<img loading=lazy "),
        up="../" * view.page.count("/"),
        image=image,
        fold_warns=fold_warns,
    )


def _title(feed: Feed) -> str:
    return one_line(feed.title) or feed.id


def _day(time: datetime) -> str:
    """`9 March 2017`, the same on every machine."""
    return f"{time.day} {_MONTHS[time.month - 1]} {time.year}"


def _origin(view: View) -> str:
    """What an article is from, in a word or two."""
    return view.source or host(view.link).removeprefix("www.") or "its source"


def _is_elsewhere(view: View) -> bool:
    """Whether the article has an address of its own."""
    return not view.link.endswith(view.page)


def _text(name: str) -> str:
    return (files("caveat.publish") / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """A source that allows this very style or script and no other (CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


_STYLE = _text("style.css")
_SCRIPT = _text("feed.js")


def _policy(*, pictures: str = "data:", script: str = "'none'", forms: str = "'none'") -> str:
    return (
        f"default-src 'none'; img-src {pictures}; style-src {_hash(_STYLE)}; script-src {script}; "
        f"base-uri 'none'; form-action {forms}"
    )


POLICY = _policy(pictures="https: http: data:", script=_hash(_SCRIPT), forms="'self'") + "; frame-ancestors 'none'"
"""The Content-Security-Policy for the header of any page; each page narrows it down to what it needs itself."""


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("caveat.publish"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = _day
    environment.filters["origin"] = _origin
    environment.filters["lifted_by"] = lifted_by
    environment.filters["asked_of"] = asked_of
    environment.tests["elsewhere"] = _is_elsewhere
    environment.globals["css"] = _STYLE
    environment.globals["index"] = INDEX
    return environment


_ENVIRONMENT = _environment()


def _render(name: str, **values: object) -> bytes:
    return printable(_ENVIRONMENT.get_template(name).render(**values)).encode()
