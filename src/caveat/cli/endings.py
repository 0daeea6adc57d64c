"""Owns how the process ends: an exit code for every error and signal, and a line on stderr that says why."""

import signal
import sys
import warnings
from types import FrameType
from typing import NoReturn

from caveat.cli.adding import adding
from caveat.cli.command import EXIT_FAILED, common_first, root
from caveat.cli.console import complain
from caveat.cli.marking import marking
from caveat.cli.verbs import verbs
from caveat.errors import CaveatError, ConfigError, LockedError, StorageError

EXIT_CONFIG, EXIT_LOCKED, EXIT_STORAGE = 2, 3, 4
EXIT_INTERRUPTED = 128 + signal.SIGINT
EXIT_TERMINATED = 128 + signal.SIGTERM


def main() -> None:
    """Runs the verb of the command line, and ends the process with its exit code."""
    terminated = False

    def terminate(_number: int, frame: FrameType | None) -> None:
        """SIGTERM does what SIGINT does, whoever answers that one at the moment."""
        nonlocal terminated
        terminated = True
        interrupt = signal.getsignal(signal.SIGINT)
        if not callable(interrupt):  # a shell's background job ignores SIGINT, and must end all the same
            # It may strike between a coroutine and its await, of which Python would tell.
            warnings.filterwarnings("ignore", category=RuntimeWarning, message="coroutine .* was never awaited")
            raise KeyboardInterrupt
        interrupt(signal.SIGINT, frame)

    signal.signal(signal.SIGTERM, terminate)
    for group in (verbs, marking, adding):
        root.add_typer(group)
    try:
        root(common_first(sys.argv[1:]), prog_name="caveat")
    except CaveatError as error:
        _failed(error)
    except KeyboardInterrupt:
        _stopped(terminated=terminated)
    except SystemExit as ended:
        if ended.code != EXIT_INTERRUPTED:
            raise
        _stopped(terminated=terminated)


def _failed(error: CaveatError) -> NoReturn:
    match error:
        case ConfigError():
            for problem in error.problems:
                complain(
                    str(problem), "config", file=problem.file, line=problem.line, key=problem.key, error=problem.message
                )
            sys.exit(EXIT_CONFIG)
        case LockedError():
            complain(str(error), "locked", error=str(error))
            sys.exit(EXIT_LOCKED)
        case StorageError():
            complain(str(error), "storage", error=str(error))
            sys.exit(EXIT_STORAGE)
    url = getattr(error, "url", None)
    complain(f"{url}: {error}" if url else str(error), "failed", url=url, error=str(error))
    sys.exit(EXIT_FAILED)


def _stopped(*, terminated: bool) -> NoReturn:
    event = "terminated" if terminated else "interrupted"
    complain(f"{event}; run again, nothing is lost", event)
    sys.exit(EXIT_TERMINATED if terminated else EXIT_INTERRUPTED)
