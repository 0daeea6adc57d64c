"""Owns the verbs that write config/, or what others take from it: `add` and `opml`."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from caveat import app
from caveat.cli import proposals, reports
from caveat.cli.command import EXIT_FAILED, AsJson, Common, opened
from caveat.cli.console import announce, complain, err, out, out_json, passing_line
from caveat.config.writing import Ids
from caveat.model import Settings, SourceKind
from caveat.sources import Skipped
from caveat.urls import absolute, without_credentials, without_feed_scheme

adding = typer.Typer()
opml = typer.Typer(help="Subscription lists of other programs, in and out.", no_args_is_help=True)
adding.add_typer(opml, name="opml")

_KINDS = ("feed", "listing", "sitemap")
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]


@adding.command()
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="A page, an article, a feed or a sitemap.")],
    kind: Annotated[
        str | None, typer.Option(metavar="|".join(_KINDS), help="Only this kind of list, not the best of all.")
    ] = None,
    wanted_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The source's id, instead of one made of its title.")
    ] = None,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Do not ask at a terminal.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Finds the feed, listing or sitemap behind an address, shows what it holds, and writes config/sources/ID.toml.

    At a terminal it asks before it writes; elsewhere, and with --yes or --json, it does not. Nothing is written over.
    Exit code 1: nothing usable was found, and all that was tried is told.
    """
    common, settings = opened(context)
    address, wanted_kind, free_id = _address(url), _kind(kind), _free(wanted_id, common, settings)
    with passing_line(wanted=common.verbosity >= 0 and not as_json) as tell:
        proposal = app.propose(settings, common.config, address, kind=wanted_kind, wanted_id=free_id, tell=tell)
    if not as_json:
        _print(proposals.proposal_lines(proposal))
        if common.verbosity > 0 and proposal.new is not None:
            _tell_tried(proposal)
    if proposal.new is None:
        _nothing_new(proposal, as_json=as_json)
        return
    written = not dry_run and (yes or as_json or _agreed(proposal.new.path))
    if written:
        app.add(common.config, proposal.new)
    if as_json:
        out_json(proposals.proposal_json(proposal, written=written))
    elif common.verbosity >= 0:
        done = (
            f"{reports.near(proposal.new.path)} is written. Next: caveat check --live, then caveat -v run."
            if written
            else "Nothing was written."
        )
        announce(done, "written" if written else "not written", file=str(proposal.new.path))


@opml.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="An OPML file.")],
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Writes one file of sources with every feed of an OPML file that is not read already; folders become tags."""
    common, settings = opened(context)
    found = app.read_subscriptions(settings, common.config, file)
    written = bool(found.added) and not dry_run
    if written:
        app.add_subscriptions(common.config, found)
    if as_json:
        out_json(proposals.import_json(found, written=written))
        return
    _print(proposals.import_lines(found, written=written))
    _tell_skipped(found.skipped, common)


@opml.command("export")
def export(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also sources that are not shared.")] = False,
) -> None:
    """Prints the feeds that are read as OPML 2.0, never their headers or passwords.

    Those that are published stand in feeds/feeds.opml.
    """
    common, settings = opened(context)
    found = app.export_subscriptions(settings, everything=everything)
    sys.stdout.write(found.document.decode())
    _tell_skipped(found.left_out, common)


def _address(given: str) -> str:
    """An address as people type it, `https://` being understood."""
    typed = without_feed_scheme(given.strip())
    url = typed if "://" in typed else f"https://{typed}"
    if absolute(None, url) is None:
        raise typer.BadParameter(f"not an http or https address: {given}", param_hint="URL")
    if without_credentials(url) != url:
        message = (
            "a password in the address would stand in a file: write the source by hand, with [source.headers] "
            'Authorization = { env = "NAME" }'
        )
        raise typer.BadParameter(message, param_hint="URL")
    return url


def _kind(given: str | None) -> SourceKind | None:
    if given is not None and given not in _KINDS:
        raise typer.BadParameter(f"{given!r} is none of {', '.join(_KINDS)}", param_hint="--kind")
    return None if given is None else SourceKind(given)


def _free(wanted: str | None, common: Common, settings: Settings) -> str | None:
    problem = Ids(common.config, settings).problem(wanted) if wanted is not None else None
    if problem:
        raise typer.BadParameter(problem, param_hint="--id")
    return wanted


def _agreed(path: Path) -> bool:
    """Whether the person at the terminal, if there is one, wants the file written."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    try:
        return typer.confirm(f"Write {reports.near(path)}?", default=True)
    except typer.Abort:
        raise KeyboardInterrupt from None


def _nothing_new(proposal: app.Proposal, *, as_json: bool) -> None:
    """Says why there is nothing to write; ends with 1 unless it is read already."""
    if as_json:
        out_json(proposals.proposal_json(proposal, written=False))
    if proposal.known is not None:
        if not as_json:
            for line in proposals.refused_lines(proposal):
                err(line)
            announce(f"{proposal.asked} is read already as {proposal.known}.", "known", source=proposal.known)
        return
    found = proposal.discovery.candidates if proposal.discovery else ()
    advice = " But for what is listed above, which can be added by its own address." if found else ""
    said = f"Nothing worth reading was found behind {proposal.asked}.{advice} What was tried:"
    complain(said, "nothing found", url=proposal.asked)
    _tell_tried(proposal)
    raise typer.Exit(EXIT_FAILED)


def _tell_tried(proposal: app.Proposal) -> None:
    for tried in proposal.discovery.attempts if proposal.discovery else ():
        complain(f"  {tried.url}: {tried.error}", "tried", url=tried.url, error=tried.error)


def _tell_skipped(skipped: Iterable[Skipped], common: Common) -> None:
    for one in skipped if common.verbosity >= 0 else ():
        announce(f"left out: {one.name}: {one.reason}", "left out", name=one.name, reason=one.reason)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        out(line)
