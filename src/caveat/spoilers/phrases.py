"""Owns notices in running text: the sentences that say so, what joins them, and the works that they name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from caveat.model import KnownWork, Notice, Polarity, Severity, Where, Work
from caveat.spoilers.headlines import read_headline
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.loading import lexicon
from caveat.spoilers.naming import is_cry, meant, named_in
from caveat.spoilers.patterns import Pattern
from caveat.spoilers.reach import Reach, stated_reach
from caveat.spoilers.sentences import Line, fold
from caveat.spoilers.tongues import tongues
from caveat.spoilers.verdicts import Verdict, judge, stirs

_MOST_CUTS = 6
"""Colons and dashes of a sentence behind which the story may begin."""
_MOST_COMMANDS = 3
"""Sentences that may join a notice behind it."""
_LONGEST_HEADLINE = 500
_CLOSING = {"(": ")", "[": "]"}
_HEADING = re.compile(r"#{1,6} ")
_BRACKETS = frozenset(")]")
"""Behind one of these a colon belongs to the label: "(spoiler):"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A notice with its place in the folded text."""

    start: int
    end: int
    notice: Notice
    reach: Reach | None = None
    """How far it says that it speaks."""
    trigger: tuple[tuple[int, int], ...] = ()
    """(start, end) of the words in the folded text by which it is known."""
    language: str | None = None
    """The language that it was read in."""


def find_notices(
    text: str,
    *,
    where: Where | str = "lead",
    language: str | None = "en",
    works: Sequence[KnownWork] = (),
    phrases: Sequence[str] = (),
) -> tuple[Notice, ...]:
    """The notices of one paragraph, line or title, in order; `covers` is for `detect` to tell.

    `phrases` (any case) make a sentence a notice. `Notice.text` is a stretch of `text` with its white space folded.
    Raises ValueError for an unknown `where`, and nothing for any text.
    """
    statements = read_notices(text, where=Where(where), language=language, works=works, phrases=phrases)
    return tuple(statement.notice for statement in statements)


def read_notices(
    text: str,
    *,
    where: Where,
    language: str | None,
    works: Sequence[KnownWork] = (),
    phrases: Sequence[str] = (),
    context: Sequence[Work] = (),
    names: str | None = None,
) -> tuple[Statement, ...]:
    """The notices of a paragraph with their places.

    `context`: the works that its article is about, nearest first. `names`: a text that says which names may be taken
    for works though only the story beside the notice has them, such as the headline; None: all of them.
    """
    if where is Where.TITLE:
        text = text[:_LONGEST_HEADLINE]
    if not stirs(" ".join(text.split()), language, phrases):
        return ()
    for rules in tongues(text, language):
        line = fold(text, rules)
        verdicts = judge(line, where, rules, phrases)
        if any(verdicts):
            return tuple(
                replace(
                    _statement(
                        line, span, verdict, where=where, rules=rules, works=works, context=context, names=names
                    ),
                    trigger=trigger,
                    language=rules.name,
                )
                for span, verdict, trigger in _spans(line, verdicts, where, rules)
            )
    return ()


def end_mark_length(text: str, language: str | None) -> int:
    """How many characters of a paragraph's start say that the spoilers end; 0: it does not start so."""
    rules = lexicon(language)
    if not rules.bare.search(text[:200]):
        return 0
    line = fold(text, rules)
    start, end = line.sentences[0]
    return end if rules.end_mark.search(line.plain[start:end]) else 0


def _spans(
    line: Line, verdicts: Sequence[Verdict | None], where: Where, rules: Lexicon
) -> Iterator[tuple[tuple[int, int], Verdict, tuple[tuple[int, int], ...]]]:
    """(start, end) of each notice: its sentences, labels before them, commands behind them; and of what says it."""
    position = 0
    floor = 0
    while position < len(verdicts):
        verdict = verdicts[position]
        if verdict is None:
            position += 1
            continue
        first, last = position, position
        opening = line.sentences[position][0]
        trigger = tuple((opening + start, opening + end) for start, end in verdict.wording)
        while first > floor and (_is(rules.label, line, first - 1) or is_cry(line, first - 1, rules)):
            first -= 1
        if where is Where.TITLE:
            yield (0, len(line.text)), verdict, trigger
            return
        end = _end(line, verdict, position, rules)
        while end == line.sentences[last][1] and last + 1 < len(verdicts):
            following = verdicts[last + 1]
            if not (
                _joins(line, following, verdict, last + 1, last - position, rules)
                or _leads_on(line, verdicts, last + 1, verdict, rules)
            ):
                break
            last += 1
            end = line.sentences[last][1] if following is None else _end(line, following, last, rules)
        start = line.sentences[first][0]
        last, end = _closed(line, start, last, end)
        heading = _HEADING.match(line.plain, start)
        yield (heading.end() if heading else start, end), verdict, trigger
        position = floor = last + 1


