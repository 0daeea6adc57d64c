"""Work done in processes: what comes back, and what one bad page costs."""

import asyncio
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from caveat.errors import ExtractError
from caveat.jobs import ProcessWorkers


def double(number):
    return 2 * number


def fail():
    raise ExtractError("no article here", url="https://a.example/")


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def idle(seconds):
    time.sleep(seconds)


def test_results_and_errors_come_back_from_the_processes():
    async def scenario(workers):
        assert await asyncio.gather(*(workers.call(double, number) for number in range(20))) == list(range(0, 40, 2))
        with pytest.raises(ExtractError, match="no article here"):
            await workers.call(fail)

    with ProcessWorkers(2) as workers:
        asyncio.run(scenario(workers))


def test_a_page_that_kills_its_worker_costs_only_itself():
    async def scenario(workers):
        found = await asyncio.gather(
            workers.call(die), *(workers.call(double, number) for number in range(5)), return_exceptions=True
        )
        assert isinstance(found[0], ExtractError)
        assert found[1:] == [0, 2, 4, 6, 8]

    with ProcessWorkers(2) as workers:
        asyncio.run(scenario(workers))


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_read():
    async def scenario(workers):
        with pytest.raises(ExtractError, match="took longer than"):
            await workers.call(idle, 600)
        assert await workers.call(double, 4) == 8

    with ProcessWorkers(1, timeout=5) as workers:
        asyncio.run(scenario(workers))


OWNER = """
import asyncio
from caveat.jobs import ProcessWorkers

async def main():
    with ProcessWorkers(2) as workers:
        await asyncio.gather(*(workers.call(divmod, 7, 2) for _ in range(4)))
        print("ready", flush=True)
        await asyncio.sleep(600)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_workers_end_with_a_program_that_is_killed(tmp_path):
    script = tmp_path / "owner.py"
    script.write_text(OWNER)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "ready\n"
        workers = psutil.Process(owner.pid).children(recursive=True)
        assert len(workers) >= 2
        owner.kill()
        _, alive = psutil.wait_procs(workers, timeout=20)
        assert alive == []
