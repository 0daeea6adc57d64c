"""Owns the end of a text: the author's name under the story, and the paragraph that introduces them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from caveat.extract.names import cased, is_name, without_honorific
from caveat.extract.signature import is_role_line

_END = 8
"""Lines from the end among which names and biographies are looked for."""
_LIST = 20
"""Lines before them among which a list of persons is looked for."""
_MAX_BIOGRAPHY = 1_000
_NEAR = 80
"""Characters within which a biography comes to the name."""
_SENTENCE = 400
"""Characters within which it says so at the latest."""
_OPENING = 160
"""Characters within which it says what the person does."""
_ABOUT = re.compile(r"about (?:the authors?|the writers?|(?P<name>\S.{1,60}?))(?: ?:\s?(?P<rest>\S.*))?", re.I)
_DOES = re.compile(
    r"(?:,[^.]{1,120},)? (?:is|was|has|can|holds|grew|began|joined|wrote|loves|[a-z]{3,12}(?:s|ed))\b|['’]s\b"
)
"""What follows a name in a sentence about that person."""
_WRITES = re.compile(
    r"\b(?:(?:writer|critic|reporter|editor|journalist|correspondent|contributor|columnist|novelist|freelancer|blogger"
    r"|podcaster|broadcaster|producer|presenter|photographer|reviewer|essayist|playwright|screenwriter|film-?maker"
    r"|academic|lecturer|historian|newsletter|author)s?|freelance|writes|covers|reviews|edits|reports|tweets|blogs"
    r"|contributes|teaches|(?:has|have) (?:been writing|written|covered|edited|reviewed)"
    r"|(?:work|writing) (?:has |have )?appear(?:s|ed)?"
    r"|joined (?:us|our|the (?:team|staff|site|paper|desk|magazine)))\b",
    re.I,
)
"""What those say of themselves who write."""
_LIVES = re.compile(
    r"\b(?:based in|lives? in|spends|be found|writing|reporting|working|(?:spare|free) time|off duty"
    r"|outside (?:of )?work)\b",
    re.I,
)
"""What they say besides, which a story says of anybody."""
_INTRODUCTION = re.compile(
    r" is (?:a|an|the|our|[A-Z][\w+]*['’]s)(?: [\w'’,+-]{1,30}){0,6}? (?:writer|critic|reporter|editor"
    r"|journalist|correspondent|contributor|columnist|freelancer|reviewer)\b"
)
"""What follows the name of an author who is named nowhere else."""
_DID = (
    r"(?:were|had|died|did|came|went|left|said|knew|saw|took|gave|told|found|kept|lost|fell|ran|met|stood|sat|heard|felt"
    r"|thought|turned|looked|walked|killed|opened|closed|asked|wanted|changed|stayed|returned|disappeared|vanished)"
)
_PAST = re.compile(rf"\b(?:was|were|had|died|did|used to|became|who (?:never|{_DID}))\b", re.I)
_NARRATES = re.compile(
    r"(?:^|[.!?…][\"”’']? )(?:(?:and|but|then|so) )?"
    r"(?:he|she|they|it|nobody|no one|everybody|[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30})?)"
    r"(?: never\b|(?: \w{1,12}ly| also| once| still)?"
    rf" (?:was(?! (?:born|raised|educated|named|nominated|shortlisted)\b)|{_DID})\b)",
    re.I,
)
"""A sentence that tells what somebody did, as stories do; what somebody studied or joined a biography tells as well."""
_NETWORK = r"(?:twitter|x|instagram|facebook|bluesky|mastodon|threads|linkedin|tiktok|letterboxd)"
_CONTACT = re.compile(
    rf"(?:follow|find) .{{1,60}} (?:on|at|@) ?(?:@\w.{{0,60}}|{_NETWORK}\b.{{0,60}})|\S{{1,60}}@\S{{1,60}}\.\w{{2,12}}"
    rf"|(?:{_NETWORK}|e-?mail|contact|web(?:site)?) ?: ?\S.{{0,80}}|@\w{{1,40}}",
    re.I,
)
"""A line that is nothing but where to reach somebody."""
_GOES_ON = re.compile(
    r"(?:he|she|they|you can (?:find|follow)|follow|find|e-?mail|contact)\b"
    r"|(?:twitter|instagram|facebook|bluesky|mastodon|web) ?:|@",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The lines that close a text, and whom they name."""

    start: int
    """Position of the first of them; the number of lines where there are none."""
    authors: tuple[str, ...] = ()


