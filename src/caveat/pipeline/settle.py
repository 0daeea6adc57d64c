"""Owns the settling of a poll: what was read against what is known, into one value to store and one to report. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from caveat.model import (
    Article,
    Drop,
    Entry,
    Failure,
    Link,
    LinkState,
    ListingRules,
    Notice,
    Pace,
    Poll,
    RawPage,
    Source,
    SourceReport,
    SourceState,
    Unmatched,
    Validators,
)
from caveat.pipeline.corrections import applied, withdrawn
from caveat.pipeline.decide import (
    FAILED,
    Addresses,
    Change,
    Plan,
    decide_entry,
    identity,
    is_behind,
    next_check,
    next_look,
    own_key,
)
from caveat.pipeline.digest import article_digest
from caveat.pipeline.due import NEVER
from caveat.pipeline.misses import broken_rules
from caveat.pipeline.readings import Reading
from caveat.urls import platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a source lists now."""

    links: tuple[Link, ...]
    validators: Validators = field(default_factory=Validators)
    pace: Pace = field(default_factory=Pace)
    moved_to: str | None = None
    """Where permanent redirects led from the source's address."""
    found: ListingRules | None = None
    """The selectors that were chosen, of a list that was found by itself."""
    dropped: tuple[Drop, ...] = ()
    failures: tuple[Failure, ...] = ()
    """Of its further documents."""
    is_cut: bool = False
    """Documents were left for another poll."""


