"""Owns the newsroom's front pages: the home page and the listing of stories."""

from datetime import datetime
from html import escape

from caveat.demo.stories import ORIGIN, Index, Story

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
  <meta charset="utf-8">
  <title>{title}</title>
  <link rel="canonical" href="{url}">
  <link rel="alternate" type="application/rss+xml" title="{site}" href="{origin}/feed.xml">
</head>
<body>
<div class="masthead"><a href="{origin}/">{site}</a></div>
<div class="menu"><a href="{origin}/tv/">Stories</a> <a href="{origin}/feed.xml">Feed</a></div>
{body}
<div class="foot">{site}, a newsroom that does not exist.</div>
</body>
</html>
"""

_PROMOTION = """\
<div class="card card--promotion">
  <h2><a href="{origin}/newsletter">The Friday envelope: five stories, no spoilers</a></h2>
</div>"""


def home_page(index: Index) -> str:
    """The home page, which leads to the listing and to the feed."""
    body = (
        f"<h1>{escape(index.site)}</h1>\n<p>{escape(index.description)}</p>\n"
        f'<p><a href="{ORIGIN}/tv/">All stories</a>, or <a href="{ORIGIN}/feed.xml">the feed</a>.</p>'
    )
    return _page(index, index.site, f"{ORIGIN}/", body)


def listing_page(index: Index) -> str:
    """The listing: a card a story, newest first, and one card that is no story."""
    cards = [_card(story) for story in index.stories]
    cards.insert(min(3, len(cards)), _PROMOTION.format(origin=ORIGIN))
    body = "<h1>Stories</h1>\n" + '<div class="cards">\n' + "\n".join(cards) + "\n</div>"
    return _page(index, f"Stories | {index.site}", f"{ORIGIN}/tv/", body)


def _page(index: Index, title: str, url: str, body: str) -> str:
    return _PAGE.format(
        language=escape(index.language),
        title=escape(title),
        site=escape(index.site),
        url=escape(url),
        origin=ORIGIN,
        body=body,
    )


def _card(story: Story) -> str:
    authors = escape(" and ".join(story.authors))
    return (
        f'<article class="card">\n  <h2><a href="{escape(story.url)}">{escape(story.title)}</a></h2>\n'
        f'  <div class="card__meta">{authors}, {_time(story.published)}</div>\n'
        f'  <div class="card__teaser">{escape(story.teaser)}</div>\n</article>'
    )


def _time(moment: datetime) -> str:
    return f'<time datetime="{moment.isoformat()}">{moment.day} {moment:%B %Y}</time>'
