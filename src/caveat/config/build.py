"""Owns the turning of checked tables into the program's values: absolute paths, secrets fetched, defaults filled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from caveat.config.secrets import Secrets
from caveat.config.tables import (
    CaveatFile,
    FeedsFile,
    FeedTable,
    FetchTable,
    Patterns,
    PatternTable,
    SecretTable,
    SourcesFile,
    SourceTable,
    WorksFile,
)
from caveat.config.toml import TomlFile
from caveat.config.values import SQLITE
from caveat.errors import ConfigError
from caveat.model import (
    Adaptive,
    ArticleRules,
    Cron,
    Every,
    Feed,
    FetchSettings,
    KnownWork,
    ListingRules,
    Pattern,
    Schedule,
    Settings,
    Source,
    SourceKind,
    SpoilerRules,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """Builds values for one installation, from tables that were found to be right."""

    root: Path
    """The folder that holds config/: relative paths count from here."""
    process: CaveatFile
    version: str
    secrets: Secrets

    def settings(
        self, sources: Sequence[tuple[TomlFile, SourcesFile]], feeds: tuple[TomlFile, FeedsFile], works: WorksFile
    ) -> Settings:
        """The whole. Raises `ConfigError` where a secret is gone since it was looked for."""
        process = self.process
        database = self.root / process.database.removeprefix(SQLITE)
        return Settings(
            base_url=process.base_url.rstrip("/"),
            database=f"{SQLITE}{database}",
            feeds_dir=self.root / process.feeds_dir,
            lock_file=database.with_suffix(".lock"),
            fetch=self._fetch(process.fetch),
            keep_pages=process.store.keep_pages,
            host=process.serve.host,
            port=process.serve.port,
            hubs=tuple(dict.fromkeys(process.websub.hub)),
            newsroom=process.demo.newsroom,
            sources=tuple(
                self._source(file, index, table)
                for file, tables in sources
                for index, table in enumerate(tables.source)
            ),
            feeds=tuple(self._feed(feeds[0], index, table) for index, table in enumerate(feeds[1].feed)),
            works=tuple(KnownWork(**dict(table)) for table in works.work),
        )

    def _fetch(self, table: FetchTable) -> FetchSettings:
        contact = f" (+{table.contact})" if table.contact else ""
        return FetchSettings(
            timeout=table.timeout,
            max_size=table.max_size,
            concurrency=table.concurrency,
            delay=table.delay,
            user_agent=table.user_agent or f"caveat/{self.version}{contact}",
            allow_networks=table.allow_networks,
            robots=table.robots,
            proxy=table.proxy,
        )

    def _source(self, file: TomlFile, index: int, table: SourceTable) -> Source:
        select = table.select
        source = Source(
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
            pages=table.pages,
            page_url=table.page_url,
            include=table.include,
            exclude=table.exclude,
            move=table.move,
            listing=None if select is None else ListingRules(**dict(select)),
            rules=ArticleRules(**dict(table.article)),
            spoilers=SpoilerRules(**dict(table.spoilers)),
            headers=tuple(
                (name, self._secret(file, ("source", index, "headers", name), value))
                for name, value in table.headers.items()
            ),
        )
        shared = not source.sees_more if table.shared is None else table.shared
        return replace(source, shared=shared, shares_letters=bool(table.shared))

    def _feed(self, file: TomlFile, index: int, table: FeedTable) -> Feed:
        token = None if table.token is None else self._secret(file, ("feed", index, "token"), table.token)
        patterns = {"include": _patterns(table.include), "exclude": _patterns(table.exclude)}
        return Feed(**{**dict(table), **patterns, "token": token})

    def _schedule(self, table: SourceTable) -> Schedule:
        if table.cron is not None:
            return Cron(expression=table.cron, timezone=self.process.schedule.timezone)
        if table.adaptive:
            return Adaptive()
        if table.every is None and table.kind is SourceKind.INBOX:
            return Every(interval=timedelta())  # a look into a folder bothers nobody
        return Every(interval=self.process.schedule.every if table.every is None else table.every)

    def _secret(self, file: TomlFile, key: Sequence[str | int], value: str | SecretTable) -> str:
        if isinstance(value, str):
            return value
        try:
            return self.secrets.fetch(env=value.env, file=value.file)
        except ValueError as error:
            raise ConfigError([file.problem(key, str(error))]) from error


def _patterns(given: Patterns) -> tuple[Pattern, ...]:
    return tuple(
        Pattern(text=one.pattern, until=one.until) if isinstance(one, PatternTable) else Pattern(text=one)
        for one in given
    )
