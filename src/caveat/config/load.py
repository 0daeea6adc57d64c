"""Owns the way from the config folder to `Settings`: every file read, every problem collected, then one value."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from caveat.config.build import Builder
from caveat.config.check import cross_problems
from caveat.config.environment import overlaid
from caveat.config.tables import CaveatFile, FeedsFile, SourcesFile, WorksFile
from caveat.config.toml import TomlFile, read_toml
from caveat.config.validate import validated
from caveat.errors import ConfigError, Problem
from caveat.model import Settings

CronProblem = Callable[[str], str | None]
"""Why a crontab expression cannot be used, None if it can."""


def load_settings(
    folder: Path, *, version: str, cron_problem: CronProblem, environ: Mapping[str, str] = os.environ
) -> Settings:
    """What config/ says. Raises `ConfigError` with every problem of every file."""
    if not folder.is_dir():
        message = "there is no such folder; name the one that holds caveat.toml with --config DIR or CAVEAT_CONFIG"
        raise ConfigError([Problem(file=str(folder), message=message)])
    root = folder.resolve().parent
    problems: list[Problem] = []

    def read(path: Path) -> TomlFile:
        name = _shown(path, root)
        found = read_toml(path, name) if path.exists() else TomlFile(name=name, values={}, lines={})
        if isinstance(found, Problem):
            problems.append(found)
            return TomlFile(name=name, values={}, lines={})
        return found

    process_file, environment_problems = overlaid(read(folder / "caveat.toml"), environ)
    problems += environment_problems
    source_files = [read(path) for path in sorted((folder / "sources").glob("*.toml"))]
    feeds_file, works_file = read(folder / "feeds.toml"), read(folder / "works.toml")

    process = validated(CaveatFile, process_file, problems)
    sources = [(file, validated(SourcesFile, file, problems)) for file in source_files]
    feeds, works = validated(FeedsFile, feeds_file, problems), validated(WorksFile, works_file, problems)
    builder = Builder(root=root, process=process, version=version, environ=environ, problems=problems)
    settings = builder.settings(sources, feeds, works)
    broken = {problem.file for problem in problems}
    problems += cross_problems(sources, (feeds_file, feeds), (works_file, works), cron_problem, broken)
    if problems:
        raise ConfigError(problems)
    return settings


def default_settings(folder: Path, *, version: str) -> Settings:
    """Settings of an installation that has no config folder at all: enough for a preview."""
    builder = Builder(root=folder.resolve().parent, process=CaveatFile(), version=version, environ={}, problems=[])
    return builder.settings([], FeedsFile(), WorksFile())


def _shown(path: Path, root: Path) -> str:
    resolved = path.resolve()
    return str(resolved.relative_to(root)) if resolved.is_relative_to(root) else str(path)
