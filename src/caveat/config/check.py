"""Owns the checks that span keys, tables and files, made on what the files say: one wrong key hides no other."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caveat.config.secrets import Secrets
from caveat.config.toml import Key, TomlFile
from caveat.config.values import STANDS_ELSEWHERE, duration
from caveat.errors import Problem
from caveat.model import INGEST_ID, SourceKind

CronProblem = Callable[[str], str | None]
"""Why a crontab expression cannot be used, None if it can."""

_TOKEN = re.compile("[a-z0-9]{16,64}")
_PUBLISHED = frozenset({"index", "feeds", "articles"})
"""Names of what is published beside the feeds."""
_SECRET_HEADERS = frozenset({"cookie", "authorization", "proxy-authorization"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheck:
    """Looks for what one key alone cannot show to be wrong."""

    cron_problem: CronProblem
    secrets: Secrets

    def problems(
        self, sources: Sequence[TomlFile], feeds: TomlFile, works: TomlFile, broken: Collection[str]
    ) -> Iterator[Problem]:
        """All of it. Of the files named in `broken`, what they lack is not said: that may be for what is broken."""
        placed = [(file, key, table) for file in sources for key, table in file.tables("source")]
        for file, key, table in placed:
            yield from self._source_problems(file, key, table)
        for key, table in feeds.tables("feed"):
            yield from self._feed_problems(feeds, key, table)
        yield from _repeated((file, (*key, "id"), table.get("id")) for file, key, table in placed)
        yield from _repeated((feeds, (*key, "id"), table.get("id")) for key, table in feeds.tables("feed"))
        yield from _repeated((works, (*key, "slug"), table.get("slug")) for key, table in works.tables("work"))
        if not feeds.values.get("feed") and feeds.name not in broken:
            yield feeds.problem((), "describes no feed, so nothing would be published; at least one [[feed]] is wanted")
        if all(file.values or file.name not in broken for file in sources):
            yield from _unknown_sources(feeds, {str(table.get("id")) for _, _, table in placed if "id" in table})

    def _source_problems(self, file: TomlFile, key: Key, table: Mapping[str, object]) -> Iterator[Problem]:
        if str(table.get("id")).lower() == INGEST_ID:
            yield file.problem(
                (*key, "id"), f'"{INGEST_ID}" is the name of what `caveat ingest` reads; another is wanted'
            )
        if table.get("kind") in [*SourceKind]:
            yield from _place_problems(file, key, table, SourceKind(str(table["kind"])))
        schedules = [name for name in ("every", "cron", "adaptive") if table.get(name, False) is not False]
        for name in schedules[1:]:
            yield file.problem((*key, name), f"either {schedules[0]} or {name} is wanted, not both")
        cron = table.get("cron")
        if isinstance(cron, str) and cron and (problem := self.cron_problem(cron)):
            yield file.problem((*key, "cron"), f'{problem}; five fields are wanted, such as "0 6 * * *"')
        headers = table.get("headers")
        for name, value in headers.items() if isinstance(headers, Mapping) else ():
            if message := self._header_problem(name, value):
                yield file.problem((*key, "headers", name), message)

    def _header_problem(self, name: str, value: object) -> str | None:
        if isinstance(value, str) and name.lower() in _SECRET_HEADERS:
            return STANDS_ELSEWHERE
        try:
            self._secret(value)
        except ValueError as error:
            return str(error)
        return None

    def _feed_problems(self, file: TomlFile, key: Key, table: Mapping[str, object]) -> Iterator[Problem]:
        if table.get("id") in _PUBLISHED and "token" not in table:
            yield file.problem(
                (*key, "id"), f'"{table["id"]}" is the name of what stands beside the feeds; another is wanted'
            )
        try:
            token = self._secret(table.get("token"))
        except ValueError as error:
            yield file.problem((*key, "token"), str(error))
        else:
            if token is not None and not _TOKEN.fullmatch(token):
                wanted = "16 to 64 lower-case letters and digits are wanted, as `openssl rand -hex 16` makes them"
                yield file.problem((*key, "token"), f"what stands there is no token: {wanted}")

    def _secret(self, value: object) -> str | None:
        """What stands elsewhere; None where the table does not say where. Raises ValueError."""
        match value:
            case {"env": str(env), **more} if env and not more:
                return self.secrets.fetch(env=env, file=None)
            case {"file": str(path), **more} if path and not more:
                return self.secrets.fetch(env=None, file=path)
        return None


def _place_problems(file: TomlFile, key: Key, table: Mapping[str, object], kind: SourceKind) -> Iterator[Problem]:
    """What a kind of source wants, and what it has no use for."""
    wanted, other = ("path", "url") if kind is SourceKind.INBOX else ("url", "path")
    if wanted not in table:
        yield file.problem((*key, wanted), f'is missing: a source of kind "{kind}" wants it')
    if other in table:
        yield file.problem((*key, other), f'has no meaning for a source of kind "{kind}"')
    if kind is not SourceKind.INBOX and _is_zero(table.get("every")):
        yield file.problem((*key, "every"), 'would ask a site without pause; a real one wants "30m" or more')


def _is_zero(value: object) -> bool:
    try:
        return not duration(value)
    except ValueError:
        return False


def _unknown_sources(feeds: TomlFile, known: Collection[str]) -> Iterator[Problem]:
    for key, table in feeds.tables("feed"):
        names = table.get("sources")
        for name in names if isinstance(names, list) else []:
            if isinstance(name, str) and name and name not in known and name != "*":
                message = f'no source has the id "{name}"; there are: {", ".join(sorted(known)) or "none"}'
                yield feeds.problem((*key, "sources"), message)


def _repeated(named: Iterable[tuple[TomlFile, Key, object]]) -> Iterator[Problem]:
    first: dict[str, TomlFile] = {}
    for file, key, name in named:
        if not isinstance(name, str):
            continue
        if taken := first.get(name.lower()):
            yield file.problem(key, f'"{name}" is taken already, in {taken.name}')
        first.setdefault(name.lower(), file)
