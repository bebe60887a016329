"""Whom a source means that is described, not named: text and sources in, names out."""

import pytest

from claims_by_hand import understood, who

BODIES = {
    "the ministry is the one that was named with its country": (
        "Officers of France’s transport ministry met Olga Marsh. Marsh spoke of Italy. The ministry said she was wrong.",
        [("The ministry", "said", "she was wrong")],
        ["France’s transport ministry"],
    ),
    "the company is no state, whichever was named last": (
        "Norwick Motors closed a plant. Canada wants another. The company said it had none to give.",
        [("The company", "said", "it had none to give")],
        ["Norwick Motors"],
    ),
    "a candidate's camp is the campaign": (
        "Martin Hale lost. The Hale camp said the count was wrong.",
        [("The Hale camp", "said", "the count was wrong")],
        ["Hale campaign"],
    ),
    "a candidate's team is the campaign where the article knows one": (
        "The Martin Hale campaign is broke. Hale’s team said it was rich.",
        [("Hale’s team", "said", "it was rich")],
        ["Hale campaign"],
    ),
    "a noun after the name rules, a word between them or not": (
        "The Martin Hale presidential campaign said it was rich.",
        [("The Martin Hale presidential campaign", "said", "it was rich")],
        ["Hale campaign"],
    ),
    "a tabloid is called by its name": (
        "The Norwick Times tabloid said the plan was dead.",
        [("The Norwick Times tabloid", "said", "the plan was dead")],
        ["Norwick Times"],
    ),
    "a man and a body who are named beside each other speak as one": (
        "Rosa Alvarez left. Alvarez and Norwick Bank said the plan was dead.",
        [("Alvarez and Norwick Bank", "said", "the plan was dead")],
        ["Rosa Alvarez and Norwick Bank"],
    ),
    "both are the two who were last named together": (
        "Paul Becker and Rosa Alvarez met Olga Marsh. Both said the strike was over.",
        [("Both", "said", "the strike was over")],
        ["Paul Becker and Rosa Alvarez"],
    ),
}

PAPERS = {
    "a letter without a name speaks for who sent it": (
        "Norwick Bank sent a letter to the mayor. It rained. The letter said the loan was void.",
        [("The letter", "said", "the loan was void")],
        ["Norwick Bank"],
    ),
    "a statement speaks for who said something in one": (
        "Norwick Bank said in a statement that the loan was void. Nobody paid. The statement said nothing had changed.",
        [
            ("Norwick Bank", "said in a statement", "that the loan was void"),
            ("The statement", "said", "nothing had changed"),
        ],
        ["Norwick Bank", "Norwick Bank"],
    ),
    "a letter from somebody is that person": (
        "A letter from Olga Marsh said the loan was void.",
        [("A letter from Olga Marsh", "said", "the loan was void")],
        ["Olga Marsh"],
    ),
    "whoever releases a spot speaks by it": (
        "Martin Hale released a spot that says the mayor lied.",
        [("a spot", "says", "the mayor lied")],
        ["Martin Hale"],
    ),
    "a study is not its author": (
        "A study by the economist Olga Marsh found that wages fell.",
        [("A study by the economist Olga Marsh", "found", "that wages fell")],
        ["study by the economist Olga Marsh"],
    ),
    "a suit is the lawsuit": (
        "A lawsuit said wages were too low. Nobody came. The suit said hours were too long.",
        [("A lawsuit", "said", "wages were too low"), ("The suit", "said", "hours were too long")],
        ["lawsuit", "lawsuit"],
    ),
}

PEOPLE = {
    "a description finds the name that comes later": (
        "A federal judge said the files must be opened. Judge Peter Novak said the public had a right to them.",
        [
            ("A federal judge", "said", "the files must be opened"),
            ("Judge Peter Novak", "said", "the public had a right to them"),
        ],
        ["Peter Novak", "Peter Novak"],
    ),
    "an official who is not named is not the first official who is": (
        "A senior official said the files must be opened. Budget official Peter Novak said nothing must be.",
        [
            ("A senior official", "said", "the files must be opened"),
            ("Budget official Peter Novak", "said", "nothing must be"),
        ],
        ["senior official", "Peter Novak"],
    ),
    "the candidate is nobody who does other work": (
        "Martin Hale opened the fair. Economist Olga Marsh said taxes would fall. The candidate said they would rise.",
        [("Economist Olga Marsh", "said", "taxes would fall"), ("The candidate", "said", "they would rise")],
        ["Olga Marsh", "Martin Hale"],
    ),
    "the senator may have been called Sen.": (
        "Sen. Rosa Alvarez (R-Utah) met Olga Marsh. Marsh left. The senator said taxes would rise.",
        [("The senator", "said", "taxes would rise")],
        ["Rosa Alvarez"],
    ),
    "the Republican is the one of that party": (
        "Rosa Alvarez (R-Utah) met Olga Marsh, D-Ohio. Marsh left. The Republican said taxes would rise.",
        [("The Republican", "said", "taxes would rise")],
        ["Rosa Alvarez"],
    ),
    "the mayor's spokesman speaks for her whose office it is": (
        "Mayor Rosa Alvarez left. The mayor’s spokesman said she was ill.",
        [("The mayor’s spokesman", "said", "she was ill")],
        ["Rosa Alvarez's spokesman"],
    ),
    "a spokesman for somebody is not that person": (
        "A spokesman for presidential candidate Martin Hale said he was ill.",
        [("A spokesman for presidential candidate Martin Hale", "said", "he was ill")],
        ["spokesman for presidential candidate Martin Hale"],
    ),
    "a gloss after a name is the one it explains": (
        "Olga Marsh, 32, a teacher, said the school was cold.",
        [("a teacher", "said", "the school was cold")],
        ["Olga Marsh"],
    ),
    "what is no person is nobody that he may mean": (
        "Martin Hale left. The front page said he was ill. He said he was not.",
        [("The front page", "said", "he was ill"), ("He", "said", "he was not")],
        ["front page", "Martin Hale"],
    ),
}

RELATIVES = {
    "who is the person, not the town": (
        "Olga Marsh of Norwick, who said the school was cold, left early.",
        [("who", "said", "the school was cold")],
        ["Olga Marsh"],
    ),
    "who is all of a number": (
        "Dozens of farmers who said the dam leaked left early.",
        [("who", "said", "the dam leaked")],
        ["Dozens of farmers"],
    ),
}


@pytest.mark.parametrize(
    ("text", "triples", "names"), [*BODIES.values(), *PAPERS.values(), *PEOPLE.values(), *RELATIVES.values()],
    ids=[*BODIES, *PAPERS, *PEOPLE, *RELATIVES],
)  # fmt: skip
def test_a_described_source_means(parsed, text, triples, names):
    _, claims, speakers = understood(parsed, text, *triples)

    assert who(claims, speakers) == names


def test_a_paper_that_the_model_takes_for_a_person_is_a_body(parsed):
    doc = parsed("Politifact seized on the figure. They checked it, and Snopes did the same.")
    assert ("Politifact", "ORG") in [(entity.text, entity.label_) for entity in doc.ents]
    _, _, [speaker] = understood(
        parsed, "Politifact said that the figure was wrong.", ("Politifact", "said", "the figure was wrong")
    )
    assert speaker.kind == "organisation"
