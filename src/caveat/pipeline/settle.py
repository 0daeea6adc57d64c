"""Owns the settling of a poll: what was read against what is known, into one value to store and one to report. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from caveat.model import (
    Article,
    Drop,
    Entry,
    Failure,
    Link,
    LinkState,
    Notice,
    Page,
    Poll,
    RawPage,
    Source,
    SourceReport,
    SourceState,
    Validators,
)
from caveat.pipeline.decide import (
    NEVER,
    Change,
    Plan,
    article_digest,
    decide_entry,
    identity,
    next_check,
    own_key,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a source lists now."""

    links: tuple[Link, ...]
    validators: Validators = field(default_factory=Validators)
    dropped: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of one link: an article, or one of the reasons why there is none."""

    link: Link
    article: Article | None = None
    file_id: str | None = None
    """The id that a file's front matter gives."""
    page: Page | None = None
    adopted: str | None = None
    """Key of an entry that another source brought: nothing had to be fetched."""
    unmodified: bool = False
    failure: Failure | None = None
    final: bool = False
    """The failure lies in the content: trying again at once is useless."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store knows of a poll's subject."""

    links: Mapping[str, LinkState]
    entries: Mapping[str, Entry]
    configured: Collection[str]
    """Ids of the sources that exist."""


def wanted_keys(readings: Iterable[Reading], links: Mapping[str, LinkState], source: Source) -> set[str]:
    """Keys of every entry that settling these readings may ask for."""
    keys: set[str | None] = set()
    for reading in readings:
        state = links.get(reading.link.key)
        keys |= {reading.adopted, own_key(reading.link, source), state.entry_key if state else None}
        if reading.article is not None:
            keys.add(identity(reading.article, reading.link, source, file_id=reading.file_id))
    return {key for key in keys if key is not None}


@dataclass(slots=True, kw_only=True)
class Settlement:
    """One poll being settled, reading by reading."""

    source: Source
    known: Known
    now: datetime
    entries: dict[str, Entry] = field(default_factory=dict)
    links: list[LinkState] = field(default_factory=list)
    pages: list[RawPage] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    found: list[tuple[str, Notice]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def take(self, place: int, reading: Reading) -> None:
        """Settles one reading; `place` is its place in the list, from 0."""
        state = self.known.links.get(reading.link.key)
        if reading.failure is not None:
            self.failures.append(reading.failure)
            if reading.final:
                self._note(reading, state.entry_key if state else None)
        elif reading.article is not None:
            self._take_article(place, reading, reading.article)
        elif reading.unmodified:
            self.counts["unmodified"] += 1
            self._note(reading, state.entry_key if state else None)
        elif reading.adopted is not None:
            self._adopt(reading, reading.adopted)

    def _take_article(self, place: int, reading: Reading, article: Article) -> None:
        self.counts["fetched"] += reading.page is not None
        key, old = self._entry_of(reading, article)
        undated = self.now - timedelta(seconds=place)  # equal dates would lose the order of the list
        entry, change = decide_entry(
            old, article, key, self.source, now=self.now, undated=undated, configured=self.known.configured
        )
        self.counts[change] += 1
        if entry != old:
            self.entries[key] = entry
        if change is not Change.UNCHANGED:
            self.counts["notices"] += len(article.notices)
            self.found += [(article.title, notice) for notice in article.notices]
            if reading.page is not None:
                self.pages.append(RawPage(entry_key=key, page=reading.page))
        self._note(reading, key)

    def _entry_of(self, reading: Reading, article: Article) -> tuple[str, Entry | None]:
        """The key of an article's entry, and that entry if there is one."""
        state = self.known.links.get(reading.link.key)
        if state is not None and state.entry_key is not None:
            return state.entry_key, self._find(state.entry_key)
        key = identity(article, reading.link, self.source, file_id=reading.file_id)
        old = self._find(key)
        other = own_key(reading.link, self.source)
        if old is not None and key != other and self.source.id in old.sources and old.digest != article_digest(article):
            # Two pages of one source that name the same canonical address and differ: the name is wrong, not the pages.
            return other, self._find(other)
        return key, old

    def _adopt(self, reading: Reading, key: str) -> None:
        entry = self._find(key)
        if entry is not None:
            self.counts[Change.UNCHANGED] += 1
            if self.source.id not in entry.sources:
                self.entries[key] = entry.with_source(self.source.id)
            self._note(reading, key)

    def _find(self, key: str) -> Entry | None:
        return self.entries.get(key) or self.known.entries.get(key)

    def _note(self, reading: Reading, key: str | None) -> None:
        link, state = reading.link, self.known.links.get(reading.link.key)
        validators = reading.page.validators if reading.page else state.validators if state else Validators()
        self.links.append(
            LinkState(
                key=link.key,
                entry_key=key,
                digest=link.digest,
                validators=validators,
                checked_at=self.now,
                next_check_at=next_check(state, self.now),
            )
        )


def settle(
    source: Source,
    listing: Listing,
    plan: Plan,
    readings: Sequence[Reading],
    known: Known,
    *,
    now: datetime,
    next_at: datetime,
) -> tuple[Poll, SourceReport]:
    """What one poll wants stored, and its report."""
    work = Settlement(source=source, known=known, now=now)
    for place, reading in enumerate(readings):
        work.take(place, reading)
    passed_over = [
        LinkState(key=link.key, entry_key=None, digest=link.digest, checked_at=now, next_check_at=NEVER)
        for link in plan.passed_over
    ]
    links = (*work.links, *passed_over)
    checks = {**known.links, **{state.key: state for state in links}}
    believable = plan.complete and not any(reading.failure and not reading.final for reading in readings)
    state = SourceState(
        source_id=source.id,
        validators=listing.validators if believable else Validators(),
        next_at=next_at,
        check_at=min((state.next_check_at for state in checks.values() if state.next_check_at < NEVER), default=None),
        polled_at=now,
        succeeded_at=now,
        error=_trouble(work.failures),
        new=work.counts[Change.NEW],
    )
    report = SourceReport(
        id=source.id,
        listed=len(listing.links),
        fetched=work.counts["fetched"],
        unmodified=work.counts["unmodified"],
        new=work.counts[Change.NEW],
        changed=work.counts[Change.CHANGED],
        unchanged=work.counts[Change.UNCHANGED],
        notices=work.counts["notices"],
        found=tuple(work.found),
        dropped=listing.dropped + plan.dropped,
        failures=tuple(work.failures),
    )
    return Poll(state=state, entries=tuple(work.entries.values()), links=links, pages=tuple(work.pages)), report


def _trouble(failures: Sequence[Failure]) -> str | None:
    """What to say of a poll that read its list and not all of its articles."""
    if not failures:
        return None
    first = failures[0]
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return f"{first.url}: {first.error}{more}"
