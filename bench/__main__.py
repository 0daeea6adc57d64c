"""Owns `python -m bench`: runs every measurement, and prints what came of them."""

import argparse
import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median

from bench.comparison import compare
from bench.floors import fetch_floor, parse_floor
from bench.notices import measure_notices
from bench.parsing import Row, parsing
from bench.pipeline import BenchError, Pass, staged_pass, whole_pass
from bench.polls import MANY, memory, polls
from bench.quality import SHARED
from bench.rendering import measure_rendering
from bench.rows import print_row
from bench.serving import serving
from bench.site import Site, serve_apart
from caveat.logs import set_up

_ENTRIES = 50
_LONG_FEED = 20
"""Entries of the feeds that are parsed: of a common one; of a long one, for each article of the bench."""


def main() -> int:
    """Runs the bench; the exit code."""
    options = _options()
    set_up("console", 0)
    _describe()
    if options.only in (None, "pipeline") and not _measure_pipeline(options):
        return 1
    if options.only in (None, "extraction"):
        compare(options.runs, options.labelled)
    if options.only in (None, "notices"):
        measure_notices(options.labelled, options.runs, options.picture)
    if options.only in (None, "polls"):
        _measure_polls(options.feeds, options.runs)
    if options.only in (None, "rendering"):
        measure_rendering(options.feeds, options.runs)
    if options.only in (None, "serving"):
        _measure_serving(options.runs)
    return 0


def _measure_pipeline(options: argparse.Namespace) -> bool:
    """Whether all of it was read as it should have been, and measured."""
    with serve_apart(options.articles, options.sites) as site:
        _describe_site(site, options.runs)
        try:
            _measure(site, options.runs)
        except BenchError as error:
            print(f"nothing was measured: {error}", file=sys.stderr)
            return False
    return True


def _measure(site: Site, runs: int) -> None:
    passes = [whole_pass(site) for _ in range(runs)]
    _print_passes(passes, len(site.stories))
    _print_stages(staged_pass(site), len(site.stories))
    fetched = [fetch_floor(site) for _ in range(runs)]
    parsed = [parse_floor(fetched[0][1]) for _ in range(runs)]
    _print_floors(median(seconds for seconds, _ in fetched), median(parsed), len(site.stories))
    _print_parsing(parsing((_ENTRIES, _LONG_FEED * len(site.stories)), runs))


def _measure_polls(feeds: int, runs: int) -> None:
    speed = polls(feeds, runs)
    print(f"\npolls on one core, medians of {runs} runs: feeds a second")
    _print_polls(f"{feeds} unchanged (304)", speed.unchanged)
    _print_polls(f"{max(feeds // 5, 1)} of {MANY} new entries", speed.changed)
    few, many = memory(feeds), memory(10 * feeds)
    each = 1000 * (many - few) / (9 * feeds)
    print_row(f"memory, {feeds} sources", f"{few:.0f} MB", f"{many:.0f} MB with {10 * feeds}: {each:.1f} KB a source")


def _measure_serving(runs: int) -> None:
    measured = serving(runs)
    if measured is None:
        print("\nserving: nothing to measure against, since nginx is not installed")
        return
    size, costs = measured
    print(f"\nserving a feed of {size / 1000:.0f} KB, medians of {runs} runs: CPU time a request")
    for kind, cost in costs.items():
        ratio = f"nginx {cost.nginx:.0f} \u00b5s: {cost.caveat / cost.nginx:.1f} times"
        print_row(kind, f"{cost.caveat:.0f} \u00b5s", ratio)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast articles go through the pipeline.")
    parser.add_argument("--articles", type=_positive, default=500, help="how many are generated (default 500)")
    parser.add_argument("--sites", type=_positive, default=10, help="hosts that they are dealt out to (default 10)")
    parser.add_argument("--feeds", type=_positive, default=1000, help="that are polled, and published (default 1000)")
    parser.add_argument("--runs", type=_positive, default=3, help="of which the median is told (default 3)")
    parser.add_argument(
        "--only",
        choices=("pipeline", "extraction", "notices", "polls", "rendering", "serving"),
        help="measure this part (default: all)",
    )
    parser.add_argument("--picture", type=Path, help="SVG of what the confidence of notices means, to be written")
    parser.add_argument(
        "--labelled", type=Path, default=SHARED, help="folder with corpora and scorers (default %(default)s)"
    )
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1000:
        raise argparse.ArgumentTypeError("a number from 1 to 1000 is wanted")
    return number


def _describe() -> None:
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")


def _describe_site(site: Site, runs: int) -> None:
    count, notices = len(site.stories), sum(story.notice is not None for story in site.stories)
    print(
        f"{count} articles on {len(site.hosts)} hosts, {site.weight / count / 1000:.0f} KB a page, {notices} with "
        f"notices; medians of {runs} runs, each with an empty store\n"
    )


def _print_passes(passes: Sequence[Pass], count: int) -> None:
    seconds = sorted(one.seconds for one in passes)
    last = passes[-1]
    print("whole pass, as `caveat run` does it: fetch over loopback to written feeds")
    print_row("articles a second", f"{count / median(seconds):.0f}")
    print_row("a pass over all of them", f"{median(seconds):.2f} s", f"({seconds[0]:.2f} to {seconds[-1]:.2f})")
    print_row("the next pass, nothing new", f"{median(one.again for one in passes):.2f} s")
    print_row("written", f"{last.published / 1e6:.1f} MB", f"in {last.files} files")
    print_row("peak memory, main process", f"{max(one.main for one in passes):.0f} MB")
    workers = max((one.workers for one in passes), key=sum)
    print_row("peak memory, workers", f"{sum(workers):.0f} MB", f"({_joined(workers)})")
    print()


def _print_stages(stages: Mapping[str, float], count: int) -> None:
    total = sum(stages.values())
    print(f"the same once in one thread, stage by stage: {total:.2f} s, {count / total:.0f} articles a second")
    for stage, seconds in stages.items():
        share = f"{seconds / total:6.1%}"
        print_row(stage, f"{seconds:.2f} s", f"{share}  {1000 * seconds / count:5.2f} ms an article")
    print()


def _print_floors(fetch: float, parse: float, count: int) -> None:
    print("floors: what the libraries alone take for the same pages")
    print_row("httpx, fetching", f"{fetch:.2f} s", f"{count / fetch:.0f} pages a second")
    print_row("lxml, parsing", f"{parse:.2f} s", f"{count / parse:.0f} pages a second")


def _print_parsing(rows: Sequence[Row]) -> None:
    print("\nfeeds: from the bytes of one to its entries, in one process")
    for row in rows:
        speed = (
            f"{1000 * row.seconds / row.entries:.3f} ms an entry, {row.entries} of {row.size / row.entries:.0f} bytes"
        )
        print_row(row.parser, f"{row.entries / row.seconds:.0f}", f"entries a second  {speed}")


def _print_polls(what: str, speeds: Mapping[str, float]) -> None:
    ours = speeds["caveat"]
    ratios = [f"{name} {speed:.0f} ({ours / speed:.2f} times)" for name, speed in speeds.items() if name != "caveat"]
    print_row(what, f"{ours:.0f}", ", ".join(ratios) or "alone: `make bench` installs what it is measured against")


def _joined(sizes: Iterable[float]) -> str:
    return " + ".join(f"{size:.0f}" for size in sizes)


if __name__ == "__main__":
    sys.exit(main())
