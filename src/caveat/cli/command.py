"""Owns the command itself: the options that stand before the verb, and what the verbs have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from caveat import app
from caveat.cli import reports
from caveat.cli.console import complain, out
from caveat.config import load_settings
from caveat.jobs import cron_problem
from caveat.logs import LogFormat, set_up
from caveat.model import Report, Settings, Unmatched

EXIT_FAILED = 1
_EVERYWHERE = frozenset({"-v", "-vv", "--verbose", "-q", "--quiet"})

root = typer.Typer(
    help="Reads articles, understands their spoiler notices, and publishes feeds that warn before they spoil.",
    epilog="Exit codes: 0 all well; 1 something failed and the rest was done; 2 wrong usage or config; "
    "3 another pass holds the lock; 4 the store or the disk cannot be written.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The options that stand before the verb."""

    config: Path
    verbosity: int

    def settings(self) -> Settings:
        """What config/ says. Raises `ConfigError`."""
        return load_settings(self.config, version=app.VERSION, cron_problem=cron_problem)


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _version(value: bool) -> None:
    if value:
        out(f"caveat {app.VERSION}")
        raise typer.Exit


@root.callback()
def common(
    context: typer.Context,
    config: Annotated[
        Path, typer.Option(metavar="DIR", envvar="CAVEAT_CONFIG", help="Folder of the config files.")
    ] = Path("config"),
    log_format: Annotated[LogFormat, typer.Option(help="Form of the diagnostics on stderr.")] = "console",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Errors only.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say what happens.")] = False,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """The options of every verb."""
    verbosity = -1 if quiet else int(verbose)
    set_up(log_format, verbosity)
    context.obj = Common(config=config, verbosity=verbosity)


def common_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with -v and -q moved before the verb, where they are understood; after `--` nothing is moved."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    moved = [argument for argument in arguments[:end] if argument in _EVERYWHERE]
    kept = [argument for argument in arguments[:end] if argument not in _EVERYWHERE]
    return [*moved, *kept, *arguments[end:]]


def opened(context: typer.Context) -> tuple[Common, Settings]:
    """The options before the verb, and what config/ says. Raises `ConfigError`."""
    common: Common = context.obj
    return common, common.settings()


def complain_of(rule: Unmatched, source: str | None) -> None:
    """Tells of a rule that matches nothing."""
    complain(
        reports.unmatched_line(source, rule),
        "a rule matches nothing",
        source=source,
        table=rule.table,
        key=rule.key,
        selector=rule.selector,
        pages=rule.pages,
    )


def fail(report: Report) -> None:
    """Tells of everything that failed, and ends with 1 where something did."""
    for one in report.sources:
        for rule in one.unmatched:
            complain_of(rule, one.id)
    for source, failure in reports.failures(report):
        complain(
            reports.failure_line(source, failure),
            "failed",
            source=source,
            stage=failure.stage,
            url=failure.url,
            error=failure.error,
        )
    if report.failed:
        raise typer.Exit(EXIT_FAILED)
