"""Claims of one article that say the same."""

from claims.extraction import acts, mentions, twins
from claims_by_hand import by_hand, understood


def groups_of(parsed, text, *triples, headline=0):
    doc = parsed(text)
    speakers, claims = mentions.resolve(doc, by_hand(text, *triples, headline=headline))
    return twins.find(doc, acts.classify(doc, claims), speakers)[1]


def test_a_headline_restates_the_lead(parsed):
    text = (
        "Marsh accuses bank of hiding losses\n\nOlga Marsh accused Norwick Bank of hiding heavy losses from its owners."
    )
    _, [headline, lead], _ = understood(
        parsed,
        text,
        ("Marsh", "accuses", "bank of hiding losses"),
        ("Olga Marsh", "accused", "Norwick Bank of hiding heavy losses from its owners"),
        headline=1,
    )

    assert (headline.restates, lead.restates) == (lead.id, None)


def test_a_quotation_restates_its_paraphrase(parsed):
    text = "Olga Marsh said the old dam would hold. “This dam is old, but this dam holds,” Marsh added."
    triples = [("Olga Marsh", "said", "the old dam holds"), ("Marsh", "added", "This dam is old, but this dam holds")]
    text = text.replace("the old dam would hold", "the old dam holds")

    assert groups_of(parsed, text, *triples) == (("c1", "c2"),)


def test_a_spokesman_restates_what_his_government_says(parsed):
    text = (
        "Russia accused Norway of being behind the harbour blast. "
        "Moscow spokesperson Irina Petrova alleged that Norway was behind the harbour blast."
    )

    assert groups_of(
        parsed,
        text,
        ("Russia", "accused", "Norway of being behind the harbour blast"),
        ("Moscow spokesperson Irina Petrova", "alleged", "Norway was behind the harbour blast"),
    ) == (("c1", "c2"),)


def test_two_sides_never_restate_each_other(parsed):
    text = "Olga Marsh said the old dam would hold. Peter Novak said the old dam would hold."
    text = text.replace("would hold", "holds the water")

    assert not groups_of(
        parsed, text.replace("Novak said the old dam", "Novak said that the old dam"),
        ("Olga Marsh", "said", "the old dam holds the water"), ("Peter Novak", "said", "that the old dam holds the water"),
    )  # fmt: skip


def test_the_halves_of_a_quotation_are_one_utterance_and_no_twins(parsed):
    text = "“The old dam holds,” Marsh said. “The old dam always holds.”"

    assert not groups_of(
        parsed, text, ("Marsh", "said", "The old dam holds"), ("Marsh", "said", "The old dam always holds.")
    )