def find_closing(lines: Sequence[str], authors: Sequence[str], credited: Collection[int] = ()) -> Closing:
    """The lines at the end that are names and biographies of the text's authors, and nothing else.

    `authors` are those that a byline names; `credited` are positions of lines right behind the credit of a picture.
    Where neither vouches for a name, the story must not speak of it, and its paragraph must speak of writing, now: a
    story may end with anybody, and losing its end is worse than keeping a biography.
    """
    for start in range(max(len(lines) - _END, 1), len(lines)):
        tail = _Tail(lines, start, authors, is_credited=start in credited)
        if tail.is_closing():
            return Closing(start=start, authors=tuple(dict.fromkeys(map(cased, tail.found))))
    return Closing(start=len(lines))


class _Tail:
    """The lines from one position to the end, read as groups of name, role, biography and what goes on with it."""

    def __init__(self, lines: Sequence[str], start: int, authors: Sequence[str], *, is_credited: bool) -> None:
        self._lines = lines
        self._at = start
        self._authors = authors
        self._is_credited = is_credited
        self._start = start
        self._groups = 0
        self._is_sure = is_credited
        """Something else than the lines themselves says that they are no story."""
        self.found: list[str] = []
        """Names of authors, in order."""

    def is_closing(self) -> bool:
        """Whether there is nothing in it but groups."""
        while self._at < len(self._lines):
            if not (self._goes_on() or self._group()):
                return False
        return self._is_sure or not self._is_in_list()

    def _is_in_list(self) -> bool:
        """Whether persons are introduced one after another before it: then these are what the story is of."""
        return any(_is_pair(self._lines, place) for place in range(max(self._start - _LIST, 0), self._start - 1))

    def _tells_of(self, name: str) -> bool:
        """Whether the story speaks of somebody by the whole name."""
        return any(_mentions(line, name, whole=True) for line in self._lines[: self._start])

    def _goes_on(self) -> bool:
        text = self._lines[self._at]
        if not self._groups or (not self._is_sure and _NARRATES.search(text)):
            return False
        persons = (*self.found, *self._authors)
        opens = any(text.startswith(name) for name in " ".join(persons).split())
        near = any(_mentions(text[:_NEAR], name) for name in persons)
        if opens or _GOES_ON.match(text) or (near and (_LIVES.search(text) or _WRITES.search(text))):
            self._at += 1
            return True
        return False

    def _group(self) -> bool:
        """Takes one group; False where none stands here."""
        self._groups += 1
        text = self._lines[self._at]
        about = _ABOUT.fullmatch(text)
        if about is not None and about["rest"]:
            return self._introduced(about["rest"])
        if about is not None:
            self._at += 1
            return self._at < len(self._lines) and self._introduced(self._lines[self._at])
        names = _names(text)
        return self._named(names) if names else self._introduced(text, is_bare=True)

    def _named(self, names: Sequence[str]) -> bool:
        """A line of names, with or without roles and a biography."""
        known = any(self._is_author(name) for name in names)
        if self._authors and not known:
            return False
        self._at += 1
        reached = self._skip_roles()
        sure = known or self._is_credited or reached
        if self._at < len(self._lines) and not self._is_biography(self._lines[self._at], names, is_sure=sure):
            return False
        if self._at == len(self._lines) and not sure:
            return False
        self._is_sure = self._is_sure or sure
        self.found += names
        self._at += 1
        return True

    def _skip_roles(self) -> bool:
        """Goes over what stands between a name and its paragraph; whether it says where to reach somebody."""
        reached = False
        while self._at < len(self._lines):
            text = self._lines[self._at]
            contact = _CONTACT.fullmatch(text) is not None
            if not contact and not is_role_line(text):
                break
            reached = reached or contact
            self._at += 1
        return reached

    def _is_biography(self, text: str, names: Sequence[str], *, is_sure: bool) -> bool:
        """Whether the paragraph after a line of names speaks of these."""
        writes = len(text) <= _MAX_BIOGRAPHY and _WRITES.search(text[:_OPENING]) is not None
        if is_sure:
            lives = _LIVES.search(text[:_OPENING]) is not None
            opens = any(_introduces(text, name) for name in names)
            return writes or lives or (opens and not _NARRATES.match(text))
        told = any(map(self._tells_of, names))
        return writes and not told and not _tells_of_the_past(text)

    def _introduced(self, text: str, *, is_bare: bool = False) -> bool:
        """A biography that no line of names stands before. `is_bare`: nor does anything else say that it is one."""
        known = [name for name in self._authors if _introduces(text, name)]
        named = None if self._authors else _opening_name(text)
        if named and is_bare and not self._is_introduced(text, named):
            named = None
        if is_bare and not known and not named:
            return False
        whole = any(text.startswith(name) for name in known) and not _NARRATES.match(text)
        writes = _WRITES.search(text[:_OPENING]) is not None
        if not (known and (whole or writes)) and not named and (is_bare or not writes):
            return False
        self._is_sure = self._is_sure or bool(known) or not is_bare
        self.found += [named] if named else []
        self._at += 1
        return True

    def _is_introduced(self, text: str, name: str) -> bool:
        """Whether a paragraph makes somebody known whom the story does not."""
        told = any(name in line for line in self._lines[: self._start]) or _tells_of_the_past(text)
        return not told and _INTRODUCTION.match(text, len(name)) is not None

    def _is_author(self, name: str) -> bool:
        words = set(name.casefold().split())
        others = (set(other.casefold().split()) for other in self._authors)
        return any(words <= other or other <= words for other in others)


