"""Owns what is declared of an article beside its text: by its feed's categories and content warnings, and as data."""

from collections.abc import Sequence
from dataclasses import replace

from caveat.model import Article, Block, BlockKind, Hints, KnownWork, Notice, Origin, Polarity, Where, Work
from caveat.spoilers.loading import lexicon
from caveat.spoilers.markup import read_warning
from caveat.spoilers.phrases import read_notices
from caveat.spoilers.works import work

_MOST = 20
"""Declarations of either kind that are read of one article."""
_LONGEST = 300
_RULE = "feed.words"
_WORD = "spoilers"


def read_words(words: Sequence[str], article: Article, works: Sequence[KnownWork]) -> list[Notice]:
    """The notices in the words of a feed. Those that are also a tag of the article are labels among others, and count
    where they say no more than that, or name a work that its headline has; of other words any mention warns.
    """
    tags = {tag.casefold() for tag in article.tags}
    found = (_read(text[:_LONGEST], article, works, is_tag=text.casefold() in tags) for text in words[:_MOST])
    return [notice for notice in found if notice is not None]


def with_declared(
    own: Sequence[Notice], declared: Sequence[Notice], *, lines: int, context: Sequence[Work]
) -> list[Notice]:
    """The notices of an article with what is declared of it, which stands before them and speaks for all of its lines.

    What the article says in the same words is one notice, with the works and degree that are declared. A mere label
    ("Spoilers") adds nothing where the article itself warns, and says where.
    """
    kept: list[Notice] = []
    told = list(own)
    for one in declared:
        twin = next((place for place, other in enumerate(told) if _is_same(one, other)), None)
        if twin is not None:
            told[twin] = _enriched(told[twin], one)
        elif not any(_is_same(one, other) for other in kept):
            kept.append(one)
    everything = tuple(range(1, lines + 1))
    return [
        replace(one, where=Where.LEAD, covers=everything, works=one.works or tuple(context[:1])) if one.warns else one
        for one in _without_labels(kept, told)
    ] + told


def _without_labels(declared: Sequence[Notice], own: Sequence[Notice]) -> list[Notice]:
    """What is declared without warnings that name nothing, where another says more; the first where none does."""
    warnings = [notice for notice in (*own, *declared) if notice.warns and not notice.inline]
    telling = next((notice for notice in warnings if notice.works or notice.origin is not Origin.DECLARED), None)
    kept = telling or next(iter(warnings), None)
    return [one for one in declared if one.works or not one.warns or one is kept]


def _read(text: str, article: Article, works: Sequence[KnownWork], *, is_tag: bool) -> Notice | None:
    language = article.language
    said = read_notices(text, where=Where.LEAD, language=language, works=works)
    notice = said[0].notice if said else _named_before(text, article, works, is_tag=is_tag)
    if notice is None and (not is_tag or read_notices(text, where=Where.TITLE, language=language, works=works)):
        notice = _warning(text, language, works)
    if notice is None:
        return None
    # A promise ("no spoilers") is a label where it is a category.
    polarity = notice.polarity if notice.warns else Polarity.SPOILER_FREE
    return replace(notice, polarity=polarity, where=Where.LEAD, origin=Origin.DECLARED, rule=_RULE)


def _named_before(text: str, article: Article, works: Sequence[KnownWork], *, is_tag: bool) -> Notice | None:
    """The notice in "Severance spoilers", where there is such a work."""
    name, _, word = text.rpartition(" ")
    if not name or word.casefold().rstrip(".!") not in {_WORD, _WORD[:-1]}:
        return None
    known = [one for one in works if name.casefold() in {title.casefold() for title in (one.title, *one.aliases)}]
    if known:
        return _spoils(text, (work(known[0].title, known[0].medium, None),))
    if is_tag and name.casefold() not in article.title.casefold():
        return None
    statements = read_notices(f"Spoilers for {name}", where=Where.LEAD, language=article.language, works=works)
    named = statements[0].notice.works if statements else ()
    return _spoils(text, named) if named else None


def _warning(text: str, language: str | None, works: Sequence[KnownWork]) -> Notice | None:
    """The notice in words that are a warning by their place, as the words of a box of warnings are."""
    if not lexicon(language).bare.search(text):
        return None
    box = Block(kind=BlockKind.BOX, text=text, html="", hints=Hints(classes=("spoiler-warning",)))
    statement = read_warning(box, Where.LEAD, language, works, ())
    return statement.notice if statement else _spoils(text, ())


def _spoils(text: str, works: tuple[Work, ...]) -> Notice:
    return Notice(
        text=text, polarity=Polarity.CONTAINS, where=Where.LEAD, works=works, origin=Origin.DECLARED, rule=_RULE
    )


def _is_same(one: Notice, other: Notice) -> bool:
    """Whether two notices say the same: in the same words, or one without words of the same works."""
    if one.warns != other.warns or other.inline:
        return False
    words, others = _words(one.text), _words(other.text)
    if not words:
        return set(one.works) <= set(other.works)
    return bool(others) and (words == others or (bool(one.works) and words in others))


def _words(text: str) -> str:
    """The letters and digits of a notice, any case, with a blank at either end of each word."""
    folded = "".join(character if character.isalnum() else " " for character in text.casefold())
    return f" {' '.join(folded.split())} " if folded.strip() else ""


def _enriched(notice: Notice, declared: Notice) -> Notice:
    severity = notice.severity or (declared.severity if notice.warns else None)
    # What is declared may say more of a work, but never takes one away: works decide whether a warning still counts.
    said = {work.title.casefold(): work for work in declared.works}
    own = [said.pop(work.title.casefold(), work) for work in notice.works]
    return replace(notice, works=(*own, *said.values()), severity=severity)
