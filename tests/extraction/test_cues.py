"""Which words are cues, what they attribute to whom, and where quotations find theirs."""

import pytest

from claims.extraction import cues, wordlists


def test_every_line_of_the_cue_lists_can_be_used():
    for name in set(cues.LEXICONS.values()):
        for entry in cues.lexicon(name).values():
            assert entry.kind in cues.KINDS, entry


def test_no_lemma_stands_twice_in_a_list():
    for name in set(cues.LEXICONS.values()):
        lemmas = [row[0][0] for row in wordlists.table(name)]
        assert len(lemmas) == len(set(lemmas))


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“We are open,” said Anna Brill.", "Anna Brill", "said"),
        ("“We are open,” Brill said on Monday.", "Brill", "said"),
        ("“Are we open?” she asked.", "she", "asked"),
        ("“We are open,” Brill, who runs the pool, told reporters.", "Brill, who runs the pool", "told"),
        ("Brill said: “We are open.”", "Brill", "said"),
        ("Brill told the council, “We are open.”", "Brill", "told"),
        ("Brill continued:\n\n“We are open, and we stay open.”", "Brill", "continued"),
        ("“We are open, and we stay open.” — Anna Brill", "Anna Brill", "—"),
        ("BRILL: We are open, and we stay open.", "BRILL", ":"),
        ("Brill: Pool will stay open\n\nThe pool was full.", "Brill", ":"),
        ("According to the council, the pool is open.", "the council", "According to"),
        ("The pool is open, according to the council.", "the council", "according to"),
    ],
)
def test_direct_speech_and_labels_find_their_cue(attributed, text, source, cue):
    assert [found[:2] for found in attributed(text)] == [(source, cue)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor was told by her deputy that the pool had closed.", "her deputy"),
        ("The mayor was told that the pool had closed.", ""),
        pytest.param(
            "Brill is quoted as saying that the pool had closed.",
            "Brill",
            marks=pytest.mark.xfail(reason="the tagger takes the subject of a passive for a part of the message"),
        ),
        ("The mayor, who said that the pool had closed, left.", "who"),
        ("A letter saying that the pool had closed arrived.", "A letter"),
        ("Brill arrived and said that the pool had closed.", "Brill"),
        ("HARBOUR CITY — Brill said that the pool had closed.", "Brill"),
        ("Brill did not give any reason, saying that the pool had closed.", "Brill"),
    ],
)
def test_the_source_is_who_speaks_not_who_stands_nearest(attributed, text, source):
    assert [found[0] for found in attributed(text)] == [source]


def test_a_verb_after_a_quotation_and_a_conjunction_has_a_message_of_its_own(attributed):
    found = attributed("Brill shouted, “We are open!” and said that the pool had been cleaned.")
    assert [(cue, content) for _, cue, content in found] == [
        ("shouted", "“We are open!”"),
        ("said", "that the pool had been cleaned"),
    ]
