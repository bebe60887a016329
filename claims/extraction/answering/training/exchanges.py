"""Reads articles of our own writing, annotated line by line, as records in the shape of the rebuttal corpus.

An article is its text under `# key`, then three lists:

    --claims
    1 | Lena Ortiz @ Whitlock campaign | Lena Ortiz, a spokeswoman | said | "Tom Gray took food from children,"
    2 =1 | …                     (2 restates 1; ` // ` joins the pieces of what is not in one)
    --links
    4 > 1 dismissal | a smear    (4 answers 1; the words that tie them, if any)
    --notes
    no_evidence_given reporter 1,2 | Ms. Ortiz offered no evidence for the charge.

and a line of five `=`. Everything is given as words of the text: where they occur more than once, a content is the
first after the claim before, a source or cue the nearest to its content.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BLOCK = re.compile(
    r"\s*# *(\S+)[^\n]*\n(?P<text>.*?)\n--claims\n(?P<claims>.*?)"
    r"\n?--links\n?(?P<links>.*?)\n?--notes\n?(?P<notes>.*)\Z",
    re.DOTALL,
)
LINK = re.compile(r"(\w+)\s*>\s*(\w+)\s+(\w+)\s*(?:\|\s*(.*))?$")
NOTE = re.compile(r"(\w+)\s+(\w+)\s+([\w,\s-]+?)\s*\|\s*(.+)$")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a file. Raises `ValueError` that names article and line where something is not in the text."""
    for block in re.split(r"(?m)^=====\s*$", path.read_text(encoding="utf-8")):
        if block.strip():
            match = BLOCK.match(block)
            if match is None:
                raise ValueError(f"{path.name}: no article with its three lists: {block.strip()[:60]!r}")
            yield _article(f"{path.parent.name}-{match[1]}", match)


def _article(key: str, match: re.Match[str]) -> dict[str, Any]:
    text = match["text"].strip("\n")
    claims: list[dict[str, Any]] = []
    after = 0
    for line in filter(str.strip, match["claims"].split("\n")):
        claim = _claim(text, [part.strip() for part in line.split("|")], after, f"{key}: {line[:80]!r}")
        after = claim["content"][0][0]
        claims.append(claim)
    links = [LINK.match(line.strip()) for line in match["links"].split("\n") if line.strip()]
    notes = [NOTE.match(line.strip()) for line in match["notes"].split("\n") if line.strip()]
    if None in links or None in notes:
        raise ValueError(f"{key}: a link or note is not in its form")
    return {
        "id": key,
        "text": text,
        "speakers": _speakers(claims),
        "claims": claims,
        "rebuttals": [{"rebuttal": link[1], "target": link[2], "type": link[3]} for link in links if link],
        "evidence_notes": [
            {
                "span": _find(text, note[4], 0, key),
                "claims": re.findall(r"\w+", note[3]),
                "status": note[1],
                "by": note[2],
            }
            for note in notes
            if note
        ],
    }


def _claim(text: str, parts: list[str], after: int, where: str) -> dict[str, Any]:
    if len(parts) != 5:
        raise ValueError(f"{where}: a claim has five parts")
    number, restated = re.match(r"(\w+)\s*(?:=\s*(\w+))?$", parts[0]).groups()  # type: ignore[union-attr]
    name, _, camp = (part.strip() for part in parts[1].partition("@"))
    content: list[list[int]] = []
    for piece in parts[4].split(" // "):
        content.append(_find(text, piece.strip(), content[-1][1] if content else after, where))
    near = {
        role: [_nearest(text, piece.strip(), content, where) for piece in words.split(" // ") if piece.strip()]
        for role, words in (("source", parts[2]), ("cue", parts[3]))
    }
    claim = {"id": number, "speaker": name, "camp": camp, "content": content, **near, "mode": _mode(text, content)}
    return claim | ({"restates": restated} if restated else {})


def _find(text: str, words: str, after: int, where: str) -> list[int]:
    start = text.find(words, after)
    start = text.find(words) if start < 0 else start
    if start < 0 or not words:
        raise ValueError(f"{where}: not in the text: {words[:60]!r}")
    return [start, start + len(words)]


def _nearest(text: str, words: str, content: list[list[int]], where: str) -> list[int]:
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not found:
        raise ValueError(f"{where}: not in the text: {words[:60]!r}")
    start = min(found, key=lambda at: min(abs(at - content[0][0]), abs(at - content[-1][1])))
    return [start, start + len(words)]


def _mode(text: str, content: list[list[int]]) -> str:
    if all(text[start] in '"“' for start, _ in content):
        return "direct"
    return "mixed" if any(mark in text[start:end] for start, end in content for mark in '"“”') else "indirect"


def _speakers(claims: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Each speaker once. People have two names and none of a body's words."""
    camps = {claim["speaker"]: claim["camp"] for claim in claims}
    return [
        {"key": name, "name": name, "kind": "person" if _is_person(name) else "organisation", "affiliation": camp}
        for name, camp in camps.items()
    ]


def _is_person(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 3 and all(word[:1].isupper() for word in words) and not BODIES.intersection(words)


BODIES = frozenset(
    "Committee Department Office Party Court Union Ministry Government Council Group Board Agency Bureau Company "
    "Association Commission Police House Institute Center Network Campaign Watch Republicans Democrats".split()
)
