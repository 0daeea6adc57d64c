"""Owns the cutting of a paragraph into sentences, over one folded line of text whose offsets never move."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from caveat.spoilers.lexicon import Lexicon

_LONGEST = 800
"""A sentence ends here at the latest: the bound on what one pattern can be made to look at."""
_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " "}
)
_SPACE = re.compile(r"\s+")
_WIDE = r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
"""Letters that need no blank between words."""
_STOP = re.compile(
    r"[.!?…。！？]{1,5}[\"'”’)\]*_~]{0,4}(?=\s|$)"
    rf"|(?:[。！？]{{1,5}}|[!?]{{1,5}}(?=[)\]）】］]{{0,3}}[⚠※★]?{_WIDE}))[!?！？]{{0,4}}[)\]）】］]{{0,3}}"
)
_STARRED = re.compile(
    r"(?:\*{2,4}[^*]{1,60}\*{2,4}|\[[^\]]{1,160}\])(?= \S)|（[^（）]{1,100}）|【[^【】]{1,60}】|［[^［］]{1,60}］"
    r"|\([^()]{1,100}\)(?= [A-ZÀ-ÖØ-Þ])"
    r"|([⚠🚨❗‼⛔])\ufe0f?[^⚠🚨❗‼⛔.!?]{1,80}\1\ufe0f?(?= [^\s:])"
    rf"|(?:\([^()]{{1,100}}\)|\[[^\[\]]{{1,60}}\])(?={_WIDE})"
)
_ASIDE = re.compile(rf"(?<={_WIDE}) ?(?P<bracket>[(（][^()（）]{{1,100}}[)）])(?:(?=[.。！？!?])|(?P<colon>[:：]))")
"""In brackets behind what it has nothing to do with, or what a remark opens with: "PS (spoilers): ..."."""
_MOST_ASIDES = 100
_LAST_WORD = re.compile(r"([^\W_](?:[\w.]{0,8}))$")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_]){0,4}")
_QUOTED = re.compile(r'"[^"]{1,400}"|「[^「」]{1,400}」')
_NAMED = re.compile(
    r"\"[^\"]{1,40}(?<![.!?…])[^\"]\"|「[^「」]{1,120}」|『[^『』]{1,80}』|《[^《》]{1,80}》|〈[^〈〉]{1,80}〉"
)
"""Where a stop stands in a name or in speech, and ends no sentence of the text."""
_CLOSING = re.compile(r" ?[*_~=#+★※\])>-]{1,6}(?=\s|$)")
"""Marks that close the row of a sentence."""
_BESIDES = "|·•"
_BESIDE = re.compile(rf"(?<=\s)(?=[{_BESIDES}]\s)")
_WHOLE_WORD = 5
_IN_BRACKETS = 60
_BLANK = "¤"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, folded."""

    text: str
    """White space folded; what spans are substrings of."""
    plain: str
    """The same with straight quotes, offset by offset."""
    spoken: str
    """`plain` with the words of quoted speech blanked out."""
    sentences: tuple[tuple[int, int], ...]
    """(start, end) of each."""
    rows: tuple[tuple[int, int], ...]
    """(start, end) of each stretch between line breaks."""

    def within(self, start: int, end: int) -> range:
        """Indices of the sentences that stand in a stretch, or partly so."""
        first, last = bisect_left(self.sentences, (start, 0)), bisect_left(self.sentences, (end, 0))
        return range(first - (first > 0 and self.sentences[first - 1][1] > start), last)


def straighten(text: str) -> str:
    """The text with straight quotes, offset by offset."""
    return text.translate(_STRAIGHT)


def fold(text: str, lexicon: Lexicon) -> Line:
    """Folds and cuts a paragraph.

    A mark between things that stand side by side ends a sentence ("Spoilers | 4 min"), and so does a line break, unless
    the next line goes on in lower case, the line before with a small word, or each line is one letter of a word.
    """
    parts = (part for row in text.splitlines() for part in _BESIDE.split(row))
    rows = [folded for part in parts if (folded := _SPACE.sub(" ", part).strip())]
    folded = " ".join(rows)
    breaks: set[int] = set()
    position = 0
    for row, following in pairwise(rows):
        position += len(row)
        first = next((char for char in following if char.isalpha()), "A")
        last = row.rpartition(" ")[2]
        goes_on = first.islower() or last in lexicon.titles.connectors or last in lexicon.titles.anchors
        spelled = len(row) == len(following) == 1
        if not (goes_on or spelled) or following[0] in _BESIDES:
            breaks.add(position)
        position += 1
    plain = straighten(folded)
    ends = (*sorted(breaks), len(folded))
    starts = (0, *(end + 1 for end in ends[:-1]))
    return Line(
        folded,
        plain,
        _without_speech(plain, lexicon),
        tuple(_cut(plain, breaks, lexicon)),
        tuple(zip(starts, ends, strict=True)),
    )


