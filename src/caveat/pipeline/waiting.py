"""Owns waiting for several things at once, none of which outlives the others."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

_Result = TypeVar("_Result")


async def all_of(coroutines: Iterable[Coroutine[Any, Any, _Result]]) -> list[_Result]:
    """What they give, in their order. Raises what the first of them raises, once the others have ended."""
    tasks = [asyncio.ensure_future(coroutine) for coroutine in coroutines]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