def _closed(line: Line, start: int, last: int, end: int) -> tuple[int, int]:
    """(last sentence, end) of a notice in brackets, where these close behind one more sentence."""
    closing = _CLOSING.get(line.plain[start])
    if closing is None or closing in line.plain[start:end] or last + 1 >= len(line.sentences):
        return last, end
    behind = line.sentences[last + 1][1]
    return (last + 1, behind) if closing in line.plain[behind - 2 : behind] else (last, end)


def _end(line: Line, verdict: Verdict, index: int, rules: Lexicon) -> int:
    return notice_end(line, index, line.sentences[index][0] + verdict.end, rules)


def notice_end(line: Line, index: int, said: int, rules: Lexicon) -> int:
    """Where the notice in a sentence ends: before what goes on to tell the story ("Spoilers ahead: he dies").

    `said`: where the words end that warn.
    """
    start, end = line.sentences[index]
    for cut in islice(rules.cut.finditer(line.plain, said, end), _MOST_CUTS):
        rest = line.plain[cut.end() : end]
        before = line.plain[start : cut.start()]
        if before.count('"') % 2 or (_is_mark(cut[0]) and _is_in_title(before, rest, rules)):
            continue
        if _is_in_known(line.plain, cut.start(), rules):
            continue
        if not (rules.rest.search(rest) or rules.command.search(rest)):
            return cut.start() + (line.plain[cut.start() - 1] in _BRACKETS and cut[0] == ": ")
    return end


def _is_in_title(before: str, rest: str, rules: Lexicon) -> bool:
    """Whether a colon or dash stands in a title: "Thor: Ragnarok"."""
    word = before.rpartition(" ")[2]
    return word[:1].isupper() and word.lower() not in rules.titles.stop and rules.in_title.search(rest) is not None


def _is_in_known(plain: str, place: int, rules: Lexicon) -> bool:
    """Whether a place is inside a title that is known as it stands."""
    starts = ((plain.find(name, max(0, place - len(name)), place + len(name)), name) for name in rules.titles.known)
    return any(0 <= start < place < start + len(name) for start, name in starts)


def _is_mark(cut: str) -> bool:
    return cut.strip() in {":", "-", "--", "–", "—", "–-"}


def _is(pattern: Pattern, line: Line, index: int) -> bool:
    start, end = line.sentences[index]
    return pattern.search(line.spoken[start:end]) is not None


def _joins(line: Line, other: Verdict | None, verdict: Verdict, index: int, length: int, rules: Lexicon) -> bool:
    if other is not None:
        return other.polarity is verdict.polarity
    return length < _MOST_COMMANDS and _is(rules.command, line, index)


def _leads_on(line: Line, verdicts: Sequence[Verdict | None], index: int, verdict: Verdict, rules: Lexicon) -> bool:
    """Whether a sentence is the label of one that says the same: "Spoilers! Not seen it yet? Then stop here."."""
    behind = verdicts[index + 1] if index + 1 < len(verdicts) else None
    return behind is not None and behind.polarity is verdict.polarity and _is(rules.label, line, index)


def _statement(
    line: Line,
    span: tuple[int, int],
    verdict: Verdict,
    *,
    where: Where,
    rules: Lexicon,
    works: Sequence[KnownWork],
    context: Sequence[Work],
    names: str | None,
) -> Statement:
    if where is Where.TITLE:
        span, named = read_headline(line.text, line.plain, works, rules)
    else:
        named = named_in(line, span, works, rules, verdict.turn)
    start, end = span
    found = meant(line, span, named, context, works, rules, names)
    notice = Notice(
        text=line.text[start:end],
        polarity=verdict.polarity,
        severity=_severity(line.plain[start:end], rules) if verdict.polarity is Polarity.CONTAINS else None,
        where=where,
        works=found,
        origin=verdict.origin,
        rule=verdict.rule,
        confidence=verdict.confidence,
    )
    return Statement(start, end, notice, stated_reach(line.plain[start:end], rules))


def _severity(plain: str, rules: Lexicon) -> Severity | None:
    """The highest degree that is named."""
    return next((degree for degree, pattern in rules.severities if pattern.search(plain)), None)
