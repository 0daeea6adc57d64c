"""Owns the environment's say in the config: `CAVEAT_FETCH__TIMEOUT=5s` stands for `[fetch] timeout = "5s"`."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import get_origin

from caveat.config.tables import CaveatFile, Table
from caveat.config.toml import ENVIRONMENT, Key, TomlFile
from caveat.errors import Problem

_PREFIX = "CAVEAT_"
_OTHERS = frozenset({"CAVEAT_CONFIG"})


def overlaid(file: TomlFile, environ: Mapping[str, str]) -> tuple[TomlFile, list[Problem]]:
    """caveat.toml with every variable of the environment written over it, and the variables that name no key."""
    values: dict[str, object] = {
        name: dict(value) if isinstance(value, Mapping) else value for name, value in file.values.items()
    }
    variables: dict[Key, str] = {}
    problems = []
    for name in sorted(name for name in environ if name.startswith(_PREFIX) and name not in _OTHERS):
        key = tuple(name.removeprefix(_PREFIX).lower().split("__"))
        kind = _kind(key)
        if kind is None:
            message = "this environment variable names no key of caveat.toml"
            problems.append(Problem(file=ENVIRONMENT, key=name, message=message))
            continue
        table = values
        for part in key[:-1]:
            inner = table.setdefault(part, {})
            table = inner if isinstance(inner, dict) else {}
        table[key[-1]] = _value(environ[name], kind)
        variables[key] = name
    return replace(file, values=values, variables=variables), problems


def _kind(key: tuple[str, ...]) -> object:
    """The type of the value that a key wants; None where there is no such key."""
    model: type[Table] | None = CaveatFile
    kind: object = None
    for part in key:
        if model is None or part not in model.model_fields:
            return None
        kind = model.model_fields[part].annotation
        model = kind if isinstance(kind, type) and issubclass(kind, Table) else None
    return kind if model is None else None


def _value(text: str, kind: object) -> object:
    """Numbers, booleans and lists as TOML spells them; everything else is text."""
    if kind in (int, bool) or get_origin(kind) is tuple:
        try:
            return tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            return text
    return text
