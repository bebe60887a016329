"""Who answers whom: claims in, pairs out."""

import pytest

from claims.extraction import rebuttals
from claims_by_hand import understood

PAIRS = {
    "a dismissal names whose accusations it means": (
        "Russia accused Norway of hiding the blast. Paul Becker, a Norway spokesman, called the Russian accusations absurd.",
        [
            ("Russia", "accused", "Norway of hiding the blast"),
            ("Paul Becker", "called", "the Russian accusations absurd"),
        ],
        [("c2", "c1", "dismissal")],
    ),
    "the reporter sets remarks after what they answer": (
        "Paul Becker called the accusations “absurd.”\n\n"
        "His remarks came after mayor Olga Marsh alleged that the bank hid its losses.",
        [
            ("Paul Becker", "called", "the accusations “absurd.”"),
            ("Olga Marsh", "alleged", "the bank hid its losses"),
        ],
        [("c1", "c2", "dismissal")],
    ),
    "whoever denies a part answers the one who blames him, also before": (
        "Norway denied responsibility for the incident on Monday. On Tuesday Russia accused Norway of causing the blast.",
        [
            ("Norway", "denied", "responsibility for the incident"),
            ("Russia", "accused", "Norway of causing the blast"),
        ],
        [("c1", "c2", "denial")],
    ),
    "who is accused by office and denies at once answers that": (
        "Mayor Olga Marsh spoke first. The union accused the mayor of hiding a letter. Marsh denied that she had one.",
        [("The union", "accused", "the mayor of hiding a letter"), ("Marsh", "denied", "she had one")],
        [("c2", "c1", "denial")],
    ),
    "that claim points to the claim before": (
        "Olga Marsh said the bank hid its losses. Paul Becker said that claim was false.",
        [("Olga Marsh", "said", "the bank hid its losses"), ("Paul Becker", "said", "that claim was false")],
        [("c2", "c1", "denial")],
    ),
    "the verb says that it is an answer": (
        "Olga Marsh said the bank hid its losses. “She never ran a bank,” Paul Becker responded.",
        [("Olga Marsh", "said", "the bank hid its losses"), ("Paul Becker", "responded", "She never ran a bank")],
        [("c2", "c1", "counterclaim")],
    ),
    "an answer may quote what it answers": (
        "Paul Becker slammed a report suggesting the bank hid its losses.",
        [
            ("Paul Becker", "slammed", "a report suggesting the bank hid its losses"),
            ("a report", "suggesting", "the bank hid its losses"),
        ],
        [("c1", "c2", "dismissal")],
    ),
    "attempts to disown are the denials of those named": (
        "“Such attempts to disown this in Oslo are ridiculous,” Irina Petrova said. Norway denied responsibility.",
        [
            ("Irina Petrova", "said", "Such attempts to disown this in Oslo are ridiculous"),
            ("Norway", "denied", "responsibility"),
        ],
        [("c1", "c2", "dismissal")],
    ),
}


@pytest.mark.parametrize(("text", "triples", "pairs"), PAIRS.values(), ids=PAIRS)
def test_it_is_a_rebuttal_that(parsed, text, triples, pairs):
    doc, claims, speakers = understood(parsed, text, *triples)

    found = [(link.rebuttal, link.target, link.type) for link in rebuttals.find(doc, claims, speakers)]

    assert found == pairs


NONE = {
    "an appeal": (
        "Russia accused Norway of hiding the blast. Paul Becker called on Russia to show the Russian evidence.",
        [
            ("Russia", "accused", "Norway of hiding the blast"),
            ("Paul Becker", "called on", "Russia to show the Russian evidence"),
        ],
    ),
    "a worry": (
        "Olga Marsh said the bank hid its losses. “What worries us is the state of the bank,” Paul Becker said.",
        [
            ("Olga Marsh", "said", "the bank hid its losses"),
            ("Paul Becker", "said", "What worries us is the state of the bank"),
        ],
    ),
    "a rival accusation": (
        "Olga Marsh accused the bank of hiding its losses. Paul Becker accused the mayor of taking bribes.",
        [
            ("Olga Marsh", "accused", "the bank of hiding its losses"),
            ("Paul Becker", "accused", "the mayor of taking bribes"),
        ],
    ),
    "a speaker against himself": (
        "Olga Marsh said the bank hid its losses. Marsh said that claim was false.",
        [("Olga Marsh", "said", "the bank hid its losses"), ("Marsh", "said", "that claim was false")],
    ),
    "a spokesman against his own government": (
        "Russia said the talks had failed. Moscow spokesperson Irina Petrova said that claim was false.",
        [
            ("Russia", "said", "the talks had failed"),
            ("Moscow spokesperson Irina Petrova", "said", "that claim was false"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "triples"), NONE.values(), ids=NONE)
def test_it_is_no_rebuttal_if_it_is(parsed, text, triples):
    doc, claims, speakers = understood(parsed, text, *triples)

    assert rebuttals.find(doc, claims, speakers) == []


def test_the_words_that_tie_the_two_are_kept(parsed):
    text = "Russia accused Norway of hiding the blast. Paul Becker called the Russian accusations absurd."
    doc, claims, speakers = understood(
        parsed,
        text,
        ("Russia", "accused", "Norway of hiding the blast"),
        ("Paul Becker", "called", "the Russian accusations absurd"),
    )

    [link] = rebuttals.find(doc, claims, speakers)

    assert [span.of(text) for span in link.phrase] == ["the Russian accusations"]
    assert 0.5 <= link.confidence <= 1


@pytest.mark.xfail(reason="A counterclaim that nothing but its meaning ties to its target is left to a model.")
def test_a_counterclaim_needs_no_signal_word(parsed):
    text = (
        "Olga Marsh said the law forbids closed hearings. Paul Becker said witnesses are heard in private every week."
    )
    doc, claims, speakers = understood(
        parsed,
        text,
        ("Olga Marsh", "said", "the law forbids closed hearings"),
        ("Paul Becker", "said", "witnesses are heard in private every week"),
    )

    assert [(link.rebuttal, link.target) for link in rebuttals.find(doc, claims, speakers)] == [("c2", "c1")]
