"""Owns the ports: what the pipeline needs of the world, in the program's own values."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from caveat.model import (
    Document,
    Entry,
    Head,
    Hold,
    LinkState,
    Page,
    Ping,
    Poll,
    Request,
    RobotsFile,
    Shelved,
    SourceState,
    StoredDocument,
    Unmodified,
)

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Now, as an aware UTC datetime of whole seconds."""
        ...


class Fetcher(Protocol):
    """Gets what stands at an address, politely and within limits."""

    async def fetch(self, request: Request) -> Page | Unmodified:
        """The answer to one GET.

        Raises `FetchError` when there is no usable one, and `StorageError` where its memory cannot be read.
        """
        ...


class Poster(Protocol):
    """Sends forms to programs that want to be told."""

    async def post(self, url: str, form: Mapping[str, str]) -> None:
        """Sends a form, which has to be taken. Raises `FetchError`."""
        ...


class HostMemory(Protocol):
    """Keeps what hosts asked of us between two passes. Every method is one transaction; all raise `StorageError`."""

    def holds(self, now: datetime) -> Sequence[Hold]:
        """The sites that asked to be left alone, and still are to be."""
        ...

    def robots(self, origin: str) -> RobotsFile | None:
        """What an origin's robots.txt said when it was last asked for; None where that is unknown."""
        ...

    def remember(self, files: Collection[RobotsFile], held: Collection[Hold], now: datetime) -> None:
        """Takes over what was learned, and forgets what is past."""
        ...


class Workers(Protocol):
    """Does work of the CPU without holding up the rest."""

    async def call(
        self, function: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> _Result:
        """What a module's pure function gives. Raises what it raises, and `ExtractError` where a worker died of it."""
        ...


class Store(Protocol):
    """Keeps everything between two passes. Every method is one transaction; all raise `StorageError`."""

    def states(self) -> Mapping[str, SourceState]:
        """The polling state of every source that was ever polled, by source id."""
        ...

    def links(self, source_id: str, keys: Collection[str]) -> Mapping[str, LinkState]:
        """What is known of these links of a source, by link key; unknown ones are absent."""
        ...

    def find(self, keys: Collection[str]) -> Mapping[str, Entry]:
        """The entries with these identity keys or ids, by key; unknown ones are absent."""
        ...

    def save(self, *polls: Poll) -> None:
        """Takes over what polls found, whole or not at all; the reading pages of their entries lose their keys."""
        ...

    def revise(self, *revised: Entry) -> None:
        """Takes over entries that somebody changed, as `save` does."""
        ...

    def entries(self, sources: Collection[str] | None, *, limit: int, after: Entry | None = None) -> Sequence[Entry]:
        """Entries of these sources (None: of all), withdrawn ones among them, newest first by (published, id).

        `after`: those that come after this one, to go on from the last of a batch.
        """
        ...

    def prune_pages(self, before: datetime) -> int:
        """Forgets raw pages fetched before that time; how many they were."""
        ...

    def close(self) -> None:
        """Lets go of every connection."""
        ...


class Shelf(Protocol):
    """Keeps what is published. Every method is one transaction; all raise `StorageError`."""

    def find(self, keys: Collection[str]) -> Mapping[str, Entry]:
        """As `Store.find`."""
        ...

    def heads(
        self, sources: Collection[str] | None, *, limit: int, after: Entry | Head | None = None
    ) -> Sequence[Head]:
        """As `Store.entries`, without their articles."""
        ...

    def withdrawn(self, sources: Collection[str], *, limit: int) -> Sequence[Head]:
        """Entries of these sources that are published no more, the last one withdrawn first."""
        ...

    def changes(self) -> Mapping[str, int]:
        """A number for every source that has entries, another one whenever something of them has changed."""
        ...

    def bases(self) -> Mapping[str, str]:
        """What `publish` was last told under each name."""
        ...

    def shelved(self) -> Sequence[Shelved]:
        """The stored documents without their bytes, in no order; their keys are "" where what they show has changed."""
        ...

    def document(self, path: str) -> StoredDocument | None:
        """One stored document with its bytes in every coding."""
        ...

    def etags(self, paths: Collection[str]) -> Mapping[str, str]:
        """The ETags of the stored documents at these paths; those that are not there are absent."""
        ...

    def publish(
        self,
        documents: Collection[Document],
        *,
        removed: Collection[str],
        based_on: Mapping[str, str | None] | None = None,
    ) -> None:
        """Stores rendered documents (compressing each once) and forgets the removed paths.

        A document whose bytes are unchanged keeps its ETag and its `changed` time; of one whose bytes are new, its
        hubs are to be told. `based_on`: what feeds were published from, by name; None forgets one.
        """
        ...


class Pings(Protocol):
    """Keeps the pings that hubs have not taken yet. Every method is one transaction; all raise `StorageError`."""

    def due(self, now: datetime, limit: int) -> Sequence[Ping]:
        """The pings that may be sent by now, the longest due first."""
        ...

    def put_off(self, later: Collection[Ping]) -> None:
        """Takes over when pings are to be sent next, and how often they were."""
        ...

    def forget(self, done: Collection[Ping]) -> None:
        """Takes away pings; one that another change has made due meanwhile stays."""
        ...
