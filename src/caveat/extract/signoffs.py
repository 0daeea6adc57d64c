"""Owns how a report is signed off: the line that says who reported and who edited it, and the mark of its end."""

import re

from caveat.extract.authors import clean_authors
from caveat.extract.names import is_name

_MAX_LINE = 400
_MAX_PARTS = 8
_DEED = (
    r"(?:additional |further )?"
    r"(?:reporting|writing|editing|compiling|translat(?:ing|ion)|graphics?|production|photography)"
)
_PART = re.compile(rf"(?P<deed>{_DEED})(?: (?:and|&) {_DEED})*(?: by| ?:) (?P<names>\S.*)", re.I)
_WROTE = ("reporting", "writing")
_PLACE = re.compile(r",? in (?:the )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*")
"""Where somebody reported from."""
_END = re.compile(r"\W{0,4}(?:-30-|ends|- ?ende? ?-|– ?ende? ?–|— ?ende? ?—|30)\W{0,4}", re.I)
_MARKED = re.compile(r"[-–—#/*]")


def read_signoff(line: str) -> tuple[str, ...] | None:
    """Who wrote a report, by the line that closes it; None for any other line.

    "(Reporting by Ann Lee in London; editing by Bo Ek)" names Ann Lee: whoever edited is no author.
    """
    if len(line) > _MAX_LINE:
        return None
    authors: list[str] = []
    parts = line.strip("()[]*_ ").rstrip(".").split(";")
    for part in parts[:_MAX_PARTS]:
        found = _PART.fullmatch(part.strip())
        names = () if found is None else clean_authors([_PLACE.sub("", found["names"])])
        if found is None or not names or not all(map(is_name, names)):
            return None
        authors += names if found["deed"].lower().endswith(_WROTE) and "additional" not in found["deed"].lower() else ()
    return tuple(dict.fromkeys(authors))


def is_end_mark(line: str) -> bool:
    """Whether a line is nothing but what newsrooms and press offices put under a text: "-30-", "ENDS", "# # #"."""
    stripped = line.strip()
    if not stripped or len(stripped) > 12 or _END.fullmatch(stripped) is None:
        return False
    return stripped == "ENDS" or _MARKED.match(stripped) is not None