def _is_pair(lines: Sequence[str], position: int) -> bool:
    """Whether a name stands here, and after it a paragraph about it."""
    return is_name(lines[position]) and _introduces(lines[position + 1], lines[position])


def _names(line: str) -> list[str]:
    """The names on a line that is nothing but names: one, perhaps with a role, or two joined by "and"."""
    line, _, role = line.partition(", ")
    if role and not is_role_line(role):
        return []
    names = [name.strip() for name in re.split(r" (?:and|&|und|et|y) ", line, maxsplit=2)]
    least = 1 if len(names) == 1 else 2
    return names if all(is_name(name, least=least) for name in names) else []


def _forms(name: str) -> tuple[str, ...]:
    """A name whole, its first and its last word."""
    words = without_honorific(name).split()
    return (" ".join(words), words[0], words[-1])


def _introduces(text: str, name: str) -> bool:
    """Whether the subject of a paragraph's first words is a name, whole, first or last: "A critic, Ann Lee writes"."""
    folded = without_honorific(text[:_SENTENCE]).casefold()
    for form in map(str.casefold, _forms(name)):
        start = 0 if folded.startswith(form) else folded.find(f", {form} ", 0, _NEAR) + len(", ")
        if (not start or start >= len(", x")) and _DOES.match(folded, start + len(form)):
            return True
    return False


def _mentions(text: str, name: str, *, whole: bool = False) -> bool:
    """Whether a text names somebody by any form of the name, or by the `whole` of it."""
    forms = _forms(name)[: 1 if whole else None]
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.I) for form in forms)


def _tells_of_the_past(text: str) -> bool:
    """Whether a paragraph opens in the past tense, or goes on as a story does."""
    first = re.split(r"[.!?…] ", text, maxsplit=1)[0]
    return _PAST.search(first) is not None or _NARRATES.search(text) is not None


def _opening_name(text: str) -> str | None:
    """The full name that a paragraph opens with, as in "Jane Doe is a freelance critic"."""
    verb = re.search(r" (?:is|was|has|writes|covers)\b", text[:_NEAR])
    return text[: verb.start()] if verb is not None and is_name(text[: verb.start()]) else None
