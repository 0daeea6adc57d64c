"""What listing pages of many styles are made of: stories, menus, footers, and the page with its truth."""

from dataclasses import dataclass
from datetime import date
from html import escape

SITE = "https://news.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A page, and the paths of the articles that it lists, in its order."""

    name: str
    html: str
    truth: tuple[str, ...]
    url: str = f"{SITE}/"
    dated: int = 0
    """How many of them show their date."""


@dataclass(frozen=True, slots=True)
class Story:
    slug: str
    title: str
    day: date

    @property
    def link(self) -> str:
        return escape(self.title)

    def written(self, form: str = "%-d %B %Y") -> str:
        return self.day.strftime(form)


STORIES = (
    Story("the-lamp-goes-out-in-the-last-hour", "The lamp goes out in the last hour", date(2026, 3, 12)),
    Story("rosebud", "Rosebud", date(2026, 3, 11)),
    Story("what-the-keeper-knew-all-along", "What the keeper knew all along", date(2026, 3, 10)),
    Story("on-knives", "On knives", date(2026, 3, 9)),
    Story("a-polite-request-under-the-sea", "A polite request under the sea", date(2026, 3, 8)),
    Story("ten-years-of-frozen-yogurt-and-one-door", "Ten years of frozen yogurt, and one door", date(2026, 3, 6)),
    Story("who-let-the-trolls-in", "Who let the trolls in?", date(2026, 3, 5)),
    Story("the-car-that-answers-back", "The car that answers back, 40 years on", date(2026, 2, 27)),
    Story("nine-panels-a-page-is-plenty", "Nine panels a page is plenty", date(2026, 2, 20)),
    Story("vacancy-at-the-motel", "Vacancy at the motel", date(2026, 2, 11)),
    Story("five-people-on-an-orange-sofa", "Five people on an orange sofa & a cat", date(2026, 1, 30)),
    Story("two-last-pages-of-pip", "Two last pages of Pip", date(2026, 1, 2)),
)
TEASER = "It began with a knock, and nobody in the house could say who had been the first to hear it that night."
NAV = """<nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/tv/">Television</a></li>
<li><a href="/film/">Film</a></li><li><a href="/books/">Books and comics</a></li><li><a href="/about/">About us</a></li>
<li><a href="/newsletter/">The Friday newsletter</a></li></ul></nav>"""
FOOT = """<footer class="site-footer"><ul><li><a href="/terms/">Terms and conditions of use</a></li>
<li><a href="/privacy/">Privacy and how we keep your data</a></li><li><a href="/contact/">Contact the newsroom</a></li>
<li><a href="/advertise/">Advertise with us in print and online</a></li></ul></footer>"""
POPULAR = """<aside class="sidebar"><h3>Most read</h3><ol>
<li><a href="/2025/11/02/the-finale-everybody-hated">The finale everybody hated</a></li>
<li><a href="/2025/10/12/how-the-long-night-was-lit">How the long night was lit</a></li>
<li><a href="/2025/09/21/the-last-of-the-video-shops">The last of the video shops</a></li></ol></aside>"""


def page(body: str, *, title: str = "The Lamp", head: str = "", attributes: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body{attributes}>\n{body}\n</body></html>"
    )


def paths(pattern: str, stories: tuple[Story, ...] = STORIES) -> tuple[str, ...]:
    return tuple(address(pattern, story) for story in stories)


def address(pattern: str, story: Story) -> str:
    """`{y}`, `{m}`, `{d}` and `{slug}` of a story put into a path."""
    day = story.day
    return pattern.format(
        y=day.year, m=f"{day.month:02}", d=f"{day.day:02}", slug=story.slug, n=sum(map(ord, story.slug)) * 7
    )


def each(template: str, pattern: str, stories: tuple[Story, ...] = STORIES, form: str = "%-d %B %Y") -> str:
    """The template filled for each story: `{url}`, `{title}`, `{iso}`, `{day}`, `{teaser}`, `{slug}`, `{at}`."""
    return "\n".join(
        template.format(
            url=address(pattern, story), title=story.link, iso=story.day.isoformat(), day=story.written(form),
            teaser=TEASER, slug=story.slug, at=at,
        )
        for at, story in enumerate(stories)
    )  # fmt: skip
