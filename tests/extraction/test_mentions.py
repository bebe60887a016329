"""Which person or body a source means: text and sources in, names out."""

import pytest

from claims.extraction import mentions
from claims_by_hand import by_hand, understood, who

NAMED = {
    "a surname goes with the full name before it": (
        "Teresa Lindqvist said the bridge was safe. Lindqvist said it would open in May.",
        [("Teresa Lindqvist", "said", "the bridge was safe"), ("Lindqvist", "said", "it would open in May")],
        ["Teresa Lindqvist", "Teresa Lindqvist"],
    ),
    "the full name may come later than the surname": (
        "Lindqvist said the bridge was safe. The engineer, Teresa Lindqvist, said it would open in May.",
        [("Lindqvist", "said", "the bridge was safe"), ("Teresa Lindqvist", "said", "it would open in May")],
        ["Teresa Lindqvist", "Teresa Lindqvist"],
    ),
    "the name after a role is the speaker, not the name in the role": (
        "Clinton spokesman Martin Hale said the plan was dead.",
        [("Clinton spokesman Martin Hale", "said", "the plan was dead")],
        ["Martin Hale"],
    ),
    "a name in apposition is the speaker": (
        "A lawyer for Mr. Brandt, Olga Petrova, said the case was closed.",
        [("A lawyer for Mr. Brandt, Olga Petrova,", "said", "the case was closed")],
        ["Olga Petrova"],
    ),
    "Mr and Mrs keep two people of one surname apart": (
        "Paul Becker and his wife Helen Becker ran the firm. Mr. Becker said sales were up. Mrs. Becker said costs fell.",
        [("Mr. Becker", "said", "sales were up"), ("Mrs. Becker", "said", "costs fell")],
        ["Paul Becker", "Helen Becker"],
    ),
    "an office before a name is no part of it": (
        "Assemblywoman Rosa Alvarez left. Assemblywoman Rosa Alvarez said sales were up.",
        [("Assemblywoman Rosa Alvarez", "said", "sales were up")],
        ["Rosa Alvarez"],
    ),
    "a name that no list knows is a person's after what somebody is": (
        "The prosecutor Ennio Vaskovar said the case was closed.",
        [("The prosecutor Ennio Vaskovar", "said", "the case was closed")],
        ["Ennio Vaskovar"],
    ),
    "a surname with a hyphen is one word": (
        "Douglas Holtz-Marsh left. Mr. Holtz-Marsh said sales were up.",
        [("Mr. Holtz-Marsh", "said", "sales were up")],
        ["Douglas Holtz-Marsh"],
    ),
    "a bare surname is the bearer who was introduced first": (
        "Paul Becker opened a shop in Leeds. "
        + "The street was long and the weather was bad all week. " * 3
        + "His cousin Luis Becker has a shop, too, and Luis Becker sells tea there. "
        + "The tea is green and cheap and comes from far away, as all tea does in these parts of the world. "
        + "Becker said sales were up.",
        [("Becker", "said", "sales were up")],
        ["Paul Becker"],
    ),
    "of two just named the one of whom the sentence speaks": (
        "Rosa Alvarez, mother of Luis Alvarez, came by. Alvarez said sales were up.",
        [("Alvarez", "said", "sales were up")],
        ["Rosa Alvarez"],
    ),
    "a name misspelt once is still the same": (
        "Teresa Lindqvist left. Mrs. Lindqivst said sales were up.",
        [("Mrs. Lindqivst", "said", "sales were up")],
        ["Teresa Lindqvist"],
    ),
    "letters that were decoded wrongly are put right": (
        "Mayor Peter NovÃ¡k said sales were up.",
        [("Mayor Peter NovÃ¡k", "said", "sales were up")],
        ["Peter Novák"],
    ),
    "a name explained after a comma is the speaker, whatever is joined to what explains it": (
        "Mo Marsh, a Hale adviser for a spring and now director of a school, said sales were up.",
        [("Mo Marsh, a Hale adviser for a spring and now director of a school", "said", "sales were up")],
        ["Mo Marsh"],
    ),
    "two names joined by and speak as one": (
        "Paul Becker and Rosa Alvarez said the strike was over.",
        [("Paul Becker and Rosa Alvarez", "said", "the strike was over")],
        ["Paul Becker and Rosa Alvarez"],
    ),
}

