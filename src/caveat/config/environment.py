"""Owns the environment's say in the config: `CAVEAT_FETCH__TIMEOUT=5s` stands for `[fetch] timeout = "5s"`."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace

from caveat.config.tables import CaveatFile, Table
from caveat.config.toml import Key, TomlFile
from caveat.errors import Problem

_PREFIX = "CAVEAT_"
_OTHERS = frozenset({"CAVEAT_CONFIG"})


def overlaid(file: TomlFile, environ: Mapping[str, str]) -> tuple[TomlFile, list[Problem]]:
    """caveat.toml with every variable of the environment written over it, and the variables that name no key."""
    values: dict[str, object] = {
        name: dict(value) if isinstance(value, Mapping) else value for name, value in file.values.items()
    }
    lines: dict[Key, int] = dict(file.lines)
    problems = []
    for name in sorted(name for name in environ if name.startswith(_PREFIX) and name not in _OTHERS):
        key = tuple(name.removeprefix(_PREFIX).lower().split("__"))
        if not _is_key(key):
            message = "this environment variable names no key of caveat.toml"
            problems.append(Problem(file="environment", key=name, message=message))
            continue
        table = values
        for part in key[:-1]:
            inner = table.setdefault(part, {})
            table = inner if isinstance(inner, dict) else {}
        table[key[-1]] = _value(environ[name])
        lines.pop(key, None)
    return replace(file, values=values, lines=lines), problems


def _is_key(key: tuple[str, ...]) -> bool:
    model: type[Table] | None = CaveatFile
    for part in key:
        if model is None or part not in model.model_fields:
            return False
        inner = model.model_fields[part].annotation
        model = inner if isinstance(inner, type) and issubclass(inner, Table) else None
    return model is None


def _value(text: str) -> object:
    """Lists and booleans as TOML spells them; everything else is text, which the models turn into numbers."""
    if text.startswith("[") or text in ("true", "false"):
        try:
            return tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            return text
    return text
