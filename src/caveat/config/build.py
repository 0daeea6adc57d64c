"""Owns the turning of checked tables into the program's values: absolute paths, secrets fetched, defaults filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from caveat.config.tables import (
    CaveatFile,
    FeedsFile,
    FetchTable,
    SecretTable,
    SourcesFile,
    SourceTable,
    WorksFile,
)
from caveat.config.toml import TomlFile
from caveat.errors import Problem
from caveat.model import (
    ArticleRules,
    Cron,
    Every,
    Feed,
    FetchSettings,
    KnownWork,
    ListingRules,
    Schedule,
    Settings,
    Source,
    SourceKind,
    SpoilerRules,
)

_SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """Builds values for one installation; what only shows here to be wrong is added to `problems`."""

    root: Path
    """The folder that holds config/: relative paths count from here."""
    process: CaveatFile
    version: str
    environ: Mapping[str, str]
    problems: list[Problem]

    def settings(self, sources: Sequence[tuple[TomlFile, SourcesFile]], feeds: FeedsFile, works: WorksFile) -> Settings:
        """The whole."""
        process = self.process
        database = self._database(process.database)
        return Settings(
            base_url=process.base_url.rstrip("/"),
            database=database,
            feeds_dir=self.root / process.feeds_dir,
            lock_file=Path(database.removeprefix(_SQLITE)).with_suffix(".lock"),
            fetch=self._fetch(process.fetch),
            keep_pages=process.store.keep_pages,
            host=process.serve.host,
            port=process.serve.port,
            newsroom=process.demo.newsroom,
            sources=tuple(
                self._source(file, index, table)
                for file, tables in sources
                for index, table in enumerate(tables.source)
            ),
            feeds=tuple(Feed(**dict(table)) for table in feeds.feed),
            works=tuple(KnownWork(**dict(table)) for table in works.work),
        )

    def _database(self, url: str) -> str:
        if not url.startswith(_SQLITE) or url == _SQLITE or ":memory:" in url:
            message = f'an address such as "sqlite:///var/caveat.db" is wanted; found {url!r}'
            self.problems.append(Problem(file="config/caveat.toml", key="database", message=message))
        return _SQLITE + str(self.root / url.removeprefix(_SQLITE))

    def _fetch(self, table: FetchTable) -> FetchSettings:
        contact = f" (+{table.contact})" if table.contact else ""
        return FetchSettings(
            timeout=table.timeout,
            max_size=table.max_size,
            concurrency=table.concurrency,
            delay=table.delay,
            user_agent=table.user_agent or f"caveat/{self.version}{contact}",
            allow_networks=table.allow_networks,
        )

    def _source(self, file: TomlFile, index: int, table: SourceTable) -> Source:
        select = table.select
        return Source(
            id=table.id,
            kind=table.kind,
            url=table.url,
            path=None if table.path is None else self.root / table.path,
            schedule=self._schedule(table),
            tags=table.tags,
            language=table.language,
            limit=table.limit,
            initial=table.initial,
            full_text=table.full_text,
            shared=not table.headers if table.shared is None else table.shared,
            move=table.move,
            listing=None if select is None else ListingRules(**dict(select)),
            rules=ArticleRules(**dict(table.article)),
            spoilers=SpoilerRules(**dict(table.spoilers)),
            headers=tuple(
                (name, self._secret(file, ("source", index, "headers", name), value))
                for name, value in table.headers.items()
            ),
        )

    def _schedule(self, table: SourceTable) -> Schedule:
        if table.cron is not None:
            return Cron(expression=table.cron, timezone=self.process.schedule.timezone)
        if table.every is None and table.kind is SourceKind.INBOX:
            return Every(interval=timedelta())  # a look into a folder bothers nobody
        return Every(interval=self.process.schedule.every if table.every is None else table.every)

    def _secret(self, file: TomlFile, key: Sequence[str | int], value: str | SecretTable) -> str:
        if isinstance(value, str):
            return value
        if value.env is not None:
            if value.env not in self.environ:
                self.problems.append(file.problem(key, f"the environment has no variable {value.env}"))
            return self.environ.get(value.env, "")
        path = self.root / (value.file or "")
        try:
            return path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(file.problem(key, f"the file {path} cannot be read: {error}"))
            return ""
