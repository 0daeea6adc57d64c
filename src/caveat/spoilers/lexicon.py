"""Owns what is known of a language: the rules of `languages/*.toml`, compiled once."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from caveat.model import Medium, Polarity, Severity, Unit, Where

_DEFAULT = "en"
_MACRO = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way of saying that a text spoils, or does not."""

    name: str
    polarity: Polarity
    confidence: float
    pattern: re.Pattern[str]
    places: frozenset[Where]
    alone: bool
    """Holds only where the text is nothing but the notice."""
    firm: bool
    """Holds against any veto that is not firm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """A reason why a sentence is no notice."""

    pattern: re.Pattern[str]
    firm: bool
    text: bool
    """Looked for in the whole paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way of writing a scope; named groups s, s2, sc, e, e2, ec (with any number of `_` behind)."""

    pattern: re.Pattern[str]
    unit: Unit
    number: int | None
    """The episode that the wording itself means: 1 for a premiere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """A language as the engine reads it."""

    trigger: re.Pattern[str]
    """Where nothing of this stands, there is no notice."""
    abbreviations: frozenset[str]
    label: re.Pattern[str]
    command: re.Pattern[str]
    end_mark: re.Pattern[str]
    everything: re.Pattern[str]
    """Works that are named as a crowd ("for all shows mentioned"), so that no context stands in for them."""
    bare: re.Pattern[str]
    """The word itself."""
    vetoes: tuple[Veto, ...]
    rules: tuple[Rule, ...]
    severities: tuple[tuple[Severity, re.Pattern[str]], ...]
    """The highest first."""
    forms: tuple[Form, ...]
    same: re.Pattern[str]
    stop: frozenset[str]
    genre: frozenset[str]
    """Kinds of articles, as headlines name them."""
    genre_label: re.Pattern[str]
    through: re.Pattern[str]
    """Right before a title or a scope."""
    connectors: frozenset[str]
    anchors: frozenset[str]
    creators: re.Pattern[str]
    platforms: frozenset[str]
    titles: tuple[str, ...]
    media: Mapping[str, Medium]
    numbers: Mapping[str, int]


def lexicon(language: str | None) -> Lexicon:
    """The rules of a language by its BCP 47 tag; English where there are none, for its words travel."""
    primary = re.split(r"[-_]", (language or _DEFAULT).strip().lower(), maxsplit=1)[0]
    return _load(primary if primary in _known() else _DEFAULT)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    folder = files("caveat.spoilers") / "languages"
    return frozenset(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


@lru_cache
def _load(name: str) -> Lexicon:
    text = (files("caveat.spoilers") / "languages" / f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    words = data["vocabulary"]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(_expand(pattern, words), re.IGNORECASE)

    sentences, works, scopes = data["sentences"], data["works"], data["scopes"]
    return Lexicon(
        trigger=compiled(data["trigger"]),
        abbreviations=frozenset(sentences["abbreviations"]),
        label=compiled(sentences["label"]),
        command=compiled(sentences["command"]),
        end_mark=compiled(sentences["end_mark"]),
        everything=compiled(sentences["everything"]),
        bare=compiled(words["bare"]),
        vetoes=tuple(
            Veto(pattern=compiled(veto["pattern"]), firm=veto.get("firm", False), text=veto.get("text", False))
            for veto in data["veto"]
        ),
        rules=tuple(
            Rule(
                name=f"{name}.{rule['name']}",
                polarity=Polarity(rule["polarity"]),
                confidence=rule["confidence"],
                pattern=compiled(rule["pattern"]),
                places=frozenset(Where(place) for place in rule.get("places", Where)),
                alone=rule.get("alone", False),
                firm=rule.get("firm", False),
            )
            for rule in data["rule"]
        ),
        severities=tuple((Severity(degree), compiled(pattern)) for degree, pattern in data["severity"].items()),
        forms=tuple(
            Form(
                pattern=compiled(
                    f"(?P<through>{scopes['through']})?(?:{form['pattern']})(?P<earlier>{scopes['earlier']})?"
                ),
                unit=Unit(form["unit"]),
                number=form.get("number"),
            )
            for form in scopes["forms"]
        ),
        same=compiled(scopes["same"]),
        stop=frozenset(works["stop"].split()),
        genre=frozenset(works["genre"]),
        through=compiled(f"{scopes['through']}$"),
        genre_label=compiled(rf"\b(?:{'|'.join(works['genre'])}): "),
        connectors=frozenset(works["connectors"]),
        anchors=frozenset(works["anchors"]),
        creators=re.compile(works["creators"]),
        platforms=frozenset(works["platforms"]),
        titles=tuple(works["titles"]),
        media={noun: Medium(medium) for noun, medium in data["media"].items()},
        numbers=data["numbers"],
    )


def _expand(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with every `{name}` of the vocabulary written out."""
    while (filled := _MACRO.sub(lambda match: words[match[1]], pattern)) != pattern:
        pattern = filled
    return pattern
