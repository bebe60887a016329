"""A learned tagger: which words of an article are sources, cues and contents, and which of them belong together.

A MiniLM encoder, fine-tuned by `training` on PolNeAR's attributions and kept as one quantised ONNX file, reads windows
of word pieces. A linear-chain CRF cuts spans from what it says of each word, and two biaffine heads weigh for each
content its cue, for each cue its source. PyTorch is needed to train it, never to run it.

    Doc with quotations → windows → model → decoding → tagging
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .tagging import Tagged


def tag(doc: "Doc") -> "list[Tagged]":
    """The attributions that the model sees in a document that has its quotations, in the order of their cues."""
    # Training imports parts of this package where there is no spaCy.
    from . import tagging

    return tagging.tag(doc)
