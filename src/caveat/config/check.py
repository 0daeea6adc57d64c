"""Owns the checks that span keys, tables and files: what one model alone cannot see."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from caveat.config.tables import FeedsFile, SourcesFile, SourceTable, WorksFile
from caveat.config.toml import Key, TomlFile
from caveat.errors import Problem
from caveat.model import SourceKind

_SECRET_HEADERS = frozenset({"cookie", "authorization", "proxy-authorization"})


def cross_problems(
    sources: Sequence[tuple[TomlFile, SourcesFile]],
    feeds: tuple[TomlFile, FeedsFile],
    works: tuple[TomlFile, WorksFile],
    cron_problem: Callable[[str], str | None],
    broken: Collection[str],
) -> Iterator[Problem]:
    """Everything that is wrong between tables. Of the files named in `broken` nothing is known, so nothing is said."""
    placed = [(file, ("source", i), table) for file, tables in sources for i, table in enumerate(tables.source)]
    for file, key, table in placed:
        yield from _source_problems(file, key, table, cron_problem)
    yield from _repeated((file, (*key, "id"), table.id) for file, key, table in placed)
    feeds_file, feed_tables = feeds
    yield from _repeated((feeds_file, ("feed", i, "id"), table.id) for i, table in enumerate(feed_tables.feed))
    works_file, work_tables = works
    yield from _repeated((works_file, ("work", i, "slug"), table.slug) for i, table in enumerate(work_tables.work))
    if not feeds_file.values and feeds_file.name not in broken:
        yield feeds_file.problem(
            (), "describes no feed, so nothing would be published; at least one [[feed]] is wanted"
        )
    if not any(file.name in broken for file, _ in sources):
        yield from _unknown_sources(feeds_file, feed_tables, {table.id for _, _, table in placed})


def _unknown_sources(file: TomlFile, feeds: FeedsFile, known: Collection[str]) -> Iterator[Problem]:
    for index, feed in enumerate(feeds.feed):
        for name in feed.sources:
            if name not in known and name != "*":
                message = f'no source has the id "{name}"; there are: {", ".join(sorted(known)) or "none"}'
                yield file.problem(("feed", index, "sources"), message)


def _source_problems(
    file: TomlFile, key: Key, table: SourceTable, cron_problem: Callable[[str], str | None]
) -> Iterator[Problem]:
    wanted, other = ("path", "url") if table.kind is SourceKind.INBOX else ("url", "path")
    if getattr(table, wanted) is None:
        yield file.problem((*key, wanted), f'is missing: a source of kind "{table.kind}" wants it')
    if getattr(table, other) is not None:
        yield file.problem((*key, other), f'has no meaning for a source of kind "{table.kind}"')
    if table.kind is SourceKind.LISTING and table.select is None:
        yield file.problem(
            (*key, "select"), 'is missing: [source.select] with item = "..." says where the articles stand'
        )
    if table.every is not None and table.cron is not None:
        yield file.problem((*key, "cron"), "either every or cron is wanted, not both")
    if table.cron is not None and (problem := cron_problem(table.cron)):
        yield file.problem((*key, "cron"), f'{problem}; five fields are wanted, such as "0 6 * * *"')
    for name, value in table.headers.items():
        if isinstance(value, str) and name.lower() in _SECRET_HEADERS:
            message = 'a secret does not belong in this file: { env = "NAME" } or { file = "PATH" } is wanted'
            yield file.problem((*key, "headers", name), message)


def _repeated(named: Iterable[tuple[TomlFile, Key, str]]) -> Iterator[Problem]:
    first: dict[str, TomlFile] = {}
    for file, key, name in named:
        if name in first:
            yield file.problem(key, f'"{name}" is taken already, in {first[name].name}')
        first.setdefault(name, file)
