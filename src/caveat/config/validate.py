"""Owns the judging of one file against its model: every complaint, at the key it is about."""

import difflib
from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from caveat.config.tables import Table
from caveat.config.toml import TomlFile
from caveat.config.wording import wording
from caveat.errors import Problem

_Model = TypeVar("_Model", bound=Table)
_SECRETS = frozenset({"headers", "token"})


def validated(model: type[_Model], file: TomlFile, problems: list[Problem]) -> _Model:
    """The file's content as a model; what is wrong is added to `problems`, and then defaults stand in for all of it."""
    try:
        return model.model_validate(file.values)
    except ValidationError as error:
        found: dict[str, Problem] = {}
        for detail in error.errors(include_url=False):
            if not _is_of_another_member(detail, file):
                problem = _problem(model, file, detail)
                found.setdefault(problem.key, problem)  # a union complains once for each of its members
        problems += found.values()
        return model()


def _is_of_another_member(detail: ErrorDetails, file: TomlFile) -> bool:
    """Whether a union asks for a text where its author wrote a table: what the table lacks is said as well."""
    is_member = _plain(detail["loc"], file.values)[-1:] != detail["loc"][-1:]
    return is_member and detail["type"] == "string_type" and isinstance(detail["input"], Mapping)


def _problem(model: type[Table], file: TomlFile, detail: ErrorDetails) -> Problem:
    key = _plain(detail["loc"], file.values)
    if detail["type"] == "missing":
        return file.problem((*key, detail["loc"][-1]), "is missing")
    if detail["type"] == "extra_forbidden":
        return file.problem(key, _unknown(str(key[-1]), _fields(model, key[:-1])))
    return file.problem(key, wording(detail, secret=bool(_SECRETS & {str(part) for part in key})))


def _plain(location: Sequence[str | int], values: object) -> tuple[str | int, ...]:
    """The location without what names no key of the file: pydantic adds names of its own for the members of a union."""
    key: list[str | int] = []
    for part in location:
        if isinstance(values, Mapping):
            inner = {**values}
        elif isinstance(values, list | tuple):
            inner = dict(enumerate(values))
        else:
            break
        if part in inner:
            values = inner[part]
            key.append(part)
    return tuple(key)


def _fields(model: type[Table], key: Sequence[str | int]) -> list[str]:
    """The keys that are known where the unknown one stands."""
    current: type[Table] = model
    for part in key:
        if isinstance(part, str) and part in current.model_fields:
            current = _inner_table(current.model_fields[part].annotation) or current
    return list(current.model_fields)


def _inner_table(annotation: object) -> type[Table] | None:
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if table := _inner_table(inner):
            return table
    return None


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"unknown key; did you mean {near[0]}?" if near else f"unknown key; known here: {', '.join(known)}"
