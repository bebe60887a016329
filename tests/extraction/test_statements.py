"""How claims are cut from attributions."""

import pytest

from claims.extraction import attribution, statements


@pytest.fixture
def claims(parsed):
    def cut(text):
        doc = parsed(text)
        return statements.cut(doc, attribution.find_attributions(doc))

    return cut


def contents(text, claims):
    return [" … ".join(span.of(text) for span in claim.content) for claim in claims]


@pytest.mark.parametrize(
    ("text", "content", "mode"),
    [
        ("“The dam is old,” Ruiz said.", "The dam is old", "direct"),
        ("Ruiz said: “The dam is old.”", "The dam is old.", "direct"),
        ("Ruiz said that the dam was old.", "the dam was old", "indirect"),
        ("Ruiz said the dam was “very old.”", "the dam was “very old.”", "mixed"),
        ("Ruiz denied the charge.", "the charge", "indirect"),
        ("The dam, Ruiz said, was old.", "The dam … was old", "indirect"),
    ],
)
def test_marks_complementizer_and_stop_fall_away(claims, text, content, mode):
    found = claims(text)
    assert contents(text, found) == [content]
    assert found[0].mode == mode


def test_a_split_quotation_is_two_claims_of_one_utterance(claims):
    text = "“The dam is old,” Ruiz said on Friday. “It has to go.”"
    first, second = claims(text)
    assert contents(text, [first, second]) == ["The dam is old", "It has to go."]
    assert first.utterance == second.utterance is not None
    assert first.cue == second.cue


def test_a_floating_quotation_has_no_source_of_its_own(claims):
    text = "“The dam is old,” Ruiz said.\n\n“It has to go.”"
    first, second = claims(text)
    assert (second.source, second.cue) == ((), ())
    assert second.utterance == first.utterance
    assert second.attribution == first.attribution


def test_quoted_words_are_marked_punctuation_included(claims):
    text = "“The dam is old,” Ruiz said."
    assert [span.of(text) for span in claims(text)[0].quoted] == ["The dam is old,"]


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz declined to say whether the dam was old.",
        "Ruiz refused to say that the dam was old.",
        "Ruiz did not say that the dam was old.",
        "Ruiz never said that the dam was old.",
        "Ruiz might argue that the dam is old.",
        "Nobody said that the dam was old.",
        "Ruiz praised the engineers.",
        "Ruiz believes that the dam is old.",
        "Ruiz wants to say that the dam is old.",
    ],
)
def test_what_was_not_said_is_no_claim(claims, text):
    assert claims(text) == []


def test_what_follows_a_negated_verb_may_be_said(claims):
    text = "Ruiz did not show any papers, saying that they would come later."
    assert contents(text, claims(text)) == ["they would come later"]


def test_a_claim_knows_the_claim_it_stands_in(claims):
    text = "Ruiz accused the owners of hiding what he says was a leak in the dam."
    outer, inner = claims(text)
    assert inner.inside == outer.id


def test_a_relative_pronoun_is_replaced_by_whom_it_stands_for(claims):
    text = "Ruiz, who said that the dam was old, left early."
    assert claims(text)[0].source[0].of(text) == "Ruiz"


def test_the_headline_is_a_claim_marked_as_such(claims):
    text = "Ruiz says dam is old\n\nThe engineer Ana Ruiz said that the dam was old."
    assert [claim.headline for claim in claims(text)] == [True, False]


def test_claims_are_numbered_in_text_order(claims):
    found = claims("Ruiz said that the dam was old. Odell denied it. “It is old,” Ruiz said.")
    assert [claim.id for claim in found] == ["c1", "c2", "c3"]
    assert [claim.content for claim in found] == sorted(claim.content for claim in found)
