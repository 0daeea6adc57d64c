"""Owns how long a text takes to read."""

import math
import re

_WORDS_A_MINUTE = 238
"""Of adults who read English non-fiction in silence: M. Brysbaert, "How many words do we read per minute?", Journal of
Memory and Language 109 (2019), https://doi.org/10.1016/j.jml.2019.104047."""
_CHARACTERS_A_MINUTE = 500
"""Of Chinese, Japanese and Korean: the rate that Medium's reading time takes, and those that follow it."""
_CHARACTER = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003134f]")
_WORD = re.compile(r"\w[^\s]*")


def reading_minutes(text: str) -> int:
    """Minutes that a text takes to read, rounded up; 0 for none.

    Words are counted; of Chinese, Japanese and Korean the characters.
    """
    characters = len(_CHARACTER.findall(text))
    words = len(_WORD.findall(_CHARACTER.sub(" ", text)))
    return math.ceil(words / _WORDS_A_MINUTE + characters / _CHARACTERS_A_MINUTE)
