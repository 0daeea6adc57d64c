"""Owns what a robots.txt says to us (RFC 9309). The only file that knows Protego."""

import re
from collections.abc import Iterator

from protego import Protego

MAX_BYTES = 500 * 1024
"""What is read of one (RFC 9309, section 2.5)."""
_AGENT = re.compile(r"user[\s-]*agent\b\s*:?\s*(.*)", re.I)
_OUTSIDE = re.compile(r"(?:site-?maps?|host)\b", re.I)
"""What stands in a file without being part of a group."""
_COMPATIBLE = re.compile(r"\(compatible;\s*([A-Za-z_-]+)")
_PRODUCT = re.compile(r"[A-Za-z_-]+")


class Robots:
    """The rules of one origin, as far as they are meant for us."""

    def __init__(self, text: str, agent: str) -> None:
        """Reads a file; `agent`: our product token. Takes under 0.2 s for whatever half a megabyte."""
        # Protego makes a set of rules for every agent that a group names: a file of many agents and many rules would
        # take it minutes. It gets those groups that concern us.
        self._rules = Protego.parse("\n".join(_our_lines(text, agent.lower())))
        self._agent = agent

    def allows(self, url: str) -> bool:
        """Whether we may read an address of the origin."""
        return self._rules.can_fetch(url, self._agent)

    @property
    def delay(self) -> float:
        """Seconds that the file wants between two requests (Crawl-delay, which no RFC defines); 0 for none."""
        return self._rules.crawl_delay(self._agent) or 0.0


def product_token(user_agent: str) -> str:
    """The name that robots.txt knows a program by (RFC 9309, section 2.2.1): `caveat` of `caveat/1.0 (+address)`."""
    found = _COMPATIBLE.search(user_agent) or _PRODUCT.match(user_agent)
    return (found[1] if found.re is _COMPATIBLE else found[0]).lower() if found else "caveat"


def _our_lines(text: str, agent: str) -> Iterator[str]:
    """The lines of those groups that name us or everybody."""
    ours, naming = False, False
    for whole in text.removeprefix("\ufeff").splitlines():
        line = whole.partition("#")[0].strip()
        if not line or _OUTSIDE.match(line):
            continue
        named = _AGENT.match(line)
        if named is None:
            naming = False
            if ours:
                yield line
            continue
        name = named[1].strip().lower()
        us = name == "*" or _names(name, agent)
        ours = us or (ours and naming)
        naming = True
        if us:
            yield f"User-agent: {'*' if name == '*' else agent}"


def _names(name: str, agent: str) -> bool:
    """Whether a group's agent is ours: a whole product token, perhaps with a version behind it."""
    return name.startswith(agent) and not re.match(r"[a-z_-]", name[len(agent) :])
