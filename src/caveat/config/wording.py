"""Owns the words for a value that is not what its key wants: what was found, and what would be right."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic_core import ErrorDetails

from caveat.urls import without_credentials

_WANTED = {
    "bool_type": "wants true or false, without quotes",
    "int_type": "wants a whole number, without quotes",
    "int_from_float": "wants a whole number",
    "string_type": "wants a text in quotes",
    "string_too_short": "wants a text that is not empty",
    "too_short": "wants one item at least",
    "date_type": "wants a date without quotes, such as 2026-06-30",
}


def wording(detail: ErrorDetails, *, secret: bool) -> str:
    """The sentence for one complaint of a model; of a secret, what was found is not shown."""
    found = detail["input"]
    wanted = _wanted(detail) or detail["msg"].removeprefix("Value error, ")
    # A whole table may hold secrets, and its author knows what it says.
    secret = secret or isinstance(found, Mapping) or (isinstance(found, str) and without_credentials(found) != found)
    return wanted if secret else f"{wanted}; found {_shown(found)}"


def _wanted(detail: ErrorDetails) -> str | None:
    context: Mapping[str, object] = detail.get("ctx", {})
    match detail["type"]:
        case "tuple_type":
            return _list_wanted(detail["loc"], detail["input"])
        case "model_type" | "dict_type":
            return "wants a table of keys"
        case "enum":
            return f"should be {context.get('expected')}"
        case "greater_than_equal":
            return f"wants a number of at least {context.get('ge')}"
        case "less_than_equal":
            return f"wants a number of at most {context.get('le')}"
    return _WANTED.get(detail["type"])


def _list_wanted(location: Sequence[str | int], found: object) -> str:
    if len(location) == 1:  # all lists that stand outside every table are lists of tables
        return f"wants a header in double brackets: [[{location[0]}]]"
    example = found if isinstance(found, str) and found else "tv"
    return f"wants a list, such as {json.dumps([example], ensure_ascii=False)}"


def _shown(value: object) -> str:
    text = str(value) if isinstance(value, date) else str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
