"""Owns what is known of a language: its words, rules and ways of writing scopes, as the engine reads them."""

from collections.abc import Mapping
from dataclasses import dataclass

from caveat.model import Medium, Polarity, Severity, Unit, Where
from caveat.spoilers.patterns import Pattern, Spoken
from caveat.spoilers.triggers import Triggers
from caveat.spoilers.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way of saying that a text spoils, or does not."""

    name: str
    polarity: Polarity
    confidence: float
    all: tuple[Pattern, ...]
    """Each stands in the sentence; together they say it, in whatever order the language has."""
    none: tuple[Pattern, ...]
    """None of these stands in the sentence."""
    ordered: bool
    """They stand in this order."""
    within: int
    """Characters from the first of `all` to the last."""
    places: frozenset[Where]
    alone: bool
    """Holds only where the text is nothing but the notice."""
    firm: bool
    """Holds against any veto that is not firm."""
    after_label: bool
    """Holds only right behind a label: "Spoilers! This article is about ..."."""
    turn: Pattern | None
    """Only what stands behind it is what the text spoils: "spoiler-free for this book, but ..."."""
    needs: tuple[tuple[str, ...], ...]
    """Of each of these, one stands in the casefolded sentence, or the rule does not hold: asked first, to save time."""

    def wording(self, sentence: Spoken) -> tuple[tuple[int, int], ...]:
        """(start, end) of the words in a sentence that say so; () where none do."""
        if not all(any(stem in sentence.folded for stem in stems) for stems in self.needs):
            return ()
        found: list[tuple[int, int]] = []
        for pattern in self.all:
            behind = found[-1][1] if found and self.ordered else 0
            match = pattern.search(sentence.text, behind) if behind else sentence.search(pattern)
            if match is None:
                return ()
            if found and self.ordered and not sentence.text[found[-1][1] : match.start()].strip():
                found[-1] = found[-1][0], match.end()
            else:
                found.append(match.span())
        reach = max(end for _, end in found) - min(start for start, _ in found)
        if reach > self.within or any(sentence.search(pattern) for pattern in self.none):
            return ()
        return tuple(found)


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
    loose: bool = False
    """A chapter that is an episode, unless the work is known to be read or played."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchRules:
    """How a stretch is told to be a title. All patterns are a language's."""

    cut: Pattern
    """What is part of no title: punctuation, and the words that notices are made of."""
    soft: Pattern
    """What ends a title where only its other end is sure, such as a blank."""
    leading: Pattern
    """What may stand right before a title in the same stretch: particles, "the film"."""
    trailing: Pattern
    """The same behind it. Ends with `$`."""
    followed: Pattern
    """What says, right behind a stretch, that it is a title: "'s ending", "spoilers"."""
    led: Pattern
    """What says so right before it. Ends with `$`."""
    never: Pattern
    """A whole stretch that is no title."""
    subtitle: Pattern
    """What goes on with a title behind a colon."""
    speech: Pattern
    """What says, right behind a quote, that it is somebody's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRules:
    """How titles are told from the words around them; names are as they are written."""

    anchored: bool
    """Capitals mean little: a title without quotes stands only behind an anchor, or goes on with a list."""
    small: bool
    """Titles go on in small letters, up to a mark or to what breaks them."""
    prose: bool
    """A capital that opens a clause means nothing."""
    stop: Words
    """No title where they stand alone, and no start of one."""
    openers: Words
    """Of those, the ones that may lead a run of capitals anywhere."""
    definite: Words
    conjunctions: Words
    connectors: Words
    """Small words inside a title."""
    anchors: Words
    """Right before a title."""
    abbreviated: Words
    """Words of titles that a dot may follow."""
    parts: Words
    """Part of a title after a colon, with the number behind."""
    named_parts: Words
    """Of those, the ones that need no colon."""
    ends: Words
    """Never inside a title."""
    genre: Words
    """Kinds of articles, as headlines name them."""
    quoting: bool
    """Where one title of a statement stands in quotes, all do."""
    genre_label: Pattern
    shown_on: Words
    """Right before a platform."""
    platforms: frozenset[str]
    known: tuple[str, ...]
    """Whole titles, as they are written."""
    read: frozenset[str]
    """Titles in small letters that are read in chapters, and not seen in them."""
    suffix: Pattern
    """Ending of the last word of a title that is no part of it."""
    numbered: Pattern
    """A part with its number, right behind a title that it belongs to: ", deuxième partie"."""
    closing: Pattern
    """Ending of a word behind which no title goes on."""
    breaks: Pattern | None
    """Words in small letters behind a title that go on with the sentence; None: those of `stop` do."""
    leaders: Words
    """Of `stop`, the ones that may lead a title at the start of a headline."""
    bounds: Words
    """Where a title ends in a line of capitals; `stop` where none are given."""
    trailing: Words
    """Between a title and the word behind it: "weekly", "finale"."""
    pair: Pattern
    """Before an "and" that is inside a title."""
    stranger: Pattern
    """Right before a name that is no work."""
    creators: Pattern
    aside: Pattern
    """Stretches whose capitals name no work: dates, the names of authors."""
    owner: Pattern
    """An author at the start of a run: "Ann Lee's"."""
    owned: Pattern
    """Ends in what leads from a title to a thing of its story: "of the Kingdom's Wind Temple"."""
    opens: Pattern
    """Ends where a title may begin though capitals mean little."""
    whole: Pattern
    """A label between marks, with the title that is all the rest as group 1."""
    tail: Pattern
    """What a hyphen joins to a title."""
    after: Pattern
    """Between a title and its scope."""
    before: Pattern
    """Between a scope and its title."""
    between: Pattern
    """Between two titles of a list."""
    listed: Pattern
    """Behind a title and a comma: that a list of titles goes on."""
    again: Pattern
    """Between two titles of which the second has the scope of the first ("and that of")."""
    other_medium: Pattern
    """Behind a scope of the work that was just named, in another medium, which is group 1."""
    apart: Pattern
    """Between a title and a scope that do not belong together: "and for"."""
    stretches: StretchRules | None
    """Where words do not stand between blanks; None: titles without quotes are runs of capital words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """A language as the engine reads it; there is one of each, equal to itself alone."""

    name: str
    """BCP 47 primary language subtag."""
    triggers: Triggers
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
    counted: Pattern
    """What the number before it may count: "2." goes on with it."""
    following: Pattern
    """That a notice speaks for the next paragraph, or the next `count`."""
    own_paragraph: Pattern
    own_section: Pattern
    vetoes: tuple[Veto, ...]
    rules: tuple[Rule, ...]
    severities: tuple[tuple[Severity, Pattern], ...]
    """The highest first."""
    forms: tuple[Form, ...]
    same: Pattern
    earlier: Pattern
    """Right behind a scope."""
    through: Pattern
    """Right before a title or a scope."""
    titles: TitleRules
    media: Mapping[str, Medium]
    """What nouns say of the title beside them, plurals included."""
    plurals: frozenset[str]
    """Nouns that speak for every title of a list."""
    numbers: tuple[tuple[int, Pattern], ...]
    """Each with the pattern of its words."""
