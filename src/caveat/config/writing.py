"""Owns what the program writes into config/: new files of sources, never over another, and only if all stays well."""

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

import tomli_w

from caveat.errors import ConfigError, StorageError
from caveat.model import ListingRules, Settings, Source, SourceKind
from caveat.urls import host

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 40
"""Characters of an id that is made of a title."""
_LONGEST_FILE_NAME = 200
_SHORTEST_ID = 3
"""Characters that a title must leave of itself, in Latin letters, to be an id."""

_COMMENTS: Mapping[str, str] = {
    "id": "lower-case letters, digits, hyphens; its name in feeds.toml: once read, keep it",
    "tags": "given to every article of the source",
    "full_text": "the feed holds teasers only: fetch each article's own page",
    "include": "only articles whose address matches; without this line, all",
    "item": "what repeats on the page",
    "link": "inside the item: the link to the article",
    "title": "inside the item: the headline",
    "published": "inside the item: the date",
    "next": "the link to the next page of the list",
}
_CHOICES = (
    ('every = "1h"', "how often to look; without it, as [schedule] in caveat.toml says"),
    ('tags = ["tv"]', "given to every article of the source; feeds can be made of them"),
    ('include = ["*/tv/*"]', "only articles whose address matches; * is anything; exclude: none of these"),
    ("initial = 10", "how many articles the first poll publishes"),
)
"""What an operator may want to say of a source, beside what was found out."""


def sources_folder(config: Path) -> Path:
    """Where the files of sources lie."""
    return config / "sources"


class Ids:
    """Mints ids of sources, each once."""

    def __init__(self, config: Path, settings: Settings) -> None:
        """Taken are the ids of the sources that there are, and the names of their files."""
        files = {path.stem.lower() for path in sources_folder(config).glob("*.toml")}
        self._taken = files | {source.id for source in settings.sources}
        self._numbers: dict[str, int] = {}

    def mint(self, wanted: str, url: str) -> str:
        """An id of a title (which may be an id already), or else of the address's host, with a number where taken."""
        stem = _stem(wanted, url)
        name = stem
        while name in self._taken:
            number = self._numbers[stem] = self._numbers.get(stem, 1) + 1
            name = f"{stem}-{number}"
        self._taken.add(name)
        return name

    def problem(self, wanted: str) -> str | None:
        """Why a source cannot have this id; None if it can."""
        if not _ID.fullmatch(wanted):
            return 'lower-case letters, digits and single hyphens are wanted, such as "tv-news"'
        return f"{wanted} is taken already" if wanted in self._taken else None


def comment(text: str) -> str:
    """A text from anywhere as one comment line."""
    return "# " + "".join(character if character.isprintable() else " " for character in text)


def source_block(source: Source, *, choices: bool = False) -> str:
    """The `[[source]]` of a feed, listing or sitemap; `choices`: with what else may be said, commented out."""
    values: dict[str, object] = {"id": source.id, "kind": source.kind.value, "url": source.url or ""}
    if source.kind is SourceKind.FEED and source.full_text:
        values["full_text"] = True
    for name in ("tags", "include", "language"):
        if value := getattr(source, name):
            values[name] = value if isinstance(value, str) else list(value)
    lines = ["[[source]]", *_pairs(values)]
    if choices:
        lines += [_commented(f"# {pair}", comment) for pair, comment in _CHOICES if pair.split(" ")[0] not in values]
    if source.listing is not None:
        lines += ["", _commented("[source.select]", "CSS selectors"), *_pairs(_selectors(source.listing))]
    return "\n".join(lines) + "\n"


def write_sources(config: Path, name: str, text: str, *, check: Callable[[], object]) -> Path:
    """Makes `config/sources/NAME.toml`, whole or not at all; `check` then loads the config.

    Raises `StorageError` where it cannot be written or there is a file of that name, and the `ConfigError` that
    `check` raises: the file is then taken away again.
    """
    target = sources_folder(config) / f"{name}.toml"
    part = target.with_name(f".{name}.{secrets.token_hex(8)}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(part, text)
            _place(part, target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        is_there = isinstance(error, FileExistsError) and target.exists()
        reason = "is there already, and is not written over" if is_there else f"cannot be written: {error.strerror}"
        raise StorageError(f"{target} {reason}") from error
    try:
        check()
    except ConfigError:
        target.unlink(missing_ok=True)
        raise
    return target


def _stem(wanted: str, url: str) -> str:
    if _ID.fullmatch(wanted) and len(wanted) <= _LONGEST_FILE_NAME:
        return wanted
    slug = _slug(wanted)
    return slug if len(slug) >= _SHORTEST_ID else _slug(host(url).removeprefix("www.")) or "source"


def _slug(text: str) -> str:
    """The text in lower-case letters, digits and single hyphens, cut between words."""
    decomposed = unicodedata.normalize("NFKD", text[: 4 * _LONGEST_ID]).encode("ascii", "ignore").decode()
    slug = _NOT_IN_IDS.sub("-", decomposed.lower()).strip("-")
    if len(slug) <= _LONGEST_ID:
        return slug
    head = slug[: _LONGEST_ID + 1]
    return head.rpartition("-")[0] if "-" in head else slug[:_LONGEST_ID]


def _selectors(rules: ListingRules) -> dict[str, object]:
    return {name: value for name, value in asdict(rules).items() if value is not None}


def _pairs(values: Mapping[str, object]) -> list[str]:
    """Keys with their values, a line each, and with a comment where there is one."""
    return [_commented(_pair(name, value), _COMMENTS.get(name)) for name, value in values.items()]


def _pair(name: str, value: object) -> str:
    items = value if isinstance(value, list) else [value]
    texts = [tomli_w.dumps({"value": item}).removeprefix("value = ").strip() for item in items]
    return f"{name} = [{', '.join(texts)}]" if isinstance(value, list) else f"{name} = {texts[0]}"


def _commented(pair: str, comment: str | None) -> str:
    return f"{pair:40}  # {comment}" if comment else pair


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _place(part: Path, target: Path) -> None:
    """Gives the file its name, if nobody has it. A hard link does so in one step, where the file system knows them."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        part.rename(target)