PRONOUNS = {
    "he is the one who speaks, not the man spoken of": (
        "Martin Hale said that Peter Novak had resigned. He said the search for a successor had begun.",
        [
            ("Martin Hale", "said", "that Peter Novak had resigned"),
            ("He", "said", "the search for a successor had begun"),
        ],
        ["Martin Hale", "Martin Hale"],
    ),
    "he is not the man named inside the quotation before": (
        "“The president knew of it. Novak told him in June,” Martin Hale said. “It was wrong,” he added.",
        [
            ("Martin Hale", "said", "The president knew of it. Novak told him in June"),
            ("he", "added", "It was wrong"),
        ],
        ["Martin Hale", "Martin Hale"],
    ),
    "she is a woman": (
        "Rosa Alvarez spoke first. Then Martin Hale said the plan was dead. She said it was alive.",
        [("Martin Hale", "said", "the plan was dead"), ("She", "said", "it was alive")],
        ["Martin Hale", "Rosa Alvarez"],
    ),
    "he may be the subject of a sentence in which nothing is said": (
        "Rosa Alvarez said the plan was dead. Martin Hale opened the door. He told reporters nothing was decided.",
        [("Rosa Alvarez", "said", "the plan was dead"), ("He", "told", "nothing was decided")],
        ["Rosa Alvarez", "Martin Hale"],
    ),
    "he goes on through sentences in which nothing is said": (
        "Rosa Alvarez said the plan of Paul Becker was dead. Martin Hale opened the door. He sat down. He lit a pipe. "
        "He told reporters nothing was decided.",
        [("Rosa Alvarez", "said", "the plan of Paul Becker was dead"), ("He", "told", "nothing was decided")],
        ["Rosa Alvarez", "Martin Hale"],
    ),
    "it is the body that spoke": (
        "Norwick Bank said profits fell. It said the branch in Leeds would close.",
        [("Norwick Bank", "said", "profits fell"), ("It", "said", "the branch in Leeds would close")],
        ["Norwick Bank", "Norwick Bank"],
    ),
    "they are the group that spoke": (
        "Residents said the water was brown. They said nobody had warned them.",
        [("Residents", "said", "the water was brown"), ("They", "said", "nobody had warned them")],
        ["Residents", "Residents"],
    ),
    "who is the noun before it": (
        "Rosa Alvarez, who said the plan was dead, left early.",
        [("who", "said", "the plan was dead")],
        ["Rosa Alvarez"],
    ),
}

BODIES = {
    "a capital is the government of its country": (
        "Moscow accused the envoy of spying. Russia said he must leave.",
        [("Moscow", "accused", "the envoy of spying"), ("Russia", "said", "he must leave")],
        ["Russia", "Russia"],
    ),
    "the government named by demonym is the country": (
        "The Ukrainian government said the port was open.",
        [("The Ukrainian government", "said", "the port was open")],
        ["Ukraine"],
    ),
    "an office speaks for itself": (
        "The Kremlin said the talks had failed.",
        [("The Kremlin", "said", "the talks had failed")],
        ["Kremlin"],
    ),
    "the company is the one named before": (
        "Norwick Motors said profits fell. The company said it would close a plant.",
        [("Norwick Motors", "said", "profits fell"), ("The company", "said", "it would close a plant")],
        ["Norwick Motors", "Norwick Motors"],
    ),
    "his campaign is the campaign of the one who spoke": (
        "Martin Hale said he would run. His campaign said the tour would start in June.",
        [("Martin Hale", "said", "he would run"), ("His campaign", "said", "the tour would start in June")],
        ["Martin Hale", "Hale campaign"],
    ),
    "the mayor is the one who was called so": (
        "Mayor Rosa Alvarez said the bridge was safe. The council voted. The mayor said it would open in May.",
        [("Mayor Rosa Alvarez", "said", "the bridge was safe"), ("The mayor", "said", "it would open in May")],
        ["Rosa Alvarez", "Rosa Alvarez"],
    ),
    "a report is a document": (
        "The report found that the bridge was safe.",
        [("The report", "found", "the bridge was safe")],
        ["report"],
    ),
    "an official without a name stays as described": (
        "A senior official said the bridge was safe.",
        [("A senior official", "said", "the bridge was safe")],
        ["senior official"],
    ),
}


@pytest.mark.parametrize(
    ("text", "triples", "names"), [*NAMED.values(), *PRONOUNS.values(), *BODIES.values()],
    ids=[*NAMED, *PRONOUNS, *BODIES],
)  # fmt: skip
def test_a_source_means(parsed, text, triples, names):
    _, claims, speakers = understood(parsed, text, *triples)

    assert who(claims, speakers) == names


