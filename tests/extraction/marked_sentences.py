"""Sentences with their attribution marked in them: `<Okafor> [said] {the ferry had sunk}.`"""

import re

from claims.extraction.reading import Claim
from claims_by_hand import by_hand

MARKS = re.compile(r"[<>\[\]{}]")


def unmarked(sentence: str) -> tuple[str, list[Claim]]:
    """The text without its marks, and the claim that they mark: source in <>, cue in [], content in {}."""
    source, cue, content = (
        found[1] if (found := re.search(pattern, sentence)) else ""
        for pattern in (r"<(.*?)>", r"\[(.*?)\]", r"{(.*?)}")
    )
    text = MARKS.sub("", sentence)
    return text, by_hand(text, (source, cue, content))
