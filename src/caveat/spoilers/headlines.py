"""Owns notices in headlines: which stretch is the label with its work, and which work that is."""

import re
from collections.abc import Callable, Sequence

from caveat.model import KnownWork
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.scopes import find_scopes
from caveat.spoilers.sentences import straighten
from caveat.spoilers.stretches import Beside
from caveat.spoilers.walks import Setting
from caveat.spoilers.works import Named, in_context, likeliest, name_works, with_scope

_SEPARATOR = re.compile(
    r"(?<!\w)'[^']{1,40}'|<[^<>]{1,60}>|《[^《》]{1,60}》|『[^『』]{1,60}』|「[^「」]{1,60}」"
    r"|(?P<cut> ?: | [–—-] | ?[：｜|]|(?<=[!！])(?=\w))"
)
"""What ends the part of a headline that a label speaks for; titles in quotes are passed over."""
_PART = re.compile(r"(?:[^–—|?()\[\]-]|(?<! )-|-(?! )){1,200}")
"""What no dash, bar, bracket or question mark cuts."""
_STOP = re.compile(r"[.!]{1,3}(?= )")
_FEWEST_WORDS = 4
"""Of what stands behind a title and a comma: fewer may be part of it ("Love, Victor")."""
_BEHIND = re.compile(r"(?<= )[^\W\d_]+")
"""A word behind a title, such as what kind of text is about it."""
_DASHES = "–—-"
_TAG = re.compile(r"\[[^a-z\]]{1,5}\]")
"""A tag of a forum: "[WT!]"."""
_AROUND = " \"'.,:!*_"
_MARKS = re.compile(r"[^\w\"'《『「〈<(（\[【]{0,3}")
"""What joins a label and what it speaks for."""
_BRACKETED = re.compile(
    r"[\[(][^\[\]()]{1,120}[\])]|[（【［〔≪〈＜<][^（）【】［］〔〕≪≫〈〉＜＞<>]{1,80}[）】］〕≫〉＞>]"
)


def read_headline(text: str, plain: str, known: Sequence[KnownWork], lexicon: Lexicon) -> tuple[tuple[int, int], Named]:
    """((start, end), works) of the notice in a headline that holds one. `plain` is `text` with straight quotes."""

    def named(start: int, end: int, label: Beside | None = None) -> Named:
        return name_works(text[start:end], plain[start:end], known, lexicon, Setting.HEADLINE, label)

    label = lexicon.bare.search(plain)
    if label is None:
        return (0, len(text)), named(0, len(text))
    # A label that a hyphen joins to a title is a word of its own: "Paradise Hotel-spoiler".
    stands = lexicon.titles.stretches is not None or plain[label.start() - 1 : label.start()] == "-"
    word = label.start() if stands else plain.rfind(" ", 0, label.start()) + 1
    start = _after_genre(plain, word, lexicon)
    bracket = next((match for match in _BRACKETED.finditer(plain) if match.start() < label.start() < match.end()), None)
    if bracket is not None:
        inside, before = named(*bracket.span()), named(start, bracket.start(), Beside.BEHIND)
        if lexicon.titles.stretches is None:
            said, part = _beside(plain, start, bracket.span(), named, lexicon)
            span, found = _bracketed(bracket.span(), inside, said, part)
            return (span[0], _told(plain, bracket.end(), span[1], found, lexicon)), found
        if inside.works or before.works:
            return _bracketed(bracket.span(), inside, before, (start, bracket.start()))
        end = _end(plain, _behind_marks(plain, bracket.end()), lexicon)
        return (bracket.start(), end), named(bracket.end(), end, Beside.BEFORE)
    # What stands right before the label shows by it: a chapter in "Berserk 370 spoilers".
    shown = any(lexicon.titles.trailing) and word == label.start() and plain[word - 1 : word] == " "
    before = named(start, label.end() if shown else word, Beside.BEHIND)
    if not before.works:
        whole, end = named(word, len(text), Beside.BEFORE), _end(plain, _behind_marks(plain, label.end()), lexicon)
        is_all = whole.works and named(word, end, Beside.BEFORE).works == whole.works
        return (0, end if is_all else len(text)), whole
    end = _end(plain, label.end(), lexicon)
    if len(before.works) > 1:
        quoted = _quoted(before, plain)
        return (0, end), quoted if quoted is not before else Named(before.works[-1:])
    same = tuple(work for work in named(start, end).works if work.title == before.works[0].title)
    # Read as one, a title and its label may run together.
    behind = in_context(Named(scopes=named(label.start(), end).scopes), before.works)
    return (0, end), Named(same or with_scope(before.works, behind))


def _behind_marks(plain: str, end: int) -> int:
    marks = _MARKS.match(plain, end)
    return marks.end() if marks else end


