"""Words that leave open whether a thing is so: whose they are, and in which claim they stand."""

import pytest

from claims.extraction import hedges
from claims_by_hand import by_hand
from marked_sentences import unmarked

# A sentence with its attribution marked, and its hedges: words, owner, whether in the claim.
HEDGED = [
    ("<Moscow> [accused] {Kyiv of staging an alleged drone strike}.", [("alleged", "reporter", True)]),
    ("<Okafor> [said] {the purported letter was a forgery}.", [("purported", "reporter", True)]),
    ("“{The so-called reform is theft},” <Okafor> [said].", [("so-called", "speaker", True)]),
    ("<Ruiz> [condemned] {what she says was an ambush}.", [("what she says was", "reporter", True)]),
    ("The ship apparently sank on Monday.", [("apparently", "reporter", False)]),
    ("The minister has reportedly resigned.", [("reportedly", "reporter", False)]),
    ("<Okafor> [told] reporters at the so-called green zone {the ferry had sunk}.", [("so-called", "reporter", False)]),
    ("“{He allegedly took money},” <Okafor> [said].", [("allegedly", "speaker", True)]),
    ("<Okafor> [said] {the ferry, “supposedly sound and safe,” had sunk}.", [("supposedly", "speaker", True)]),
    ("<Okafor> [alleged] that {the bank lied}.", []),
    ("It was alleged that the bank lied.", []),
    ("The bank alleged fraud.", []),
    ("<Okafor> [denied] {what he called a smear}.", [("what he called", "reporter", True)]),
    ("The supposed victim spoke.", [("supposed", "reporter", False)]),
    ("He was supposed to arrive at noon.", []),
    ("It was an apparent suicide.", [("apparent", "reporter", False)]),
    ("It became apparent that the plan had failed.", []),
    ("The unsubstantiated claims spread fast.", [("unsubstantiated claims", "reporter", False)]),
    ("The company reported record profits.", []),
    ("Its self-styled captain fled.", [("self-styled", "reporter", False)]),
    ("The town burned in what police described as a riot.", [("what police described as", "reporter", False)]),
    # Those above were written before the module was, those below after.
    ("What he said was wrong.", []),
    ("What the council calls a park is a car park.", []),
    ("<Marsh> [said] {the unfounded claims were hurting her}.", []),
    ("“{These wild accusations hurt us},” <Marsh> [said].", [("wild accusations", "speaker", True)]),
    ("A series of extraordinary allegations followed.", [("extraordinary allegations", "reporter", False)]),
    ("Mr. Dunne’s alleged victims wrote to the court.", [("alleged", "reporter", False)]),
    ("The theft, reportedly by two men, was noticed at noon.", [("reportedly", "reporter", False)]),
    ("Police hold three suspected smugglers.", [("suspected", "reporter", False)]),
    ("Police suspected smugglers of the theft.", []),
    ("The claimed savings never came.", [("claimed", "reporter", False)]),
    ("Marsh claimed savings of a million.", []),
    ("Seemingly unaware of the alleged leak, he left.", [("Seemingly", "reporter", False),
                                                         ("alleged", "reporter", False)]),
    ("He lives in what is left of the house.", []),
    ("The widely reported figures are wrong.", [("reported", "reporter", False)]),
    ("Supposed experts and so-called friends wrote in.", [("Supposed", "reporter", False),
                                                          ("so-called", "reporter", False)]),
    ("<Ito> [said] {in what he called a “mistake,” the valve was left open}.", [("what he called", "reporter", True)]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), HEDGED)
def test_a_hedge_has_its_words_its_owner_and_its_claim(parsed, sentence, expected):
    text, claims = unmarked(sentence) if "{" in sentence else (sentence, [])

    found = hedges.find(parsed(text), claims)

    assert [(hedge.span.of(text), hedge.owner, bool(hedge.claims)) for hedge in found] == expected


def test_of_nested_claims_the_inner_one_has_the_hedge(parsed):
    text = "Ito said Marsh had denied the alleged theft."
    claims = by_hand(
        text, ("Ito", "said", "Marsh had denied the alleged theft"), ("Marsh", "denied", "the alleged theft")
    )

    [hedge] = hedges.find(parsed(text), claims)

    assert hedge.claims == ("c2",)
