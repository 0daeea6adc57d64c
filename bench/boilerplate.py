"""Owns the weight that news pages carry around their story: styles, scripts, menus, cards, comments, footers."""

import json
from collections.abc import Callable
from html import escape
from random import Random

from bench.prose import AUTHORS, WORKS, aside, headline

_SECTIONS = ("Television", "Film", "Books", "Games", "Stage", "Podcasts", "Interviews", "Reviews", "Archive", "Shop")


def head_code(random: Random, size: int) -> str:
    """A `<style>` and a `<script>` of about `size` characters together."""
    rules: list[str] = []
    length = 0
    while length < size // 3:
        name, pixels, colour = random.randrange(10**6), random.randint(1, 60), random.randrange(16**6)
        rule = f".c-{name:06d}>.u{name % 97}{{margin:{pixels}px auto;padding:0 {pixels // 2}px;color:#{colour:06x}}}"
        rules.append(rule)
        length += len(rule)
    return f"<style>{''.join(rules)}</style>\n<script>window.__STATE__={_state(random, size - length)};</script>"


def menu(random: Random, size: int) -> str:
    """The header with its mega-menu, of about `size` characters."""
    items = _until(size, lambda: _item(random))
    return (
        '<header class="site-header"><div class="wrap"><a class="logo" href="/">The Daily Reel</a>'
        f'<nav aria-label="Main"><ul class="menu">{items}</ul></nav></div></header>'
    )


def sidebar(random: Random, size: int) -> str:
    """Cards of related stories, and a sign-up box, of about `size` characters."""
    cards = _until(size, lambda: _card(random))
    return (
        f'<aside class="sidebar"><h2>More to read</h2><div class="grid">{cards}</div><form class="newsletter" '
        'action="/subscribe"><label>Get our letter <input type="email" name="mail"></label>'
        "<button>Sign up</button></form></aside>"
    )


def insets(random: Random) -> tuple[str, ...]:
    """The boxes that stand among the paragraphs of a story: what else to read, a picture, a sign-up, an advert."""
    links = "".join(f'<li><a href="/story/{random.randrange(10**6)}">{aside(random)}</a></li>' for _ in range(3))
    return (
        f'<div class="related-inline"><h3>Read more</h3><ul>{links}</ul></div>',
        f'<figure class="media"><img data-src="/img/{random.randrange(10**6)}.jpg" alt="" loading="lazy"><figcaption>'
        f"{escape(random.choice(WORKS))} <cite>Photo: {random.choice(AUTHORS)}</cite></figcaption></figure>",
        '<div class="newsletter-inline"><p>Sign up for our letter, every Friday in your inbox.</p><form '
        'action="/subscribe"><input type="email"><button>Sign up</button></form></div>',
        f'<div class="ad ad--{random.randrange(9)}"><p>Advertisement</p></div>',
    )


def comments(random: Random, size: int) -> str:
    """What readers said, of about `size` characters."""
    return (
        f'<section class="comments" id="comments"><h2>Comments</h2>{_until(size, lambda: _comment(random))}</section>'
    )


def footer() -> str:
    """The footer with its many links."""
    items = "".join(f'<li><a href="/about/{number}">{_SECTIONS[number % 10]} desk</a></li>' for number in range(40))
    return f'<footer class="site-footer"><ul>{items}</ul><p>© The Daily Reel. All rights reserved.</p></footer>'


def _until(size: int, piece: Callable[[], str]) -> str:
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(piece())
        length += len(pieces[-1])
    return "".join(pieces)


def _item(random: Random) -> str:
    number = random.randrange(1000)
    return (
        f'<li class="menu__item menu__item--{number % 7}"><a class="menu__link" href="/topic/{number}?ref=nav">'
        f"{_icon(random)}<span>{random.choice(_SECTIONS)} {number}</span></a></li>"
    )


def _card(random: Random) -> str:
    work = random.choice(WORKS)
    number = random.randrange(10**6)
    return (
        f'<div class="card card--{number % 5}"><a class="card__link" href="/story/{number}" data-pos="{number % 31}">'
        f'<picture><source srcset="/img/{number}-800.webp 800w, /img/{number}-400.webp 400w" type="image/webp">'
        f'<img class="card__img" src="/img/{number}.jpg" alt="{escape(work)}" width="400" height="225" loading="lazy">'
        f'</picture><h3 class="card__title">{escape(headline(random, work))}</h3></a>'
        f'<ul class="card__tags"><li><a href="/tag/{number % 89}">{random.choice(_SECTIONS)}</a></li></ul>'
        f'<div class="card__actions" data-id="{number:x}"><button class="btn btn--save" aria-label="Save">'
        f'{_icon(random)}</button><button class="btn btn--share" aria-label="Share">{_icon(random)}</button></div>'
        f'<span class="card__by">{random.choice(AUTHORS)}</span></div>'
    )


def _comment(random: Random) -> str:
    number = random.randrange(10**6)
    return (
        f'<div class="comment" id="c{number}"><div class="comment__head"><span class="name">reader{number}</span>'
        f' <a href="#c{number}">{random.randint(1, 59)} minutes ago</a></div>'
        f'<div class="comment__text"><p>{aside(random)}</p></div>'
        f'<div class="comment__foot">{_icon(random)}<button class="btn">Like</button>'
        f'{_icon(random)}<button class="btn">Reply</button></div></div>'
    )


def _icon(random: Random) -> str:
    path = " ".join(f"L{random.randint(0, 24)} {random.randint(0, 24)}" for _ in range(6))
    return f'<svg viewBox="0 0 24 24" class="icon" aria-hidden="true"><path d="M0 0{path}z"/></svg>'


def _state(random: Random, size: int) -> str:
    rows: list[dict[str, object]] = []
    length = 0
    while length < size:
        number = random.randrange(10**9)
        row = {"id": f"{number:x}", "slot": f"ad-{number % 41}", "w": number % 970, "t": random.choice(_SECTIONS)}
        rows.append(row)
        length += len(json.dumps(row)) + 2
    return json.dumps({"rows": rows})
