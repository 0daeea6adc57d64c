"""Owns the stopwatch of the stages: the ports, each implemented by an adapter that is timed."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

from caveat.model import (
    Article,
    Document,
    Entry,
    Head,
    KnownWork,
    LinkState,
    Page,
    Poll,
    Request,
    Shelved,
    SourceState,
    StoredDocument,
    Unmodified,
)
from caveat.pipeline.read import Read
from caveat.ports import Fetcher, Shelf, Store
from caveat.spoilers import detect
from caveat.store import FeedsFolder

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


STAGES = ("list", "fetch", "extract", "detect", "settle", "store", "render", "compress, store", "write")
"""In the order in which an article goes through them."""
MEASURING = "measuring"
"""The stage of what only the bench does."""


class Stopwatch:
    """Seconds a stage. Of two stages that nest, or of which one waits, the time counts for the inner one only."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._counted = 0.0

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Counts the block for a stage, but for what other stages counted meanwhile."""
        started, counted = time.perf_counter(), self._counted
        try:
            yield
        finally:
            self.add(stage, time.perf_counter() - started - (self._counted - counted))

    def add(self, stage: str, seconds: float) -> None:
        """Counts seconds that just went by for a stage."""
        self.seconds[stage] += seconds
        self._counted += seconds


class Here(ThreadPoolExecutor):
    """Does in the calling thread what a thread was meant for, so that no two stages run at once."""

    def submit(
        self, function: Callable[_Arguments, _Result], /, *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> Future[_Result]:
        """A future that is done."""
        future: Future[_Result] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class TimedFetcher:
    """One fetch at a time: `list` where it is one of the sources' own addresses, else `fetch`."""

    def __init__(self, fetcher: Fetcher, watch: Stopwatch, lists: Collection[str]) -> None:
        self._fetcher = fetcher
        self._watch = watch
        self._lists = lists
        self._turn = asyncio.Lock()

    async def fetch(self, request: Request) -> Page | Unmodified:
        """What the fetcher gives."""
        async with self._turn:
            with self._watch.time("list" if request.url in self._lists else "fetch"):
                return await self._fetcher.fetch(request)


class TimedWorkers:
    """Does the work here and now: `extract` and `detect` where an article comes of it, else `list`."""

    def __init__(self, watch: Stopwatch, works: Sequence[KnownWork]) -> None:
        self._watch = watch
        self._works = works

    async def call(
        self, function: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> _Result:
        """What the function gives."""
        started = time.perf_counter()
        result = function(*args, **kwargs)
        seconds = time.perf_counter() - started
        article = _article_of(result)
        if article is None:
            self._watch.add("list", seconds)
        else:
            detection = self._detect_again(article)
            self._watch.add("detect", detection)
            self._watch.add("extract", seconds - detection)
            self._watch.add(MEASURING, detection)
        return result

    def _detect_again(self, article: Article) -> float:
        """The seconds that detection was of the work: detecting twice changes nothing, and takes as long."""
        started = time.perf_counter()
        detect(article, works=self._works)
        return time.perf_counter() - started


def _article_of(result: object) -> Article | None:
    """The article in what `read_pages` gives."""
    return result.article if isinstance(result, Read) else None


class TimedStore:
    """`store`, and for rendered documents `compress, store`."""

    def __init__(self, store: Store, watch: Stopwatch) -> None:
        self._store = store
        self._watch = watch

    def states(self) -> Mapping[str, SourceState]:
        """As the port has it."""
        with self._watch.time("store"):
            return self._store.states()

    def links(self, source_id: str, keys: Collection[str]) -> Mapping[str, LinkState]:
        """As the port has it."""
        with self._watch.time("store"):
            return self._store.links(source_id, keys)

    def find(self, keys: Collection[str]) -> Mapping[str, Entry]:
        """As the port has it."""
        with self._watch.time("store"):
            return self._store.find(keys)

    def save(self, *polls: Poll) -> None:
        """As the port has it."""
        with self._watch.time("store"):
            self._store.save(*polls)

    def entries(self, sources: Collection[str] | None, *, limit: int, after: Entry | None = None) -> Sequence[Entry]:
        """As the port has it."""
        with self._watch.time("store"):
            return self._store.entries(sources, limit=limit, after=after)

    def revise(self, *revised: Entry) -> None:
        """As the port has it."""
        with self._watch.time("store"):
            self._store.revise(*revised)

    def prune_pages(self, before: datetime) -> int:
        """As the port has it."""
        with self._watch.time("store"):
            return self._store.prune_pages(before)

    def close(self) -> None:
        """As the port has it."""
        self._store.close()


class TimedShelf:
    """A shelf that times what is stored on it and compressed for it."""

    def __init__(self, shelf: Shelf, watch: Stopwatch) -> None:
        self._shelf = shelf
        self._watch = watch

    def find(self, keys: Collection[str]) -> Mapping[str, Entry]:
        """As the port has it."""
        with self._watch.time("store"):
            return self._shelf.find(keys)

    def heads(
        self, sources: Collection[str] | None, *, limit: int, after: Entry | Head | None = None
    ) -> Sequence[Head]:
        """As the port has it."""
        with self._watch.time("store"):
            return self._shelf.heads(sources, limit=limit, after=after)

    def withdrawn(self, sources: Collection[str], *, limit: int) -> Sequence[Head]:
        """As the port has it."""
        with self._watch.time("store"):
            return self._shelf.withdrawn(sources, limit=limit)

    def changes(self) -> Mapping[str, int]:
        """As the port has it."""
        with self._watch.time("store"):
            return self._shelf.changes()

    def bases(self) -> Mapping[str, str]:
        """As the port has it."""
        with self._watch.time("store"):
            return self._shelf.bases()

    def shelved(self) -> Sequence[Shelved]:
        """As the port has it."""
        with self._watch.time("store"):
            return self._shelf.shelved()

    def document(self, path: str) -> StoredDocument | None:
        """As the port has it."""
        with self._watch.time("compress, store"):
            return self._shelf.document(path)

    def etags(self, paths: Collection[str]) -> Mapping[str, str]:
        """As the port has it."""
        with self._watch.time("compress, store"):
            return self._shelf.etags(paths)

    def publish(
        self,
        documents: Collection[Document],
        *,
        removed: Collection[str],
        based_on: Mapping[str, str | None] | None = None,
    ) -> None:
        """As the port has it."""
        with self._watch.time("compress, store"):
            self._shelf.publish(documents, removed=removed, based_on=based_on)


class TimedFolder(FeedsFolder):
    """`write` and `names`."""

    def __init__(self, root: Path, watch: Stopwatch) -> None:
        super().__init__(root)
        self._watch = watch

    def write(self, path: str, body: bytes) -> bool:
        """As the folder has it."""
        with self._watch.time("write"):
            return super().write(path, body)

    def names(self) -> Collection[str]:
        """As the folder has it."""
        with self._watch.time("write"):
            return super().names()
