"""Owns what is known of a language: the rules of `languages/*.toml`."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from caveat.model import Medium, Polarity, Severity, Unit, Where
from caveat.spoilers.patterns import Pattern

_DEFAULT = "en"
_SHORTEST_PIECE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way of saying that a text spoils, or does not."""

    name: str
    polarity: Polarity
    confidence: float
    pattern: Pattern
    places: frozenset[Where]
    alone: bool
    """Holds only where the text is nothing but the notice."""
    firm: bool
    """Holds against any veto that is not firm."""
    after_label: bool
    """Holds only right behind a label: "Spoilers! This article is about ..."."""
    needs: tuple[str, ...]
    """Where none of these stands in the casefolded sentence, the rule does not hold: asked first, to save time."""

    def may_hold(self, folded: str) -> bool:
        """Whether what the rule needs stands in a casefolded sentence."""
        return not self.needs or any(part in folded for part in self.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """A reason why a sentence is no notice."""

    pattern: Pattern
    firm: bool
    text: bool
    """Looked for in the whole paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way of writing a scope; named groups s, s2, sc, e, e2, ec (with any number of `_` behind)."""

    pattern: Pattern
    unit: Unit
    number: int | None
    """The episode that the wording itself means: 1 for a premiere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRules:
    """How titles are told from the words around them; words are lower case but where they say otherwise."""

    stop: frozenset[str]
    """No title where they stand alone, and no start of one."""
    openers: frozenset[str]
    """Of those, the ones that may lead a run of capitals anywhere."""
    definite: frozenset[str]
    conjunctions: frozenset[str]
    connectors: frozenset[str]
    """Small words inside a title."""
    anchors: frozenset[str]
    """Right before a title."""
    abbreviated: frozenset[str]
    """Words of titles that a dot may follow."""
    parts: frozenset[str]
    """Part of a title after a colon, with the number behind."""
    named_parts: frozenset[str]
    """Of those, the ones that need no colon."""
    ends: frozenset[str]
    """Never inside a title."""
    genre: frozenset[str]
    """Kinds of articles, as headlines name them."""
    genre_label: Pattern
    shown_on: frozenset[str]
    """Right before a platform."""
    platforms: frozenset[str]
    """As they are written."""
    known: tuple[str, ...]
    """Whole titles, as they are written."""
    pair: Pattern
    """Before an "and" that is inside a title."""
    stranger: Pattern
    """Right before a name that is no work."""
    creators: Pattern
    after: Pattern
    """Between a title and its scope."""
    before: Pattern
    """Between a scope and its title."""
    between: Pattern
    """Between two titles of a list."""
    other_medium: Pattern
    """Behind a scope of the work that was just named, in another medium, which is group 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """A language as the engine reads it."""

    trigger: Mapping[str, tuple[str, ...]]
    """Where none of these stands in the casefolded text, there is no notice. By a piece of the text that they share, so
    that half as many searches tell of most texts that they hold none.
    """
    openings: frozenset[str]
    """The triggers that stir only where they begin a word: an ending does, spending does not."""
    abbreviations: frozenset[str]
    """A dot after one of these ends no sentence."""
    pronouns: frozenset[str]
    """Single letters that are words and no initials."""
    label: Pattern
    command: Pattern
    cut: Pattern
    """Where a sentence may turn from the notice to the story."""
    rest: Pattern
    """What may follow there and is still the notice."""
    in_title: Pattern
    """What follows a colon or dash that is part of a title."""
    end_mark: Pattern
    everything: Pattern
    """Works that are named as a crowd ("for all shows mentioned"), so that no context stands in for them."""
    bare: Pattern
    """The word itself."""
    vetoes: tuple[Veto, ...]
    rules: tuple[Rule, ...]
    severities: tuple[tuple[Severity, Pattern], ...]
    """The highest first."""
    forms: tuple[Form, ...]
    same: Pattern
    through: Pattern
    """Right before a title or a scope."""
    titles: TitleRules
    media: Mapping[str, Medium]
    """What nouns say of the title beside them, plurals included."""
    plurals: frozenset[str]
    """Nouns that speak for every title of a list."""
    numbers: Mapping[str, int]

    def stirs(self, text: str) -> bool:
        """Whether a text, its white space folded, is worth reading closely."""
        return next(self._triggers(_plain(text)), None) is not None

    def stirring(self, texts: Sequence[str]) -> Iterator[bool]:
        """Of each of several texts, whether it stirs: they are looked through at once, then for what was found."""
        found = [*self._triggers(_plain("\n".join(texts)))]
        for text in texts:
            plain = _plain(text) if found else ""
            yield any(trigger in plain and self._stands(trigger, plain) for trigger in found)

    def _triggers(self, plain: str) -> Iterator[str]:
        """The triggers that stand in a text."""
        parts = (part for piece, parts in self.trigger.items() if piece in plain for part in parts if part in plain)
        return (part for part in parts if self._stands(part, plain))

    def _stands(self, trigger: str, plain: str) -> bool:
        """Whether a trigger that is found in a text stands there as it must."""
        if trigger not in self.openings:
            return True
        start = plain.find(trigger)
        while start > 0 and plain[start - 1].isalnum():
            start = plain.find(trigger, start + 1)
        return start >= 0


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")


@lru_cache(maxsize=64)
def lexicon(language: str | None) -> Lexicon:
    """The rules of a language by its BCP 47 tag; English where there are none, for its words travel."""
    primary = re.split(r"[-_]", (language or _DEFAULT).strip().lower(), maxsplit=1)[0]
    return load(primary if primary in _known() else _DEFAULT)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    folder = files("caveat.spoilers") / "languages"
    return frozenset(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


@lru_cache
def load(name: str) -> Lexicon:
    """The rules of `languages/{name}.toml`. Raises KeyError or ValueError where the file is not as it must be."""
    text = (files("caveat.spoilers") / "languages" / f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    words = data["vocabulary"]

    def pattern(source: str) -> Pattern:
        return Pattern(source, words)

    sentences, scopes = data["sentences"], data["scopes"]
    return Lexicon(
        trigger=_by_shared_piece([trigger.lstrip() for trigger in data["trigger"]]),
        openings=frozenset(trigger.lstrip() for trigger in data["trigger"] if trigger.startswith(" ")),
        abbreviations=frozenset(sentences["abbreviations"]),
        pronouns=frozenset(sentences["pronouns"]),
        label=pattern(sentences["label"]),
        command=pattern(sentences["command"]),
        cut=pattern(sentences["cut"]),
        rest=pattern(sentences["rest"]),
        in_title=pattern(sentences["in_title"]),
        end_mark=pattern(sentences["end_mark"]),
        everything=pattern(sentences["everything"]),
        bare=pattern(words["bare"]),
        vetoes=tuple(
            Veto(pattern=pattern(veto["pattern"]), firm=veto.get("firm", False), text=veto.get("text", False))
            for veto in data["veto"]
        ),
        rules=tuple(
            Rule(
                name=f"{name}.{rule['name']}",
                polarity=Polarity(rule["polarity"]),
                confidence=rule["confidence"],
                pattern=pattern(rule["pattern"]),
                places=frozenset(Where(place) for place in rule.get("places", Where)),
                alone=rule.get("alone", False),
                firm=rule.get("firm", False),
                after_label=rule.get("after_label", False),
                needs=tuple(rule.get("needs", ())),
            )
            for rule in data["rule"]
        ),
        severities=tuple((Severity(degree), pattern(source)) for degree, source in data["severity"].items()),
        forms=tuple(
            Form(
                pattern=pattern(
                    f"(?P<through>{scopes['through']})?(?:{form['pattern']})(?P<earlier>{scopes['earlier']})?"
                ),
                unit=Unit(form["unit"]),
                number=form.get("number"),
            )
            for form in scopes["forms"]
        ),
        same=pattern(scopes["same"]),
        through=pattern(f"{scopes['through']}$"),
        titles=_title_rules(data["titles"], data["names"]),
        media={noun: Medium(medium) for noun, medium in (data["media"] | data["plurals"]).items()},
        plurals=frozenset(data["plurals"]),
        numbers=data["numbers"],
    )


def _by_shared_piece(parts: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The parts in groups, by a piece that stands in all of a group: the longest of those that stand in most parts."""
    groups: dict[str, tuple[str, ...]] = {}
    left = parts
    while left:
        pieces = Counter(piece for part in left for piece in _pieces(part))
        shared = max(pieces, key=lambda piece: (pieces[piece], len(piece), piece))
        groups[shared] = tuple(part for part in left if shared in part)
        left = [part for part in left if shared not in part]
    return groups


def _pieces(part: str) -> set[str]:
    """The part and every stretch of it that is not so short that most texts hold it."""
    ends = range(_SHORTEST_PIECE, len(part) + 1)
    return {part, *(part[start:end] for end in ends for start in range(end - _SHORTEST_PIECE + 1))}


def _title_rules(section: Mapping[str, Mapping[str, str]], names: Mapping[str, Sequence[str]]) -> TitleRules:
    words = {name: frozenset(text.split()) for name, text in section["words"].items()}
    patterns = {name: Pattern(source, {}) for name, source in section["patterns"].items()}
    return TitleRules(
        stop=words["stop"],
        openers=words["openers"],
        definite=words["definite"],
        conjunctions=words["conjunctions"],
        connectors=words["connectors"],
        anchors=words["anchors"],
        abbreviated=words["abbreviated"],
        parts=words["parts"],
        named_parts=words["named_parts"],
        ends=words["ends"],
        genre=words["genre"],
        genre_label=Pattern(rf"\b(?:{'|'.join(sorted(words['genre']))}): ", {}),
        shown_on=words["shown_on"],
        platforms=frozenset(names["platforms"]),
        known=tuple(names["known"]),
        pair=patterns["pair"],
        stranger=patterns["stranger"],
        creators=patterns["creators"],
        after=patterns["after"],
        before=patterns["before"],
        between=patterns["between"],
        other_medium=patterns["other_medium"],
    )
