"""Owns the generated pages: listings, and articles in five styles; the same for the same number, on every machine."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from random import Random

from bench.boilerplate import comments, footer, head_code, insets, menu, sidebar
from bench.prose import AUTHORS, WORKS, headline, notice, paragraphs, teaser

_NEWEST = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIGHT, HEAVY = (60_000, 160_000), (100_000, 400_000)
"""The least and the most characters of a page: as feeds link them, and as the front pages of large publishers do."""
_CODE, _MENUS, _CARDS, _COMMENTS = 0.5, 0.2, 0.2, 0.1
"""Shares that make up what a page holds beside its story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One generated article."""

    number: int
    host: str
    path: str
    title: str
    author: str
    published: datetime
    description: str
    body: tuple[str, ...]
    notice: str | None
    """The sentence that warns, None for an article that does not."""
    place: int
    """Index of the paragraph that the notice stands before."""
    weight: tuple[int, int] = LIGHT
    """Of the page. A heavy one has boxes among the paragraphs as well."""

    @property
    def url(self) -> str:
        """Where it is found."""
        return f"http://{self.host}{self.path}"

    @property
    def page(self) -> str:
        """Its page."""
        return _STYLES[self.number % len(_STYLES)](self)


def stories(count: int, sites: int, weight: tuple[int, int] = LIGHT) -> tuple[Story, ...]:
    """`count` articles, dealt out to as many hosts as there are sites."""
    return tuple(_story(number, f"reel-{number % sites + 1}.example", weight) for number in range(count))


def listing(shown: Sequence[Story]) -> str:
    """The page that links the articles of one host."""
    cards = "".join(
        f'<article class="card"><h2><a href="{story.path}">{escape(story.title)}</a></h2>'
        f'<time datetime="{story.published.isoformat()}">{story.published:%H:%M}</time>'
        f"<p>{escape(story.description)}</p></article>"
        for story in shown
    )
    return f"<!doctype html><html lang=en><head><title>Latest</title></head><body><main>{cards}</main></body></html>"


def _story(number: int, host: str, weight: tuple[int, int]) -> Story:
    random = Random(number)
    work = random.choice(WORKS)
    body = paragraphs(random, work)
    return Story(
        number=number,
        host=host,
        path=f"/screens/story-{number}",
        title=f"{headline(random, work)} (part {number + 1})",
        author=random.choice(AUTHORS),
        published=_NEWEST - timedelta(minutes=7 * number),
        description=teaser(random, work),
        body=tuple(body),
        notice=notice(random, work) if number % 3 == 0 else None,
        place=random.choice((0, 0, 1, len(body) // 2)),
        weight=weight,
    )


def _semantic(story: Story) -> str:
    head = _meta(story) + _json_ld(story, with_body=False)
    main = (
        f'<main><article class="post"><header><h1>{escape(story.title)}</h1><address>By <a rel="author" href="/staff">'
        f'{story.author}</a></address><time datetime="{story.published.isoformat()}">{story.published:%d %B %Y}</time>'
        f"</header>{_body(story, '<p><strong>{}</strong></p>')}</article></main>"
    )
    return _page(story, head, main)


def _cms(story: Story) -> str:
    body = _body(
        story, '<div class="callout spoiler-warning"><p>{}</p></div>', '<div class="field-item"><p>{}</p></div>'
    )
    main = (
        '<div class="l-main"><div class="region region--content"><div class="node node--type-article">'
        f'<div class="field field--title"><h1 class="title">{escape(story.title)}</h1></div>'
        f'<div class="byline">by <span class="byline__name">{story.author}</span></div>'
        f'<div class="field field--body">{body}</div></div></div></div>'
    )
    return _page(story, _meta(story), main)


def _amp(story: Story) -> str:
    head = '<script async src="https://cdn.ampproject.example/v0.js"></script>' + _json_ld(story, with_body=False)
    main = (
        f'<article class="amp-wp-article"><h1 class="amp-wp-title">{escape(story.title)}</h1>'
        f'<amp-img src="/img/{story.number}.jpg" width="800" height="450" layout="responsive"></amp-img>'
        f'<div class="amp-wp-article-content">{_body(story, "<p><em>{}</em></p>")}</div></article>'
    )
    return _page(story, head, main)


def _table(story: Story) -> str:
    main = (
        '<table width="760" align="center"><tr><td valign="top" width="560"><font size="5"><b>'
        f'{escape(story.title)}</b></font><br><font size="2">By {story.author}, {story.published:%d %B %Y}</font>'
        f"{_body(story, '<p><b>{}</b></p>')}</td></tr></table>"
    )
    return _page(story, f'<meta name="author" content="{story.author}">', main)


def _declared(story: Story) -> str:
    main = f'<div id="root"><h1>{escape(story.title)}</h1><p>Loading this story ...</p></div>'
    return _page(story, _meta(story) + _json_ld(story, with_body=True), main, crowded=False)


_STYLES = (_semantic, _cms, _amp, _table, _declared)


def _page(story: Story, head: str, main: str, *, crowded: bool = True) -> str:
    """A whole page. `crowded`: with cards and comments, which a page that a script fills does not come with."""
    random = Random(-1 - story.number)
    size = random.randint(*story.weight) - len(head) - len(main)
    code = int((_CODE if crowded else 1 - _MENUS) * size)
    around = sidebar(random, int(_CARDS * size)) + comments(random, int(_COMMENTS * size)) if crowded else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(story.title)} - The Daily Reel'
        f'</title><link rel="canonical" href="{story.url}">{head}{head_code(random, code)}</head>'
        f"<body>{menu(random, int(_MENUS * size))}{main}{around}{footer()}</body></html>"
    )


def _body(story: Story, notice_form: str, form: str = "<p>{}</p>") -> str:
    pieces = [form.format(escape(text)) for text in story.body]
    if story.notice is not None:
        pieces.insert(story.place, notice_form.format(escape(story.notice)))
    if story.weight == HEAVY:
        for index, box in enumerate(insets(Random(story.number)), 1):
            pieces.insert(4 * index, box)
    return "\n".join(pieces)


def _meta(story: Story) -> str:
    fields = {
        "og:title": story.title,
        "og:type": "article",
        "og:url": story.url,
        "og:site_name": "The Daily Reel",
        "og:description": story.description,
        "og:image": f"http://{story.host}/img/{story.number}.jpg",
        "article:published_time": story.published.isoformat(),
        "article:author": story.author,
    }
    return "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in fields.items())


def _json_ld(story: Story, *, with_body: bool) -> str:
    node: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"@type": "Organization", "name": "The Daily Reel"},
        "description": story.description,
    }
    if with_body:
        body = list(story.body)
        if story.notice is not None:
            body.insert(story.place, story.notice)
        node["articleBody"] = "\n".join(body)
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'
