"""Owns the newsroom's index: which stories there are, and what the listing and the feed say of them."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NotRequired, TypedDict

ORIGIN = "http://newsroom.example"
"""Where the newsroom says it is, whatever port it is served on."""

Folder = Traversable | Path
"""A folder of pages: inside the installed package, or a copy on disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article of the newsroom."""

    slug: str
    title: str
    authors: tuple[str, ...]
    published: datetime
    """Aware, at the newsroom's offset of that day."""
    updated: datetime
    """When its page was last changed; `published` where the index says nothing."""
    teaser: str
    """One plain sentence or two that give nothing away."""
    tags: tuple[str, ...]
    image: str
    """File name below `img/`."""
    charset: str
    """What its page is written in."""

    @property
    def url(self) -> str:
        """Its address as the newsroom prints it."""
        return f"{ORIGIN}/tv/{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The newsroom and its stories, newest first; there is at least one."""

    site: str
    description: str
    language: str
    stories: tuple[Story, ...]

    @property
    def changed(self) -> datetime:
        """When anything was last published or changed."""
        return max(story.updated for story in self.stories)

    def find(self, slug: str) -> Story | None:
        """The story with this slug."""
        return next((story for story in self.stories if story.slug == slug), None)


class _Row(TypedDict):
    slug: str
    title: str
    authors: list[str]
    published: datetime
    updated: NotRequired[datetime]
    teaser: str
    tags: list[str]
    image: str
    charset: NotRequired[str]


def read_index(pages: Folder) -> Index:
    """The index of a folder of pages, from its `index.toml`."""
    table = tomllib.loads((pages / "index.toml").read_text(encoding="utf-8"))
    rows: list[_Row] = table["story"]
    stories = sorted((_story(row) for row in rows), key=lambda story: story.published, reverse=True)
    return Index(
        site=table["site"], description=table["description"], language=table["language"], stories=tuple(stories)
    )


def _story(row: _Row) -> Story:
    return Story(
        slug=row["slug"],
        title=row["title"],
        authors=tuple(row["authors"]),
        published=row["published"],
        updated=row.get("updated", row["published"]),
        teaser=row["teaser"],
        tags=tuple(row["tags"]),
        image=row["image"],
        charset=row.get("charset", "utf-8"),
    )
