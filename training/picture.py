"""Owns the picture of what the scorer sees on a page: an SVG with a row a line, on a ground of its own."""

from collections.abc import Iterable, Sequence
from html import escape

from training.reasons import Line, Reason

_WIDTH, _ROW, _HEAD, _FOOT = 980, 24, 64, 40
_TEXT, _FIRST, _REASONS, _SECOND, _THOUGHTS, _OUTCOME = 82, 350, 408, 606, 696, 900
_BAR = 50
_MOST_TEXT, _MOST_KIND = 42, 9
_INK, _FAINT, _GROUND, _LINE, _KEPT = "#1f2328", "#6e7781", "#ffffff", "#d0d7de", "#f2f8f4"
_EARLY, _LATE, _UP, _DOWN = "#a5c8ef", "#1f5fa8", "#116329", "#a40e26"
_THRESHOLD = 0.5


def draw(lines: Sequence[Line], title: str) -> str:
    """The SVG of these lines: their scores as bars, what moves them most, and what they became."""
    height = _HEAD + _ROW * len(lines) + _FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        'font-family="-apple-system, \'Segoe UI\', \'Liberation Sans\', Arial, sans-serif" font-size="12" role="img">',
        f"<title>{_clean(title)}</title>",
        f'<rect x="0.5" y="0.5" width="{_WIDTH - 1}" height="{height - 1}" rx="8" fill="{_GROUND}" stroke="{_LINE}"/>',
        *_head(title),
    ]
    for number, line in enumerate(lines):
        parts += _row(line, _HEAD + _ROW * number)
    note = "▲ for, ▼ against: what moves a line most from where the page's median would put it. Tick: 0.5."
    parts += [_text(16, height - 16, note, _FAINT), "</svg>"]
    return "\n".join(parts) + "\n"


def _head(title: str) -> Iterable[str]:
    yield f'<text x="16" y="24" font-size="14" font-weight="600" fill="{_INK}">{_clean(title)}</text>'
    columns = (
        (16, "kind"), (_TEXT, "line of the page"), (_FIRST, "first round: what it sees of a line"),
        (_SECOND, "second round: what is around it"), (_OUTCOME, "became"),
    )  # fmt: skip
    for start, name in columns:
        yield _text(start, 50, name, _FAINT)
    yield f'<line x1="16" y1="58" x2="{_WIDTH - 16}" y2="58" stroke="{_LINE}"/>'


def _row(line: Line, top: int) -> Iterable[str]:
    base = top + 16
    if line.outcome:
        yield f'<rect x="8" y="{top}" width="{_WIDTH - 16}" height="{_ROW}" fill="{_KEPT}"/>'
    yield _text(16, base, line.kind[:_MOST_KIND], _FAINT)
    yield _text(_TEXT, base, _shortened(line.text), _INK if line.outcome else _FAINT)
    if line.first is None or line.second is None:
        yield _text(_FIRST, base, "not scored", _FAINT)
    else:
        yield _bar(_FIRST, top, line.first, _EARLY)
        yield _reasons(_REASONS, base, line.reasons)
        yield _bar(_SECOND, top, line.second, _LATE)
        yield _text(_SECOND + _BAR + 6, base, f"{line.second:.2f}", _INK)
        yield _reasons(_THOUGHTS, base, line.second_thoughts)
    yield _text(_OUTCOME, base, line.outcome, _INK)


def _bar(start: int, top: int, value: float, colour: str) -> str:
    middle = start + _BAR * _THRESHOLD
    return (
        f'<rect x="{start}" y="{top + 7}" width="{_BAR}" height="10" fill="{_LINE}" fill-opacity="0.4"/>'
        f'<rect x="{start}" y="{top + 7}" width="{max(_BAR * value, 1):.1f}" height="10" fill="{colour}"/>'
        f'<line x1="{middle}" y1="{top + 4}" x2="{middle}" y2="{top + 20}" stroke="{_FAINT}"/>'
    )


def _reasons(start: int, base: int, reasons: Sequence[Reason]) -> str:
    signed = ((reason.name, *(("▲", _UP) if reason.change > 0 else ("▼", _DOWN))) for reason in reasons)
    spans = (f'<tspan fill="{colour}" dx="4">{sign} {_clean(name)}</tspan>' for name, sign, colour in signed)
    return f'<text x="{start}" y="{base}">{" ".join(spans)}</text>' if reasons else ""


def _text(x: int, y: int, text: str, colour: str) -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}">{_clean(text)}</text>' if text else ""


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 1].rstrip() + "…"


def _clean(text: str) -> str:
    """Text as XML 1.0 may hold it."""
    return escape("".join(char if char.isprintable() else " " for char in text), quote=False)
