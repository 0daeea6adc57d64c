"""Owns the words for spoilers in the languages of the world, casefolded: hardly any text speaks of them without one."""

SPOILER_WORDS = (
    *("spoil", "s p o i l", "spojl", "spoyl", "espóiler", "espoiler", "спойл", "plottblot", "divulgâch", "destripe"),
    *("bocoran", "ネタバレ", "ねたばれ", "ネタばれ", "ネタバラシ", "剧透", "劇透", "透剧", "透劇", "有雷", "爆雷"),
    *("防雷", "暴雷", "捏他", "스포"),
)
"""Pieces of words, so that every form of a word holds one."""
