"""Owns the JSON form in which values are stored: objects of dataclass fields, empty ones left out."""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TypeVar, get_args, get_origin, get_type_hints

_Decoder = Callable[[object], object]
_Value = TypeVar("_Value")


def to_json(value: object) -> str:
    """A dataclass value as JSON text that UTF-8 can hold (lone surrogates, which pages do hold, as JSON escapes)."""
    text = _ENCODER.encode(value)
    # Python's spelling of what UTF-8 cannot say, `\udc80`, is JSON's as well.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def from_json(text: str, kind: type[_Value]) -> _Value:
    """The value of this class that `to_json` wrote, now or in an older version: missing fields take their defaults.

    Raises ValueError for anything else.
    """
    try:
        hint: object = kind
        value = _decoder(hint)(json.loads(text))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        message = f"not a stored {kind.__name__}: {error!r}"
        raise ValueError(message) from error
    if not isinstance(value, kind):
        message = f"not a stored {kind.__name__}"
        raise ValueError(message)  # noqa: TRY004 - one error for every kind of damage
    return value


def _plain_form(value: object) -> object:
    """What JSON has no form for, as something that it has one for; what is in it is asked for in turn."""
    kind: type = type(value)
    names = _fields(kind)
    if names:
        form: dict[str, object] = {}
        for name, default, is_empty in names:
            member = getattr(value, name)
            # Only what is empty by default is left out: a default that says something may change one day.
            if not is_empty or (member is not default and member != default):
                form[name] = member
        return form
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain_form)


@cache
def _fields(kind: type) -> tuple[tuple[str, object, bool], ...]:
    """(name, default, whether that says nothing) of every field of a class."""
    if not is_dataclass(kind):
        return ()
    found = []
    for field in fields(kind):
        default = field.default if field.default_factory is MISSING else field.default_factory()
        found.append((field.name, default, default is not MISSING and _is_empty(default)))
    return tuple(found)


def _is_empty(default: object) -> bool:
    return not (_plain_form(default) if is_dataclass(default) else default)


@cache
def _decoder(hint: object) -> _Decoder:
    """What turns the JSON form of a value of this type into the value."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _optional(_decoder(next(argument for argument in arguments if argument is not NoneType)))
    if origin is tuple:
        return _row(arguments) if Ellipsis not in arguments else _sequence(_decoder(arguments[0]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return {datetime: _moment, timedelta: _span}.get(hint, _plain) if isinstance(hint, type) else _plain


def _plain(raw: object) -> object:
    return raw


def _moment(raw: object) -> object:
    return datetime.fromisoformat(str(raw))


def _span(raw: object) -> object:
    return timedelta(seconds=float(str(raw)))


def _optional(decode: _Decoder) -> _Decoder:
    return lambda raw: None if raw is None else decode(raw)


def _sequence(decode: _Decoder) -> _Decoder:
    return lambda raw: tuple(decode(item) for item in _items(raw))


def _row(hints: tuple[object, ...]) -> _Decoder:
    decoders = [_decoder(hint) for hint in hints]
    return lambda raw: tuple(decode(item) for decode, item in zip(decoders, _items(raw), strict=True))


def _items(raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise TypeError(raw)
    return raw


def _record(kind: Callable[..., object]) -> _Decoder:
    decoders = {name: _decoder(hint) for name, hint in get_type_hints(kind).items()}

    def decode(raw: object) -> object:
        if not isinstance(raw, dict):
            raise TypeError(raw)
        # Fields of a newer version are passed over, so that a step back does not lose the row.
        return kind(**{name: decoders[name](value) for name, value in raw.items() if name in decoders})

    return decode