def _without_speech(plain: str, lexicon: Lexicon) -> str:
    """Quotes that speak of spoilers inside a sentence that goes on outside of them are somebody's words."""
    words = (_first_word(plain), len(plain) - 1 - _first_word(plain[::-1]))

    def blank(match: re.Match[str]) -> str:
        is_all = all(match.start() <= index < match.end() for index in words)
        # A word in quotes is no speech: it is called so, or foreign.
        if is_all or not lexicon.triggers.stirs(match[0]) or lexicon.bare.fullmatch(match[0][1:-1].strip()):
            return match[0]
        return match[0][0] + _BLANK * (len(match[0]) - 2) + match[0][-1]

    return _QUOTED.sub(blank, plain) if plain.count('"') > 1 or "「" in plain else plain


def _first_word(text: str) -> int:
    """Index of the first letter or digit, 0 where there is none."""
    return next((index for index, char in enumerate(text) if char.isalnum()), 0)


def _cut(plain: str, breaks: set[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    names = [match.span() for match in _NAMED.finditer(plain)]
    stops = (match for match in _STOP.finditer(plain) if _ends(plain, match, lexicon))
    ends = {_behind_marks(plain, match.end(), breaks) for match in stops if not _is_inside(match.start(), names)}
    ends |= breaks | {len(plain)}
    starred = (_STARRED.match(plain, end + (plain[end : end + 1] == " ")) for end in sorted({0} | ends))
    labels = islice((label for label in starred if label), _MOST_ASIDES)
    ends |= {label.end() for label in labels if lexicon.triggers.stirs(label[0])}
    found = islice(_ASIDE.finditer(plain), _MOST_ASIDES)
    asides = [aside for aside in found if lexicon.triggers.stirs(aside["bracket"])]
    ends |= {aside.end() for aside in asides} | {aside.start("bracket") for aside in asides if not aside["colon"]}
    start = 0
    for end in sorted(ends):
        yield from _pieces(plain, start, end)
        start = end


def _is_inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is in one of the spans, which stand in order."""
    index = bisect_right(spans, (place, 0)) - 1
    return index >= 0 and place < spans[index][1]


def _behind_marks(plain: str, end: int, breaks: set[int]) -> int:
    """Where a sentence ends that a row of marks closes: "*** Spoilers below! ***"."""
    closing = None if end in breaks else _CLOSING.match(plain, end)
    return closing.end() if closing and closing.end() in {*breaks, len(plain)} else end


def _pieces(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without the blanks around it, in pieces of bounded length."""
    while start < end:
        while start < end and plain[start] == " ":
            start += 1
        stop = end
        if end - start > _LONGEST:
            blank = plain.rfind(" ", start + 1, start + _LONGEST)
            stop = blank if blank > 0 else start + _LONGEST
        if start < stop:
            yield start, stop
        start = stop


def _ends(plain: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a stop ends a sentence: not after an abbreviation, an initial, the number of an item or opening marks.

    Before a small letter only a full stop does, and only after a word too long to be short for another.
    """
    if _first_word(plain) >= match.end():
        return False
    goes_on = plain[match.end() + 1 : match.end() + 2].islower()
    if match[0][0] != ".":
        return not goes_on and not _is_bracketed(plain, match)
    word = _LAST_WORD.search(plain, max(0, match.start() - 12), match.start())
    if goes_on and (word is None or len(word[0]) < _WHOLE_WORD):
        return False
    if word is None or word[0] in lexicon.pronouns:
        return True
    if word[0].isdigit():
        return word.start() > 0 and lexicon.counted.match(plain, match.end() + 1) is None
    return not _INITIALS.fullmatch(word[0]) and word[0].lower() not in lexicon.abbreviations


def _is_bracketed(plain: str, match: re.Match[str]) -> bool:
    """Whether a question or exclamation mark stands inside brackets that go on behind it: "[Warning! Spoilers]".

    In round ones it does so only within a title: "(spoilers for Who Framed Roger Rabbit? 2)".
    """
    is_title = plain[match.end() + 1 : match.end() + 2].isdigit()
    return any(
        plain.rfind(opening, max(0, match.start() - _IN_BRACKETS), match.start())
        > plain.rfind(closing, max(0, match.start() - _IN_BRACKETS), match.start())
        and closing in plain[match.end() : match.end() + _IN_BRACKETS]
        for opening, closing in ("[]", "()")
        if opening == "[" or is_title
    )
