"""Owns the picture of what confidence means: a dot a rule, by what it says of itself and how often it is right."""

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

_SIDE, _LEFT, _TOP, _WIDTH, _HEIGHT = 340, 64, 48, 700, 450
_LOW = 0.7
"""Where both axes begin; nothing that is less sure is a notice."""
_TICKS = (0.7, 0.8, 0.9, 1.0)
_INK, _FAINT, _GROUND, _LINE, _DOT = "#1f2328", "#6e7781", "#ffffff", "#d0d7de", "#1f5fa8"
_LISTED, _ROW = 440, 22
"""Where the rules are listed beside the dots."""
_FEWEST = 5
"""Times that a rule must have spoken to be drawn."""

Rules = Mapping[str, Counter[tuple[float, bool]]]
"""For each rule how often it was right, by its confidence."""


def draw(rules: Rules, title: str) -> str:
    """The SVG: a rule that is right as often as it says lies on the diagonal, one that is too modest above it."""
    dots = sorted(_dots(rules), key=lambda dot: -dot[3])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        'font-family="-apple-system, \'Segoe UI\', \'Liberation Sans\', Arial, sans-serif" font-size="12" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect x="0.5" y="0.5" width="{_WIDTH - 1}" height="{_HEIGHT - 1}" rx="8" fill="{_GROUND}" stroke="{_LINE}"/>',
        f'<text x="16" y="26" font-size="14" font-weight="600" fill="{_INK}">{escape(title)}</text>',
        *_axes(),
    ]
    for index, (name, said, right, count) in enumerate(dots):
        x, y = _x(said), _y(right)
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + count**0.5:.1f}" fill="{_DOT}" fill-opacity="0.45">'
            f"<title>{escape(name)}: says {said:.2f}, right {right:.2f} of {count}</title></circle>"
        )
        row = f"{name}: says {said:.2f}, right {right:.2f} of {count}"
        parts.append(_text(_LISTED, _TOP + 12 + _ROW * index, row, _INK))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _dots(rules: Rules) -> Iterator[tuple[str, float, float, int]]:
    """(rule, confidence, share right, times) of each that spoke often enough, whatever the language."""
    shared: dict[tuple[str, float], Counter[bool]] = {}
    for name, counts in rules.items():
        for (confidence, right), count in counts.items():
            shared.setdefault((name.partition(".")[2], confidence), Counter())[right] += count
    for (name, confidence), outcome in shared.items():
        if outcome.total() >= _FEWEST:
            yield name, confidence, outcome[True] / outcome.total(), outcome.total()


def _axes() -> Iterator[str]:
    yield f'<line x1="{_x(_LOW)}" y1="{_y(_LOW)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{_FAINT}" stroke-dasharray="4 4"/>'
    for tick in _TICKS:
        yield f'<line x1="{_x(_LOW)}" y1="{_y(tick)}" x2="{_x(1)}" y2="{_y(tick)}" stroke="{_LINE}"/>'
        yield _text(_x(_LOW) - 30, _y(tick) + 4, f"{tick:.1f}", _FAINT)
        yield _text(_x(tick) - 8, _y(_LOW) + 20, f"{tick:.1f}", _FAINT)
    yield _text(_x(_LOW), _y(_LOW) + 40, "confidence of the rule; the larger a dot, the more often it spoke", _FAINT)
    yield _text(_x(_LOW) - 48, _TOP - 6, "share right", _FAINT)


def _x(value: float) -> float:
    return _LEFT + _SIDE * (value - _LOW) / (1 - _LOW)


def _y(value: float) -> float:
    return _TOP + _SIDE * (1 - value) / (1 - _LOW)


def _text(x: float, y: float, text: str, colour: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{escape(text)}</text>'
