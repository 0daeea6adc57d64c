"""Owns the way from an article to its notices: which block says what, what that makes of the block, what it covers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from caveat.model import (
    BODY_KINDS,
    Article,
    Block,
    BlockKind,
    KnownWork,
    Notice,
    Origin,
    Polarity,
    Role,
    SpoilerRules,
    Where,
    Work,
)
from caveat.spoilers import markup
from caveat.spoilers.context import Context
from caveat.spoilers.coverage import Coverage
from caveat.spoilers.declared import read_words, with_declared
from caveat.spoilers.hiding import HIDDEN, covered, hidden, is_hidden_whole, masked, without_hidden
from caveat.spoilers.hyphens import hyphenated, unhyphenated
from caveat.spoilers.loading import lexicon
from caveat.spoilers.merge import Found, join_adjacent, without_repetitions
from caveat.spoilers.phrases import Statement, end_mark_length, read_notices
from caveat.spoilers.reach import Part, Reach
from caveat.spoilers.sieve import Sifted, sift

_LONGEST_LABEL = 80
_MOST_NOTICES = 60
"""Of one article; each costs a look at every line, and the last of so many speaks for all that follow."""
_READ_KINDS = BODY_KINDS - {BlockKind.CODE} | {BlockKind.CAPTION, BlockKind.BOX, BlockKind.SUMMARY, BlockKind.META}


def detect(
    article: Article,
    *,
    works: Sequence[KnownWork] = (),
    rules: SpoilerRules = SpoilerRules(),  # noqa: B008
    declared: tuple[str, ...] = (),
    stated: tuple[Notice, ...] = (),
) -> Article:
    """The same article with its notices, and its blocks labelled by what they do (`Block.role`).

    `declared`: what its list says of spoilers in words, `stated`: what it says as data; see `Link`.

    A block that is nothing but a notice becomes `Role.NOTICE`, the end of one's reach `Role.END_MARK`; neither is a
    line any more. Labels and notices that were there before are forgotten, so that detecting twice changes nothing.
    """
    bare = unhyphenated(article)
    if bare is not article:
        return hyphenated(detect(bare, works=works, rules=rules, declared=declared, stated=stated), article)
    plain = _unread(article)
    sifted = sift(plain, rules.phrases)
    if not (declared or stated or rules.always or sifted.may_speak):
        return plain
    given = (*stated, *read_words(declared, plain, works))
    reading = _Reading(plain, works, rules, sifted, warned=any(notice.warns for notice in given))
    found = reading.found()
    marks = reading.end_marks()
    coverage = Coverage(tuple(_labelled(plain.blocks, found, marks)), found, frozenset(marks))
    reaches = [(one, coverage.reach(one)) for one in found]
    reached = frozenset[int]().union(*(reach for _, reach in reaches))
    in_folds = frozenset[int]().union(*(reach for one, reach in reaches if one.fold))
    joined = join_adjacent(found, lexicon(article.language))
    notices = [replace(one.notice, where=coverage.place(one), covers=coverage.of(one)) for one in joined]
    labelled = frozenset(one.block for one in found if one.notice.inline)
    notices += hidden(coverage, in_folds, labelled, reading.context, article.language)
    notices = with_declared(notices, given, lines=len(coverage.lines), context=reading.context)
    always = _always(notices, len(coverage.lines), reading.context) if rules.always else []
    return replace(plain, blocks=tuple(covered(coverage, reached)), notices=without_repetitions([*always, *notices]))


class _Reading:
    """The blocks of one article, read one by one."""

    def __init__(
        self, article: Article, works: Sequence[KnownWork], rules: SpoilerRules, sifted: Sifted, *, warned: bool
    ) -> None:
        self._article = article
        self._works = works
        self._phrases = rules.phrases
        self._names = _vouched(article, works)
        self._stirring = sifted.blocks
        self._labels = sifted.labels
        hides = rules.always or warned or any(block.hints.spans or block.hints.is_spoiler for block in article.blocks)
        speaks = bool(sifted.blocks) or sifted.title
        self.context: Sequence[Work] = Context(article, works) if hides or speaks else ()
        self._read_before: dict[tuple[int, Where], Sequence[Statement]] = {}
        self._first = next(
            (index for index in range(len(article.blocks)) if self._opens_story(index)), len(article.blocks)
        )

    def found(self) -> tuple[Found, ...]:
        """Every notice of the headline and of the blocks, in order; `covers` is still empty."""
        title = self._statements(self._article.title, Where.TITLE, self._article.language)
        headline = [Found(block=-1, notice=statement.notice) for statement in title]
        below = (one for index in range(len(self._article.blocks)) for one in self._block(index))
        found = [*islice(chain(headline, below), _MOST_NOTICES)]
        if len(found) == _MOST_NOTICES:
            contains = replace(found[-1].notice, polarity=Polarity.CONTAINS)
            found[-1] = replace(found[-1], notice=contains, is_last=True)
        return tuple(found)

    def end_marks(self) -> dict[int, int]:
        """Index of each block that starts with an end mark, and how many characters of it that is."""
        blocks = ((index, self._article.blocks[index]) for index in self._stirring)
        lengths = {
            index: end_mark_length(block.text, self._language(block))
            for index, block in blocks
            if block.kind in BODY_KINDS
        }
        return {index: length for index, length in lengths.items() if length}

    def _block(self, index: int) -> Iterator[Found]:
        block = self._article.blocks[index]
        if index not in self._stirring or not _is_read(block):
            return
        where = Where.LEAD if index <= self._first else Where.BODY
        for statement in self._read_at(index, where):
            rest = block.text[: statement.start] + block.text[statement.end :]
            whole = (is_hidden_whole(block) or not block.hints.spans) and not any(char.isalnum() for char in rest)
            label = None if is_hidden_whole(block) else markup.label_of_span(block, statement)
            if label is not None:
                yield Found(block=index, start=statement.start, notice=label, reach=Reach(Part.OWN))
                continue
            if is_hidden_whole(block) and (not whole or self._labels_hidden(index)):
                continue
            if block.kind is BlockKind.META and self._is_label(block):
                # Among bylines and tags the bare word is a tag as well.
                continue
            fold = block.hints.folds[-1] if block.hints.folds else 0
            found = Found(
                block=index,
                start=statement.start,
                notice=statement.notice,
                whole=whole,
                fold=fold,
                reach=statement.reach,
            )
            yield self._with_label(found) if whole else found

    def _with_label(self, found: Found) -> Found:
        """A notice with the block before it, where that is but its label: "Read with caution!"."""
        place = found.block - 1
        block = self._article.blocks[place] if place >= 0 else None
        if block is None or not _is_read(block) or not self._is_label(block):
            return found
        if place in self._stirring and self._read_at(place, Where.LEAD):
            return found
        notice = without_hidden(replace(found.notice, text=f"{masked(block).text} {found.notice.text}"))
        return replace(found, notice=notice, label=place)

    def _labels_hidden(self, index: int) -> bool:
        """Whether a hidden block is but the label of what is hidden with it."""
        following = self._article.blocks[index + 1 : index + 2]
        return self._is_label(self._article.blocks[index]) and any(block.hints.is_spoiler for block in following)

    def _is_label(self, block: Block) -> bool:
        return len(block.text) <= _LONGEST_LABEL and lexicon(self._language(block)).label.search(block.text) is not None

    def _read_at(self, index: int, where: Where) -> Sequence[Statement]:
        """What a block says where it stands; the first ones are asked for more than once."""
        if (index, where) not in self._read_before:
            self._read_before[index, where] = self._read(
                self._article.blocks[index], where, hides=index in self._labels
            )
        return self._read_before[index, where]

    def _read(self, block: Block, where: Where, *, hides: bool = False) -> Sequence[Statement]:
        shown = masked(block)
        statements = self._read_masked(shown, where, hides=hides)
        if HIDDEN not in shown.text:
            return statements
        return [replace(one, notice=without_hidden(one.notice)) for one in statements]

    def _read_masked(self, block: Block, where: Where, *, hides: bool) -> Sequence[Statement]:
        """What a block says, of which nothing that the publisher hid can be read."""
        language = self._language(block)
        if markup.is_selected(block):
            return (markup.read_declared(block, where, language, self._works, self.context),)
        if markup.is_fold_label(block):
            summary = markup.read_summary(block, Where.BODY, language, self._works, self.context, hides=hides)
            return (summary,) if summary else ()
        if markup.is_statement(block):
            return tuple(_declared(said) for said in self._statements(_in_lines(block), Where.LEAD, language))
        warning = markup.read_warning(block, where, language, self._works, self.context)
        if warning:
            return (warning,)
        # A heading in the story warns as a headline does: "The ending (spoilers)".
        above = self._statements(block.text, Where.TITLE, language) if block.kind is BlockKind.HEADING else ()
        headed = tuple(replace(said, notice=replace(said.notice, where=where)) for said in above)
        return headed or self._statements(_in_lines(block), where, language)

    def _statements(self, text: str, where: Where, language: str | None) -> tuple[Statement, ...]:
        """What a text says; a line break in it may end a sentence."""
        return read_notices(
            text,
            where=where,
            language=language,
            works=self._works,
            phrases=self._phrases,
            context=self.context,
            names=self._names,
        )

    def _language(self, block: Block) -> str | None:
        return block.hints.language or self._article.language

    def _opens_story(self, index: int) -> bool:
        """Whether a block is a paragraph of the story: one with more in it than a notice."""
        block = self._article.blocks[index]
        if block.kind is not BlockKind.PARAGRAPH or markup.is_selected(block):
            return False
        if self._stirring and self._is_label(block):
            return False
        rest = block.text
        if index in self._stirring:
            for statement in reversed(self._read_at(index, Where.LEAD)):
                rest = rest[: statement.start] + rest[statement.end :]
        return any(char.isalnum() for char in rest)


def _unread(article: Article) -> Article:
    """The article without notices, and every block as it was before anybody looked for them."""
    if not article.notices and all(block.role is Role.STORY and not block.covered for block in article.blocks):
        return article
    return replace(article, notices=(), blocks=tuple(_unlabelled(block) for block in article.blocks))


def _vouched(article: Article, works: Sequence[KnownWork]) -> str:
    """The names that a notice may take from the story beside it: those that are told openly anyway."""
    known = [name for work in works for name in (work.title, *work.aliases)]
    return "\n".join([article.title, *known]).casefold()


def _unlabelled(block: Block) -> Block:
    return replace(block, role=Role.STORY, covered=False) if block.role is not Role.STORY or block.covered else block


def _in_lines(block: Block) -> str:
    """The text of a block with its line breaks; offsets stay."""
    characters = list(block.text)
    for offset in block.hints.breaks:
        if offset < len(characters):
            characters[offset] = "\n"
    return "".join(characters)


def _is_read(block: Block) -> bool:
    return block.kind in _READ_KINDS or markup.is_selected(block) or markup.is_statement(block)


def _declared(statement: Statement) -> Statement:
    return replace(statement, notice=replace(statement.notice, origin=Origin.DECLARED, rule="markup.statement"))


def _labelled(blocks: Sequence[Block], found: Sequence[Found], marks: dict[int, int]) -> Iterator[Block]:
    notices = {one.block for one in found if one.whole} | {one.label for one in found}
    for index, block in enumerate(blocks):
        if index in notices:
            yield replace(block, role=Role.NOTICE)
        elif index in marks and not any(char.isalnum() for char in block.text[marks[index] :]):
            yield replace(block, role=Role.END_MARK)
        else:
            yield block


def _always(notices: Sequence[Notice], lines: int, context: Sequence[Work]) -> list[Notice]:
    """The notice of a source that always spoils, unless the article says so itself."""
    everything = tuple(range(1, lines + 1))
    if any(notice.warns and notice.covers == everything and not notice.inline for notice in notices):
        return []
    return [
        Notice(
            text="",
            polarity=Polarity.CONTAINS,
            where=Where.LEAD,
            covers=everything,
            works=tuple(context[:1]),
            origin=Origin.DECLARED,
            rule="operator.always",
        )
    ]
