"""Owns what a sentence says of its text: the rules and vetoes of a language, tried one by one."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from caveat.model import Origin, Polarity, Where
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.loading import lexicon
from caveat.spoilers.patterns import Pattern, Spoken
from caveat.spoilers.sentences import Line

_MOST_STIRRING = 3000
"""Characters of sentences with a trigger that are read closely in one paragraph: nobody writes so many."""
_LEAST = 50
"""What a short sentence counts for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one sentence is, and which rule says so."""

    rule: str
    polarity: Polarity
    confidence: float
    wording: tuple[tuple[int, int], ...]
    """(start, end) of the words in the sentence that say so."""
    origin: Origin = Origin.PHRASE
    alone: bool = False
    turn: Pattern | None = None
    """Only what stands behind it is what the text spoils."""

    @property
    def end(self) -> int:
        """Where in the sentence its wording ends."""
        return max(end for _, end in self.wording)


def judge(line: Line, where: Where, rules: Lexicon, phrases: Sequence[str]) -> list[Verdict | None]:
    """What each sentence is."""
    sentences = [line.spoken[start:end] for start, end in line.sentences]
    labelled = {index for index, sentence in enumerate(sentences[:-1], 1) if rules.label.search(sentence)}
    read = _within_budget(sentences, rules.triggers.stirring(sentences) | labelled)
    verdicts = [
        _operators(sentence, phrases)
        or (_verdict(sentence, where, rules, is_labelled=index in labelled) if index in read else None)
        for index, sentence in enumerate(sentences)
    ]
    if not any(verdicts):
        return verdicts
    if any(veto.text and veto.pattern.search(line.spoken) for veto in rules.vetoes):
        return [None] * len(line.sentences)
    said = [
        bool(verdict or rules.label.search(sentence) or rules.command.search(sentence))
        for sentence, verdict in zip(sentences, verdicts, strict=True)
    ]
    return [
        verdict if verdict is None or not verdict.alone or is_alone else None
        for verdict, is_alone in zip(verdicts, _alone(line, said), strict=True)
    ]


def _alone(line: Line, said: Sequence[bool]) -> list[bool]:
    """Of each sentence whether the text, or the row of it in which it stands, says nothing but the notice."""
    if all(said):
        return [True] * len(said)
    starts = [start for start, _ in line.rows]
    rows = [range(bisect_right(starts, start) - 1, bisect_left(starts, end)) for start, end in line.sentences]
    other = {row for is_said, within in zip(said, rows, strict=True) if not is_said for row in within}
    return [len(within) == 1 and within[0] not in other for within in rows]


def stirs(text: str, language: str | None, phrases: Sequence[str] = ()) -> bool:
    """Whether a text, its white space folded, is worth reading closely: a trigger of the language stands in it,
    or a phrase of the operator.
    """
    return lexicon(language).triggers.stirs(text) or _operators_words(text, phrases) is not None


def which_stir(texts: Sequence[tuple[int, str]], language: str | None, phrases: Sequence[str] = ()) -> frozenset[int]:
    """The numbers of those texts that are worth reading closely; at once, which is faster than one by one."""
    stirring = lexicon(language).triggers.stirring([text for _, text in texts])
    return frozenset(
        number
        for index, (number, text) in enumerate(texts)
        if index in stirring or _operators_words(text, phrases) is not None
    )


def _operators_words(text: str, phrases: Sequence[str]) -> tuple[int, int] | None:
    """(start, end) of the first of the operator's phrases in a text; None: it has none of them."""
    folded = text.casefold() if phrases else ""
    found = ((folded.find(phrase.casefold()), len(phrase)) for phrase in phrases if phrase)
    return next(((start, start + length) for start, length in found if start >= 0), None)


def _within_budget(sentences: Sequence[str], stirring: Set[int]) -> Set[int]:
    """Of the sentences that stir (their indices) those that are read closely: not what is behind too many of them."""
    lengths = accumulate(max(len(sentences[index]), _LEAST) for index in sorted(stirring))
    return {index for index, length in zip(sorted(stirring), lengths, strict=True) if length <= _MOST_STIRRING}


def _operators(sentence: str, phrases: Sequence[str]) -> Verdict | None:
    said = _operators_words(sentence, phrases)
    return Verdict("operator.phrase", Polarity.CONTAINS, 1.0, (said,), Origin.DECLARED) if said else None


def _verdict(text: str, where: Where, rules: Lexicon, *, is_labelled: bool) -> Verdict | None:
    # Hardly any sentence that stirs says anything: what could veto it is looked for only where one does.
    sentence = Spoken(text)
    places = (rule for rule in rules.rules if where in rule.places and (is_labelled or not rule.after_label))
    candidates = ((rule, wording) for rule in places if (wording := rule.wording(sentence)))
    found = next(candidates, None)
    if found is None or rules.end_mark.search(text):
        return None
    vetoes = [veto for veto in rules.vetoes if not veto.text and sentence.search(veto.pattern)]
    if any(veto.firm for veto in vetoes):
        return None
    while vetoes and found is not None and not found[0].firm:
        found = next(candidates, None)
    if found is None:
        return None
    rule, wording = found
    return Verdict(rule.name, rule.polarity, rule.confidence, wording, alone=rule.alone, turn=rule.turn)