ROLES = {
    "before the name, with a possessive": (
        "The Harbour Union’s deputy chief Josef Moreau called for calm.",
        ("Josef Moreau", "called for", "calm"),
        ("deputy chief", "Harbour Union"),
    ),
    "before the name, as one phrase": (
        "Moscow spokesperson Irina Petrova said the talks had failed.",
        ("Irina Petrova", "said", "the talks had failed"),
        ("Moscow spokesperson", "Moscow"),
    ),
    "between commas after the name": (
        "Paul Becker, the National Security Council’s director for trade, called the talks useful.",
        ("Paul Becker", "called", "the talks useful"),
        ("director for trade", "National Security Council"),
    ),
    "with the body after a preposition": (
        "Olga Marsh, a spokeswoman for Norwick Bank, said profits fell.",
        ("Olga Marsh", "said", "profits fell"),
        ("spokeswoman", "Norwick Bank"),
    ),
    "none where the article gives none": (
        "Olga Marsh said profits fell.",
        ("Olga Marsh", "said", "profits fell"),
        ("", ""),
    ),
}


@pytest.mark.parametrize(("text", "triple", "role"), ROLES.values(), ids=ROLES)
def test_a_role_stands(parsed, text, triple, role):
    _, _, [speaker] = understood(parsed, text, triple)

    assert (speaker.role, speaker.affiliation) == role


KINDS = {
    "Olga Marsh": "person",
    "Norwick Bank": "organisation",
    "France": "government",
    "The White House": "government",
    "Several farmers": "group",
    "A lawsuit": "document",
    "A person close to the talks": "anonymous",
}


@pytest.mark.parametrize(("source", "kind"), KINDS.items())
def test_a_speaker_is_of_a_kind(parsed, source, kind):
    _, _, [speaker] = understood(
        parsed, f"{source} said the talks had failed.", (source, "said", "the talks had failed")
    )

    assert speaker.kind == kind


def test_aliases_mentions_and_the_government_behind_an_office_are_kept(parsed):
    text = "Moscow said no. Russia said it again. The Kremlin said it a third time."
    _, _, [russia, kremlin] = understood(
        parsed,
        text,
        ("Moscow", "said", "no"),
        ("Russia", "said", "it again"),
        ("The Kremlin", "said", "it a third time"),
    )

    assert (russia.name, russia.aliases, len(russia.mentions)) == ("Russia", ("Moscow",), 2)
    assert kremlin.part_of == "Russia"


def test_a_quotation_without_source_is_by_the_one_quoted_last(parsed):
    text = "“The dam will hold,” Olga Marsh said. Peter Novak left.\n\n“We looked at every stone.”"
    _, claims, speakers = understood(
        parsed, text, ("Olga Marsh", "said", "The dam will hold"), ("", "", "We looked at every stone.")
    )

    assert who(claims, speakers) == ["Olga Marsh", "Olga Marsh"]


def test_a_passive_without_source_has_no_speaker(parsed):
    text = "Olga Marsh said the dam would hold. It was reported that the mayor had left."
    _, claims, speakers = understood(
        parsed, text, ("Olga Marsh", "said", "the dam would hold"), ("", "reported", "that the mayor had left")
    )

    assert who(claims, speakers) == ["Olga Marsh", ""]


def test_a_country_that_is_only_spoken_of_is_no_speaker(parsed):
    _, _, speakers = understood(
        parsed, "Olga Marsh said France had left the talks.", ("Olga Marsh", "said", "France had left the talks")
    )

    assert [speaker.name for speaker in speakers] == ["Olga Marsh"]


def test_a_headline_source_is_resolved_by_the_body(parsed):
    text = "Marsh says dam will hold\n\nEngineer Olga Marsh said on Monday that the dam would hold."
    _, claims, speakers = understood(
        parsed,
        text,
        ("Marsh", "says", "dam will hold"),
        ("Engineer Olga Marsh", "said", "the dam would hold"),
        headline=1,
    )

    assert who(claims, speakers) == ["Olga Marsh", "Olga Marsh"]


@pytest.mark.parametrize("text", ["", "\n\n", "×", "“", "said said said", "He", "🦊 said “" + "a" * 500])
def test_odd_text_costs_nothing(parsed, text):
    assert mentions.resolve(parsed(text), []) == ([], [])
    if text.strip():
        claims = by_hand(text, ("", "", text.strip()[:1]))
        assert len(mentions.resolve(parsed(text), claims)[1]) == 1


def test_he_in_a_clause_that_hangs_on_a_message_is_who_the_message_is_about(parsed):
    text = "Ann Hale said Peter Novak was “right” when he said that the dam would hold. Hale left."
    _, claims, speakers = understood(
        parsed, text, ("Ann Hale", "said", "Peter Novak was “right”"), ("he", "said", "the dam would hold")
    )
    names = {speaker.key: speaker.name for speaker in speakers}
    assert [names[claim.speaker] for claim in claims] == ["Ann Hale", "Peter Novak"]