@dataclass(slots=True, kw_only=True)
class Settlement:
    """One poll being settled, a group of readings after the other: what a poll that is stopped has stored is kept.

    `harvest` is to be stored before the next group is read: it is what the entries of that group may join.
    """

    source: Source
    listing: Listing
    plan: Plan
    known: Mapping[str, LinkState]
    """What was known of the listed links before the poll, by link key."""
    configured: Addresses
    now: datetime
    failures: list[Failure] = field(default_factory=list)
    retry_at: datetime | None = None
    """The latest of those times."""
    _states: dict[str, LinkState] = field(default_factory=dict)
    _stored: Mapping[str, Entry] = field(default_factory=dict)
    _place: int = 0
    _waiting: bool = False
    _left_out: list[Drop] = field(default_factory=list)
    _found: list[tuple[str, Notice]] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)
    _unmatched: Counter[Unmatched] = field(default_factory=Counter)
    _entries: dict[str, Entry] = field(default_factory=dict)
    _links: list[LinkState] = field(default_factory=list)
    _pages: list[RawPage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.failures += self.listing.failures
        # With the first group: a poll that is stopped after it must not find them new.
        for link in self.plan.passed_over:
            passed_over = LinkState(
                key=link.key, entry_key=None, digest=link.digest, checked_at=self.now, next_check_at=NEVER
            )
            self._links.append(passed_over)

    def take(self, reading: Reading, stored: Mapping[str, Entry]) -> None:
        """Settles a reading, which come in the order of the plan; `stored`: the entries that it may ask for."""
        self._stored = stored
        self._place += 1
        state = self.known.get(reading.link.key)
        # What another site asks for is kept where that is asked; this source need not wait for it.
        if reading.retry_at is not None and self._is_of_its_site(reading.link):
            self.retry_at = max(self.retry_at or reading.retry_at, reading.retry_at)
        if reading.postponed is not None:
            self._left_out.append(Drop(url=reading.link.url or reading.link.key, reason=reading.postponed))
            self._waiting = True
        if reading.failure is not None:
            is_noted = reading.final or self.source.reads_pages
            self.fail(reading.failure, waiting=not is_noted)
            if is_noted and reading.article is None:
                self._note(reading, state.entry_key if state else None)
        if reading.unmatched is not None:
            self._counts["ruled"] += 1
            self._unmatched.update({*reading.unmatched})
        if reading.article is not None:
            self._take_article(reading, reading.article)
        elif reading.unmodified:
            self._counts["unmodified"] += 1
            self._note(reading, state.entry_key if state else None)
        elif reading.gone:
            self._withdraw(reading)
        elif reading.adopted is not None:
            self._adopt(reading, reading.adopted)

    def fail(self, failure: Failure, *, waiting: bool) -> None:
        """Takes note of something that failed; `waiting`: an article is to be tried again with the next list."""
        self.failures.append(failure)
        self._waiting = self._waiting or waiting

    def harvest(self, state: SourceState) -> Poll:
        """What was settled since the last harvest, to be stored with this state of the source."""
        poll = Poll(
            state=state,
            entries=tuple(self._entries.values()),
            links=tuple(self._links),
            pages=tuple(self._pages),
        )
        self._states |= {link.key: link for link in self._links}
        self._entries, self._links, self._pages = {}, [], []
        return poll

    def finished(self, state: SourceState) -> SourceState:
        """The state of the source once everything is taken; `state`: as far as its list goes."""
        checks = {**self.known, **self._states, **{link.key: link for link in self._links}}
        listed = [(link, checks[link.key]) for link in self.listing.links if link.key in checks]
        looks = (next_look(link, one, self.source) for link, one in listed)
        believable = self.plan.complete and not self._waiting
        is_behind_one = any(is_behind(one) for _, one in listed)
        is_whole = believable and not self.listing.failures and not self.listing.is_cut and not is_behind_one
        return replace(
            state,
            validators=state.validators if believable else Validators(),
            check_at=min((look for look in looks if look is not None), default=None),
            complete_at=state.polled_at if is_whole else state.complete_at,
            error=_trouble(self.failures),
            new=self._counts[Change.NEW],
        )

    def has_entry(self, link: Link) -> bool:
        """Whether the article of a link is stored."""
        state = self._states.get(link.key) or self.known.get(link.key)
        return state is not None and state.entry_key is not None

    def report(self) -> SourceReport:
        """The poll in numbers."""
        counts = self._counts
        return SourceReport(
            id=self.source.id,
            listed=len(self.listing.links),
            selectors=self.listing.found,
            fetched=counts["fetched"],
            unmodified=counts["unmodified"],
            new=counts[Change.NEW],
            changed=counts[Change.CHANGED],
            unchanged=counts[Change.UNCHANGED],
            notices=counts["notices"],
            found=tuple(self._found),
            dropped=(*self.listing.dropped, *self.plan.dropped, *self._left_out),
            unmatched=broken_rules(self._unmatched, self._counts["ruled"]),
            failures=tuple(self.failures),
        )

    def _take_article(self, reading: Reading, article: Article) -> None:
        self._counts["fetched"] += reading.page is not None
        key, old, named = self._entry_of(reading, article)
        undated = self.now - timedelta(seconds=self._place - 1)  # equal dates would lose the order of the list
        entry, change = decide_entry(
            old, article, named, self.source, now=self.now, undated=undated, configured=self.configured
        )
        self._counts[change] += 1
        if entry != old:
            self._entries[key] = entry
        if change is not Change.UNCHANGED:
            self._counts["notices"] += len(entry.article.notices)
            self._found += [(article.title, notice) for notice in entry.article.notices]
            if reading.page is not None:
                self._pages.append(RawPage(entry_key=key, page=reading.page))
        self._note(reading, key)

    def _entry_of(self, reading: Reading, article: Article) -> tuple[str, Entry | None, str]:
        """The key of an article's entry, that entry if there is one, and the key that says where the article is now."""
        state = self.known.get(reading.link.key)
        key = identity(article, reading.link, self.source, file_id=reading.file_id)
        other = own_key(reading.link, self.source)
        if state is not None and state.entry_key is not None:
            # Its address is one of two, and stays whichever it was while its link does not move.
            return state.entry_key, self._find(state.entry_key), other if state.entry_key == other else key
        old = self._find(key)
        if old is not None and key != other and self.source.id in old.sources and not _says_the_same(old, article):
            # Two pages of one source that name the same canonical address and differ: the name is wrong, not the pages.
            return other, self._find(other), other
        return key, old, key

    def _withdraw(self, reading: Reading) -> None:
        state = self.known.get(reading.link.key)
        key = (state and state.entry_key) or own_key(reading.link, self.source)
        entry = self._find(key)
        if entry is not None and entry.withdrawn is None:
            self._entries[key] = withdrawn(entry, self.now, by_operator=False)
            reason = "its page answers 410 Gone: withdrawn, until it is there again"
            self._left_out.append(Drop(url=reading.link.url or reading.link.key, reason=reason))
        self._note(reading, entry.key if entry else None)

    def _adopt(self, reading: Reading, key: str) -> None:
        entry = self._find(key)
        if entry is not None:
            self._counts[Change.UNCHANGED] += 1
            if self.source.id not in entry.sources:
                self._entries[key] = entry.with_source(self.source.id)
            self._note(reading, key)

    def _is_of_its_site(self, link: Link) -> bool:
        return platform(link.url or "") == platform(self.source.url or "")

    def _find(self, key: str) -> Entry | None:
        return self._entries.get(key) or self._stored.get(key)

    def _note(self, reading: Reading, key: str | None) -> None:
        link, state = reading.link, self.known.get(reading.link.key)
        validators = reading.page.validators if reading.page else state.validators if state else Validators()
        if reading.gone:
            validators = Validators()  # once it is there again, it is to be read
        # A page that could not be had is asked for with the next list, and from then on at growing distances.
        is_pending = reading.failure is not None and not reading.final
        is_first_failure = state is None and is_pending
        self._links.append(
            LinkState(
                key=link.key,
                entry_key=key,
                digest=FAILED + link.digest if is_pending else link.digest,
                validators=validators,
                checked_at=self.now,
                next_check_at=self.now if is_first_failure else next_check(state, self.now),
            )
        )


def _says_the_same(entry: Entry, article: Article) -> bool:
    return entry.digest == article_digest(applied(article, entry.correction)[0])


def _trouble(failures: Sequence[Failure]) -> str | None:
    """What to say of a poll that read its list and not all of its articles."""
    if not failures:
        return None
    first = failures[0]
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return f"{first.url}: {first.error}{more}"