def _end(plain: str, said: int, lexicon: Lexicon) -> int:
    """Where the part of a headline ends in which the label stands that ends at `said`."""
    if stop := _STOP.match(plain, said):
        return stop.start() + (stop[0][0] == "!")
    cuts = (match for match in _SEPARATOR.finditer(plain, said) if match["cut"] is not None)
    rules = lexicon.titles.stretches
    separator = next((cut for cut in cuts if rules is None or not rules.subtitle.match(plain, cut.end())), None)
    if separator is None:
        return len(plain)
    behind = (scope.end for scope in find_scopes(plain, lexicon) if scope.start == separator.end())
    return next(behind, separator.start())


def _told(plain: str, start: int, end: int, named: Named, lexicon: Lexicon) -> int:
    """Where a notice ends whose label stands before its work: behind the work, its scope or its kind of text."""
    titles = [straighten(work.title) for work in named.works]
    ends = [place + len(title) for title in titles if (place := plain.find(title, start, end)) >= 0]
    if not ends:
        return end
    last = max(ends) + (plain[max(ends) : max(ends) + 1] in {"'", '"'})
    scopes = (scope.end for scope in find_scopes(plain, lexicon) if _follows(plain, max(ends), scope.start, lexicon))
    kinds = (word.end() for word in _BEHIND.finditer(plain, last, end) if word[0].lower() in lexicon.titles.genre)
    return next(scopes, next(kinds, last) if plain[last : last + 1] == " " else last)


def _follows(plain: str, start: int, end: int, lexicon: Lexicon) -> bool:
    return start <= end and lexicon.titles.after.fullmatch(plain, start, end) is not None


def _beside(
    plain: str, start: int, bracket: tuple[int, int], named: Callable[[int, int], Named], lexicon: Lexicon
) -> tuple[Named, tuple[int, int]]:
    """What a headline names beside the bracket that warns, and in which part: all title, else the nearest."""
    before = [match.span() for match in _PART.finditer(plain, 0, bracket[0])]
    behind = [match.span() for match in _PART.finditer(plain, bracket[1])]
    kinds = [(start, match.end()) for match in lexicon.titles.genre_label.finditer(plain, start, bracket[0])]
    nearest = (
        [*kinds, (start, bracket[0])]
        if _TAG.sub("", plain[start : bracket[0]]).strip()
        else _with_subtitles(plain, behind, lexicon)
    )
    # With the mark behind it, by which a title shows that has but one capital.
    told = [(named(first, last + 1), (first, last)) for first, last in (*reversed(before), *behind)]
    whole = [(one, part) for one, part in told if _is_whole(one, part, plain)]
    near = [(_quoted(one, plain), part) for part in nearest if (one := named(*part)).works]
    if not (whole or near):
        return Named(), bracket
    one, part = (whole or near)[0]
    following = (other for other in behind if other[0] == part[1] + 1 and plain[part[1]] in _DASHES)
    scopes = next((named(*other).scopes for other in following), ())
    nearby = [*(work for other, _ in near for work in other.works), *in_context(Named(scopes=scopes), one.works)]
    return Named(with_scope(one.works, nearby), one.scopes), part


def _with_subtitles(plain: str, parts: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Parts of a headline, behind what of them a comma cuts from a long rest: "Tenet, why time runs backwards"."""
    commas = [(start, plain.find(", ", start, end), end) for start, end in parts]
    cut = [
        (start, comma)
        for start, comma, end in commas
        if comma > start
        and len(plain[comma + 2 : end].split()) >= _FEWEST_WORDS
        and not find_scopes(plain[comma:end], lexicon)
    ]
    return [*cut, *parts]


def _quoted(named: Named, plain: str) -> Named:
    """Of several works those in quotes, where some are: "A Death in 'Yellowstone'"."""
    quoted = tuple(
        work for work in named.works if re.search(rf"""['"]{re.escape(straighten(work.title))}['"]""", plain)
    )
    return Named(quoted, named.scopes) if quoted else named


def _is_whole(named: Named, part: tuple[int, int], plain: str) -> bool:
    """Whether a part of a headline is nothing but a title."""
    if _TAG.match(plain, max(0, part[0] - 1)):
        return False
    return len(named.works) == 1 and plain[slice(*part)].strip(_AROUND) == straighten(named.works[0].title)


def _bracketed(
    bracket: tuple[int, int], inside: Named, beside: Named, part: tuple[int, int]
) -> tuple[tuple[int, int], Named]:
    """A label in brackets speaks for what it names, else for the work beside it."""
    if inside.works:
        return bracket, inside
    works = (likeliest(beside.works),) if len(beside.works) > 1 else beside.works
    if part[0] < bracket[0]:
        if inside.scopes:
            return bracket, Named(in_context(inside, works), inside.scopes)
        return ((0, bracket[1]) if works else bracket), Named(works)
    return (bracket[0], max(bracket[1], part[1])), Named(in_context(inside, works), inside.scopes)


def _after_genre(plain: str, end: int, lexicon: Lexicon) -> int:
    """Where the work of a headline may start: behind the "Review: " that opens it."""
    genre = lexicon.titles.genre_label.match(plain, 0, end)
    return genre.end() if genre else 0
