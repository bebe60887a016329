"""Figures that `make eval` sets beside ours: what was measured before, and of others.

The peers' are those measured with the same scorer on PolNeAR: of Citron (Newell et al., LREC 2018), trained anew on the
same articles, which is the best public engine, on dev where it was run there (AttrF1), else on test. The people's are
those of one annotator against another on the twenty articles that several people annotated.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Column(NamedTuple):
    """A system, where its figures come from, and the figures by the names of our scores."""

    name: str
    origin: str
    figures: Mapping[str, float]


RECORDED = (
    Column(
        "rules",
        "our own rules alone, before there was a tagger (commit cb0ba3d)",
        {
            "claims, precision": 0.85,
            "claims, recall": 0.73,
            "claims, f1": 0.79,
            "statements of 19": 19,
            "claims too many": 0,
            "claims by non-speakers": 0,
            "required rebuttals of 5": 5,
            "wrong rebuttals": 0,
            "evidence notes of 2": 2,
            "suggested statuses of 19": 19,
            "groups of 3": 3,
            "AttrF1, all": 0.714,
            "AttrF1, quotations only": 0.859,
            "AttrF1, direct": 0.889,
            "AttrF1, mixed": 0.815,
            "AttrF1, indirect": 0.650,
            "source, exact F1": 0.766,
            "cue, exact F1": 0.682,
            "content, exact F1": 0.577,
            "content found, whoever said it, F1": 0.784,
            "speed: CPU time of bare spaCy over ours": 0.89,
            "claims, F1": 0.860,
            "speakers right, of claims found": 0.881,
            "notes, F1": 0.19,
        },
    ),
    Column(
        "Citron",
        "the best public engine, trained anew on the same articles: AttrF1 all and quotations on dev, the rest on test",
        {
            "AttrF1, all": 0.569,
            "AttrF1, quotations only": 0.727,
            "AttrF1, direct": 0.761,
            "AttrF1, mixed": 0.598,
            "AttrF1, indirect": 0.457,
            "source, exact F1": 0.609,
            "cue, exact F1": 0.522,
            "content, exact F1": 0.414,
            "content found, whoever said it, F1": 0.624,
            "speed: CPU time of bare spaCy over ours": 0.33,
        },
    ),
    Column(
        "people",
        "one annotator of PolNeAR against another, on the twenty articles that several annotated",
        {
            "AttrF1, all": 0.767,
            "AttrF1, quotations only": 0.937,
            "AttrF1, direct": 0.969,
            "AttrF1, mixed": 0.890,
            "AttrF1, indirect": 0.710,
            "source, exact F1": 0.783,
            "cue, exact F1": 0.708,
            "content, exact F1": 0.691,
            "content found, whoever said it, F1": 0.822,
        },
    ),
)
