"""Owns the way from the config folder to `Settings`: every file read, every problem collected, then one value."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from caveat.config.build import Builder
from caveat.config.check import CronProblem, CrossCheck
from caveat.config.environment import overlaid
from caveat.config.secrets import Secrets
from caveat.config.tables import CaveatFile, FeedsFile, SourcesFile, WorksFile
from caveat.config.toml import TomlFile, read_toml
from caveat.config.validate import validated
from caveat.errors import ConfigError, Problem
from caveat.model import Settings

_FILES = ("caveat.toml", "feeds.toml", "works.toml")


def load_settings(
    folder: Path, *, version: str, cron_problem: CronProblem, environ: Mapping[str, str] = os.environ
) -> Settings:
    """What config/ says. Raises `ConfigError` with every problem of every file."""
    if not folder.is_dir():
        message = "there is no such folder; name the one that holds caveat.toml with --config DIR or CAVEAT_CONFIG"
        raise ConfigError([Problem(file=str(folder), message=message)])
    folder = folder.resolve()
    root = folder.parent
    problems: list[Problem] = []

    def read(path: Path) -> TomlFile:
        name = str(path.relative_to(root))
        found = read_toml(path, name) if path.exists() or path.is_symlink() else None
        if isinstance(found, Problem):
            problems.append(found)
        return found if isinstance(found, TomlFile) else TomlFile(name=name, values={}, lines={})

    process_file, environment_problems = overlaid(read(folder / "caveat.toml"), environ)
    problems += environment_problems
    source_files = [read(path) for path in _visible(folder / "sources", "*.toml")]
    feeds_file, works_file = read(folder / "feeds.toml"), read(folder / "works.toml")

    process = validated(CaveatFile, process_file, problems)
    sources = [(file, validated(SourcesFile, file, problems)) for file in source_files]
    feeds, works = validated(FeedsFile, feeds_file, problems), validated(WorksFile, works_file, problems)
    secrets = Secrets(root=root, environ=environ)
    cross_check = CrossCheck(cron_problem=cron_problem, secrets=secrets)
    broken = {problem.file for problem in problems}
    problems += cross_check.problems(source_files, feeds_file, works_file, broken)
    problems += _strays(folder)
    if problems:
        raise ConfigError(_in_order(problems, [process_file, *source_files, feeds_file, works_file]))
    return Builder(root=root, process=process, version=version, secrets=secrets).settings(
        sources, (feeds_file, feeds), works
    )


def default_settings(folder: Path, *, version: str) -> Settings:
    """Settings of an installation that has no config folder at all: enough for a preview."""
    root = folder.resolve().parent
    secrets = Secrets(root=root, environ={})
    builder = Builder(root=root, process=CaveatFile(), version=version, secrets=secrets)
    none = TomlFile(name="feeds.toml", values={}, lines={})
    return builder.settings([], (none, FeedsFile()), WorksFile())


def _strays(folder: Path) -> Iterator[Problem]:
    """The files that look like config and stand where nothing is read."""
    for pattern in ("*.toml", "*/*.toml", "sources/*/*.toml"):
        for path in _visible(folder, pattern):
            place = path.relative_to(folder)
            if str(place) not in _FILES and place.parent != Path("sources"):
                message = (
                    f"is not read: {folder.name}/ holds {', '.join(_FILES)}; sources belong in {folder.name}/sources/"
                )
                yield Problem(file=f"{folder.name}/{place}", message=message)


def _visible(folder: Path, pattern: str) -> list[Path]:
    """The files of a pattern, by name; hidden ones belong to editors and other tools."""
    found = folder.glob(pattern)
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _in_order(problems: Sequence[Problem], files: Sequence[TomlFile]) -> list[Problem]:
    """As a person goes through them: file by file, from top to bottom; first what stands in no file."""
    places = {file.name: number for number, file in enumerate(files, start=1)}
    return sorted(problems, key=lambda problem: (places.get(problem.file, 0), problem.line or 0))
