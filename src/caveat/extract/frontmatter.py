"""Owns front matter: the block of YAML (`---`) or TOML (`+++`) at the head of a text, read as meta data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import yaml

from caveat.dates import parse_date
from caveat.extract.authors import clean_authors
from caveat.urls import absolute

_MAX_SIZE = 32_000
_MAX_DOTS = 200
"""Dots in a line of TOML: tomllib is quadratic in those of a key."""
_MAX_VALUE = 2_000
_MAX_TAGS = 50
_MAX_ID = 300
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_ENTRY = re.compile(r"([A-Za-z][\w-]{0,40}) ?:(?:\s+(.*))?")
_IMAGES = ("image", "cover", "thumbnail")
_NAMING = ("name", "url", "src", "image")
"""Keys of a mapping that stand for all of it: of an author, of a picture."""
_NOTHING = frozenset({"", "~", "null", "none"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What front matter says of its text; empty where there is none."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    description: str | None = None
    image: str | None = None
    image_alt: str | None = None
    section: str | None = None
    id: str | None = None


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter of a text and the text after it.

    Front matter that cannot be read is left out of the text all the same: what single lines of it say is taken.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    fence, _, rest = text.partition("\n")
    closes = _FENCES.get(fence.rstrip())
    if closes is None:
        return FrontMatter(), text
    lines = rest[:_MAX_SIZE].split("\n")
    end = next((number for number, line in enumerate(lines) if line.rstrip() in closes), None)
    if end is None:
        return FrontMatter(), text
    source = "\n".join(lines[:end])
    values = _toml(source) if fence.startswith("+") else _yaml(source)
    if values is None:
        return FrontMatter(), text
    return _front_matter(values), rest[len(source) :].lstrip("\n").partition("\n")[2]


def has_front_matter(text: str) -> bool:
    """Whether a text opens with front matter that says anything."""
    return split_front_matter(text[: _MAX_SIZE * 2])[0] != FrontMatter()


def front_matter_id(text: str) -> str | None:
    """The identity that front matter gives its text: its `id`, None without one."""
    return split_front_matter(text[: _MAX_SIZE * 2])[0].id


def _yaml(source: str) -> Mapping[str, object] | None:
    """The mapping that YAML gives; None where it is none, as after a line of `---` that is but a rule."""
    try:
        # Strings, lists and mappings only: no types to guess, no merge keys to expand.
        loaded = yaml.BaseLoader(source).get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError, LookupError):
        loaded = _entries(source)
    return {str(key).lower(): value for key, value in loaded.items()} if isinstance(loaded, dict) else None


def _toml(source: str) -> Mapping[str, object]:
    if any(line.count(".") > _MAX_DOTS for line in source.split("\n")):
        return {}
    try:
        return {key.lower(): value for key, value in tomllib.loads(source).items()}
    except (ValueError, RecursionError):
        return {}


def _entries(source: str) -> dict[str, str] | None:
    """The lines `key: value` of YAML that is none (`title: Dune: Part Two`); None where no line is so."""
    found = [match for line in source.split("\n") if (match := _ENTRY.fullmatch(line.rstrip()))]
    return {match[1]: (match[2] or "").strip("\"'") for match in found} or None


def _front_matter(values: Mapping[str, object]) -> FrontMatter:
    language = _first(values, "language", "lang")
    url = absolute(None, _first(values, "url", "canonical", "canonical_url"))
    return FrontMatter(
        title=_first(values, "title", "headline"),
        authors=clean_authors(_strings(values, "authors", "author", "byline")),
        published=parse_date(_first(values, "date", "published", "pubdate", "publishdate")),
        updated=parse_date(_first(values, "updated", "lastmod", "modified", "last_modified_at")),
        tags=tuple(dict.fromkeys([*_listed(values, "tags"), *_listed(values, "categories")]))[:_MAX_TAGS],
        language=language.replace("_", "-") if _LANGUAGE.fullmatch(language) else None,
        url=url,
        description=_first(values, "description", "summary", "excerpt") or None,
        image=absolute(url, _first(values, *_IMAGES)),
        image_alt=_first(_image(values), "alt", "image_alt", "caption") or None,
        section=_first(values, "section") or None,
        id=_first(values, "id", "guid")[:_MAX_ID] or None,
    )


def _first(values: Mapping[str, object], *keys: str) -> str:
    return next(iter(_strings(values, *keys)), "")


def _image(values: Mapping[str, object]) -> Mapping[str, object]:
    """What front matter says of its picture: a mapping of its own, or keys beside its address."""
    own = next((value for name in _IMAGES if isinstance(value := values.get(name), dict)), {})
    return {"image_alt": values.get("image_alt"), **own}


def _listed(values: Mapping[str, object], key: str) -> list[str]:
    """The strings under a key; a single one is a list with commas."""
    value = values.get(key)
    strings = _strings(values, key)
    return (
        [part.strip() for part in ",".join(strings).split(",") if part.strip()] if isinstance(value, str) else strings
    )


def _strings(values: Mapping[str, object], *keys: str) -> list[str]:
    """The strings under the first of these keys that has any, whether it holds one, a list, or mappings with a name."""
    for key in keys:
        value = values.get(key)
        several = value if isinstance(value, list) else [value]
        found = [string for one in several[: _MAX_TAGS * 2] if (string := _string(one))]
        if found:
            return found
    return []


def _string(value: object) -> str:
    if isinstance(value, dict):
        value = next((found for key in _NAMING if (found := value.get(key))), None)
    if isinstance(value, datetime | date):
        value = value.isoformat()
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    string = " ".join(str(value).split())[:_MAX_VALUE]
    return "" if string.lower() in _NOTHING else string
