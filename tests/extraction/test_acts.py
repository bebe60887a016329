"""What a speaker does by saying it: cue and words in, act out."""

import pytest

from claims.extraction import acts
from claims_by_hand import by_hand

ACTS = {
    "assertion": [
        ("Marsh said the strike damaged two roofs, which will be repaired.", "said",
         "the strike damaged two roofs, which will be repaired"),
        ("Marsh told reporters the mayor is calm, despite the attack.", "told", "the mayor is calm"),
        ("“The president always remains collected, in the orders he gives out,” Marsh added.", "added",
         "The president always remains collected, in the orders he gives out"),
    ],
    "accusation": [
        ("Marsh accused the bank of hiding its losses.", "accused", "the bank of hiding its losses"),
        ("Marsh alleged that the bank hid its losses.", "alleged", "the bank hid its losses"),
        ("“They lied to the whole town,” Marsh said.", "said", "They lied to the whole town"),
        ("“We know that the bank stole the money,” Marsh said.", "said", "We know that the bank stole the money"),
    ],
    "denial": [
        ("Marsh denied any part in the fire.", "denied", "any part in the fire"),
        ("Marsh rejected the claims.", "rejected", "the claims"),
        ("“That's not true,” Marsh said.", "said", "That's not true"),
        ("Marsh said the claims were false.", "said", "the claims were false"),
    ],
    "dismissal": [
        ("Marsh called the claims “ridiculous.”", "called", "the claims “ridiculous.”"),
        ("Marsh dismissed the report as a smear.", "dismissed", "the report as a smear"),
        ("“Such attempts to disown it are absurd,” Marsh said.", "said", "Such attempts to disown it are absurd"),
    ],
    "appeal": [
        ("Marsh called on the council to resign.", "called on", "the council to resign"),
        ("Marsh urged drivers to stay at home.", "urged", "drivers to stay at home"),
        ("“We ask the council to act now,” Marsh said.", "said", "We ask the council to act now"),
        ("“Please stay at home,” Marsh said.", "said", "Please stay at home"),
    ],
    "promise": [
        ("Marsh said results would be published later.", "said", "results would be published later"),
        ("Marsh vowed to sue.", "vowed", "to sue"),
        ("“We will rebuild the bridge,” Marsh said.", "said", "We will rebuild the bridge"),
    ],
    "prediction": [
        ("Marsh predicted a cold winter.", "predicted", "a cold winter"),
        ("“Prices will fall in May,” Marsh said.", "said", "Prices will fall in May"),
    ],
    "opinion": [
        ("“The best way out is leaving the pact,” Marsh said.", "said", "The best way out is leaving the pact"),
        ("Marsh said the only solution is to leave.", "said", "the only solution is to leave"),
        ("“I think we need a new dam,” Marsh said.", "said", "I think we need a new dam"),
    ],
    "concern": [
        ("“What worries us is the state of the dam,” Marsh said.", "said", "What worries us is the state of the dam"),
        ("Marsh warned that the dam might break.", "warned", "the dam might break"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("act", "case"), [(act, case) for act, cases in ACTS.items() for case in cases])
def test_words_do(parsed, act, case):
    text, cue, content = case

    [claim] = acts.classify(parsed(text), by_hand(text, ("Marsh", cue, content)))

    assert claim.act == act


def test_what_goes_on_from_an_accusation_is_one(parsed):
    text = "Marsh alleged that the bank was behind the leak, and suggested the mayor was following its orders."
    claims = by_hand(
        text,
        ("Marsh", "alleged", "the bank was behind the leak"),
        ("Marsh", "suggested", "the mayor was following its orders"),
    )

    assert [claim.act for claim in acts.classify(parsed(text), claims)] == ["accusation", "accusation"]
