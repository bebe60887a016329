"""The reporter's word on the evidence: sentences in, notes and suggestions out."""

import pytest

from claims.extraction import evidence
from claims_by_hand import understood

ACCUSED = "Olga Marsh accused Norwick Bank of hiding its losses."
ACCUSATION = ("Olga Marsh", "accused", "Norwick Bank of hiding its losses")

NOTES = {
    "Marsh did not provide any evidence to her claims.": ("no_evidence_given", "no_evidence_given"),
    "Marsh offered no proof.": ("no_evidence_given", "no_evidence_given"),
    "She gave no details.": ("no_details_given", None),
    "The claim could not be independently verified.": ("unverified", "unverifiable"),
    "That statement is false.": ("false", "refuted"),
    "In fact, the bank published its losses in May.": ("disputed_by_record", "conflicting"),
    "Records show that the bank made a profit.": ("disputed_by_record", "conflicting"),
    "Documents confirm what she says.": ("supported", "supported"),
}


@pytest.mark.parametrize(("sentence", "expected"), NOTES.items(), ids=NOTES)
def test_the_reporter_notes(parsed, sentence, expected):
    text = f"{ACCUSED} {sentence}"
    doc, claims, speakers = understood(parsed, text, ACCUSATION)

    [note], [claim] = evidence.find(doc, claims, speakers)

    assert (note.status, claim.suggested_status) == expected
    assert (note.span.of(text), note.claims) == (sentence.rstrip("."), ("c1",))


NO_NOTES = [
    "Marsh declined to comment.",
    "The bank was founded in 1902.",
    "Marsh allegedly left the room.",
    "“There is no evidence,” the bank said.",
    "It is unclear what is wrong with the lift.",
]


@pytest.mark.parametrize("sentence", NO_NOTES)
def test_it_is_no_note_to_say(parsed, sentence):
    doc, claims, speakers = understood(parsed, f"{ACCUSED} {sentence}", ACCUSATION)

    assert evidence.find(doc, claims, speakers)[0] == []


def test_his_claims_are_those_that_he_made_before(parsed):
    text = (
        "Peter Novak said the harbour was closed.\n\nOlga Marsh accused the bank of hiding its losses. Marsh alleged that "
        "the mayor took bribes.\n\nMarsh did not provide any evidence to her claims, saying that documents would be "
        "published later.\n\nMarsh said the mayor had left."
    )
    doc, claims, speakers = understood(
        parsed,
        text,
        ("Peter Novak", "said", "the harbour was closed"),
        ("Olga Marsh", "accused", "the bank of hiding its losses"),
        ("Marsh", "alleged", "the mayor took bribes"),
        ("Marsh", "saying", "documents would be published later"),
        ("Marsh", "said", "the mayor had left"),
    )

    notes, claims = evidence.find(doc, claims, speakers)

    assert {note.status: note.claims for note in notes} == {
        "no_evidence_given": ("c2", "c3"),
        "evidence_promised": ("c2", "c3"),
    }
    assert notes[0].span.of(text) == "Marsh did not provide any evidence to her claims"
    suggested = [None, "no_evidence_given", "no_evidence_given", "not_checkable", None]
    assert [claim.suggested_status for claim in claims] == suggested


def test_what_cannot_be_checked_is_said_to_be_so_whatever_the_reporter_notes(parsed):
    text = "“The best way out is to sell the bank,” Olga Marsh said. Marsh offered no proof."
    doc, claims, speakers = understood(parsed, text, ("Olga Marsh", "said", "The best way out is to sell the bank"))

    assert evidence.find(doc, claims, speakers)[1][0].suggested_status == "not_checkable"


@pytest.mark.xfail(reason="A plain contrary fact without a word of contrast is not seen to be one.")
def test_a_contrary_fact_is_a_note(parsed):
    doc, claims, speakers = understood(parsed, f"{ACCUSED} The bank had published them in May.", ACCUSATION)

    assert evidence.find(doc, claims, speakers)[0]
