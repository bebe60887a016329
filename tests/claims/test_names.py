"""Which names are of one person or body, which may be, and which are not."""

import pytest

from claims.naming import Named, Verdict, blocks, compare, stands_alone

SAME, UNCERTAIN, DIFFERENT = Verdict.SAME, Verdict.UNCERTAIN, Verdict.DIFFERENT

PERSONS = [
    # Accents, capitals, punctuation.
    ("José Álvarez", "Jose Alvarez", SAME),
    ("Josep Borrell", "JOSEP BORRELL", SAME),
    ("Jørgen Brandt", "Jorgen Brandt", SAME),
    ("Jürgen Müller", "Juergen Mueller", SAME),
    ("Jürgen Müller", "Jurgen Muller", SAME),
    ("Łukasz Nowak", "Lukasz Nowak", SAME),
    ("Sinéad O'Connor", "Sinead O’Connor", SAME),
    ("Sinéad O'Connor", "Sinead OConnor", SAME),
    ("Kirby, John", "John Kirby", SAME),
    ("Sen. John Kirby", "John Kirby", SAME),
    # The same sounds written differently.
    ("Dmitry Peskov", "Dmitri Peskov", SAME),
    ("Dmitry Peskov", "Dmitriy Peskov", SAME),
    ("Dmitry Peskov", "Dimitri Peskov", SAME),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", SAME),
    ("Volodymyr Zelensky", "Volodymyr Zelenskiy", SAME),
    ("Volodymyr Zelenskyy", "Volodymyr Zelenskyi", SAME),
    ("Volodymyr Zelenskij", "Volodymyr Zelens'kyi", SAME),
    ("Volodymyr Zelensky", "Vladimir Zelensky", SAME),
    ("Sergei Lavrov", "Sergey Lavrov", SAME),
    ("Alexei Navalny", "Aleksey Navalnyy", SAME),
    ("Yevgeny Prigozhin", "Evgeny Prigozhin", SAME),
    ("Mohamed Morsi", "Muhammad Morsi", SAME),
    ("Nikolai Patrushev", "Nikolay Patrushev", SAME),
    ("Yulia Svyrydenko", "Yuliia Svyrydenko", SAME),
    ("Catherine Ashton", "Katherine Ashton", SAME),
    # Hyphens, spaces, small words.
    ("Kim Jong-un", "Kim Jong Un", SAME),
    ("Jean-Claude Juncker", "Jean Claude Juncker", SAME),
    ("Mary Smith-Jones", "Mary Smith Jones", SAME),
    ("Ursula von der Leyen", "Ursula Von der Leyen", SAME),
    ("Bashar al-Assad", "Bashar Assad", SAME),
    ("Bashar al-Assad", "Bashar Al Assad", SAME),
    ("Abdel Fattah al-Sisi", "Abdel-Fattah el-Sisi", SAME),
    ("Charles de Gaulle", "Charles DeGaulle", SAME),
    # Order.
    ("Xi Jinping", "Jinping Xi", SAME),
    ("Viktor Orbán", "Orban Viktor", SAME),
    ("Jong-un Kim", "Kim Jong Un", SAME),
    # Middle names and initials.
    ("Joe Biden", "Joseph R. Biden Jr.", SAME),
    ("John Kirby", "John F. Kirby", SAME),
    ("John F. Kirby", "John Francis Kirby", SAME),
    ("Hillary Clinton", "Hillary Rodham Clinton", SAME),
    ("George H.W. Bush", "George H. W. Bush", SAME),
    ("J.K. Rowling", "JK Rowling", SAME),
    ("Robert F. Kennedy Jr.", "Robert F. Kennedy, Junior", SAME),
    # Short forms.
    ("Joe Manchin", "Joseph Manchin", SAME),
    ("Bill Clinton", "William Clinton", SAME),
    ("Bill Clinton", "William J. Clinton", SAME),
    ("Mike Pence", "Michael Pence", SAME),
    ("Tom Cotton", "Thomas Cotton", SAME),
    ("Bernie Sanders", "Bernard Sanders", SAME),
    # An editor should look.
    ("J. Smith", "John Smith", UNCERTAIN),
    ("J. Smith", "J. A. Smith", UNCERTAIN),
    ("J. Robert Oppenheimer", "Robert Oppenheimer", UNCERTAIN),
    ("Sam Okafor", "Samuel Okafor", UNCERTAIN),
    ("Alex Stone", "Alexandra Stone", UNCERTAIN),
    ("Bill Hart", "Will Hart", UNCERTAIN),
    ("Volodymyr Saldo", "Vladimir Saldo", UNCERTAIN),
    ("Mykola Azarov", "Nikolai Azarov", UNCERTAIN),
    ("Donald Trump", "Donald Trump Jr.", UNCERTAIN),
    ("Martin Luther King", "Martin Luther King Jr.", UNCERTAIN),
    ("Mary Smith-Jones", "Mary Smith", UNCERTAIN),
    ("Pedro Gómez", "Pedro Gómez Rivas", UNCERTAIN),
    ("Seymour Gaddafi", "Seymour Kadhafi", UNCERTAIN),
    ("Sergei Shoigu", "Sergei Shoygu", UNCERTAIN),
    ("Marwan Salman", "Marwan bin Salman", UNCERTAIN),
    ("James Martin", "Martin James", DIFFERENT),
    ("Zarina Okoye", "Zerina Okoye", UNCERTAIN),
    # Two people.
    ("Bill Clinton", "Hillary Clinton", DIFFERENT),
    ("George W. Bush", "George H. W. Bush", DIFFERENT),
    ("Harold Ford Jr.", "Harold Ford Sr.", DIFFERENT),
    ("John A. Kirby", "John B. Kirby", DIFFERENT),
    ("John Smith", "Joan Smith", DIFFERENT),
    ("Maria Lopez", "Mario Lopez", DIFFERENT),
    ("J. Smith", "Kate Smith", DIFFERENT),
    ("John Smith", "John Jones", DIFFERENT),
    ("Kim Jong-un", "Kim Jong-il", DIFFERENT),
    ("Wang Yi", "Wang Yu", DIFFERENT),
    ("Li Keqiang", "Li Qiang", DIFFERENT),
    ("Ron Paul", "Rand Paul", DIFFERENT),
    ("Alexander Vindman", "Alexandra Vindman", DIFFERENT),
    ("Anna Berg", "Anna Bern", DIFFERENT),
    ("Bill Burton", "Bill Bratton", DIFFERENT),
    ("Robert Stone", "Bob Sutton", DIFFERENT),
    ("Donald Trump", "Donald Trump Just Gave Some Free Advice", DIFFERENT),
    ("Donald Trump Jr.", "Donald Trump Tweets", DIFFERENT),
    ("Lech Kaczynski", "Jaroslaw Kaczynski", DIFFERENT),
    ("Vitali Klitschko", "Wladimir Klitschko", DIFFERENT),
    ("Clinton", "Hillary Clinton", DIFFERENT),
]

BODIES = [
    ("UN", "United Nations", SAME),
    ("the U.N.", "The United Nations", SAME),
    ("Reuters news agency", "Reuters", SAME),
    ("Xinhua News Agency", "Xinhua", SAME),
    ("the Kremlin", "Kremlin", SAME),
    ("Apple", "Apple Inc.", SAME),
    ("Ford Motor Company", "Ford Motor", SAME),
    ("BBC", "British Broadcasting Corporation", SAME),
    ("Al-Jazeera", "Al Jazeera", SAME),
    ("NATO", "North Atlantic Treaty Organization", SAME),
    ("Pentagon", "Department of Defense", SAME),
    ("US State Department", "State Department", SAME),
    ("Russian Foreign Ministry", "Russia's Foreign Ministry", SAME),
    ("Ministry of Foreign Affairs of Russia", "Russian foreign ministry", SAME),
    ("Ukrainian Defence Ministry", "Ukrainian Ministry of Defense", SAME),
    ("Harbour Office", "Harbor Office", SAME),
    ("Johnson & Johnson", "Johnson and Johnson", SAME),
    ("Metropolitan Police", "Metropolitan Police Service", UNCERTAIN),
    ("NRA", "National Restaurant Association", UNCERTAIN),
    ("University of Washington", "Washington University", UNCERTAIN),
    ("Russian Foreign Ministry", "Foreign Ministry", UNCERTAIN),
    ("Russian Foreign Ministry", "Ukrainian Foreign Ministry", DIFFERENT),
    ("Red Cross", "Blue Cross", DIFFERENT),
    ("New York Times", "Financial Times", DIFFERENT),
    ("US", "UN", DIFFERENT),
    ("Clinton", "Clinton campaign", DIFFERENT),
    ("Red Cross", "American Red Cross", DIFFERENT),
    ("South Korea", "North Korea", DIFFERENT),
    ("Port Elm city council", "Harrow city council", DIFFERENT),
    ("Fox", "Fox News", UNCERTAIN),
    ("Times", "Times newspaper", SAME),
]


def verdict(one, other, kind="person", **of):
    return compare(Named((one,), kind, **of), Named((other,), kind)).verdict


@pytest.mark.parametrize(("one", "other", "expected"), PERSONS)
def test_two_names_of_persons(one, other, expected):
    assert verdict(one, other) == verdict(other, one) == expected


@pytest.mark.parametrize(("one", "other", "expected"), BODIES)
def test_two_names_of_bodies(one, other, expected):
    assert verdict(one, other, "government") == verdict(other, one, "government") == expected


@pytest.mark.parametrize(("kind", "pairs"), [("person", PERSONS), ("government", BODIES)], ids=["persons", "bodies"])
def test_whatever_is_alike_is_found_by_a_key_that_both_have(kind, pairs):
    alike = [(one, other) for one, other, expected in pairs if expected != DIFFERENT]
    assert [pair for pair in alike if not set(blocks(pair[0], kind)) & set(blocks(pair[1], kind))] == []


def test_a_doubt_is_given_a_reason_and_a_score_below_certainty():
    found = compare(Named(("J. Smith",), "person"), Named(("John Smith",), "person"))
    assert found.reason == "The same surname; “J” and “John” begin alike, and one is an initial."
    assert 0 < found.score < 1


def test_a_person_is_never_a_body():
    assert compare(Named(("Lloyd George",), "person"), Named(("Lloyd George",), "organisation")).verdict == DIFFERENT


def test_an_agency_may_be_taken_for_an_office_but_a_team_is_not_its_country():
    reuters = compare(Named(("Reuters news agency",), "government"), Named(("Reuters",), "organisation"))
    georgia = compare(Named(("Georgia",), "government"), Named(("Georgia",), "organisation"))
    assert (reuters.verdict, georgia.verdict) == (SAME, UNCERTAIN)


def test_letters_that_an_article_explained_are_no_guess():
    letters = Named(("NRA",), "organisation")
    explained = Named(("National Rifle Association",), "organisation", goes_by=frozenset(["nra"]))
    assert compare(letters, explained).verdict == SAME


def test_ministries_of_two_countries_are_two():
    here, there = [Named(("Foreign Ministry",), "government", part_of=of) for of in ("Russia", "Ukraine")]
    assert compare(here, there).verdict == DIFFERENT


def test_a_name_that_fits_one_spelling_and_not_another_is_for_an_editor():
    bush = Named(("George Bush", "George W. Bush"), "person")
    assert compare(bush, Named(("George H. W. Bush",), "person")).verdict == UNCERTAIN


@pytest.mark.parametrize(
    ("name", "kind", "alone"),
    [
        ("Hillary Clinton", "person", True),
        ("Clinton", "person", False),
        ("Mr. Clinton", "person", False),
        ("Senator Clinton", "person", False),
        ("Clinton Jr.", "person", False),
        ("Charles III", "person", True),
        ("Russia", "government", True),
        ("Harbour Office", "government", True),
        ("Defence Ministry", "government", False),
        ("Russian Defence Ministry", "government", True),
        ("police", "government", False),
        ("Metropolitan Police", "government", True),
        ("a senior official", "anonymous", False),
    ],
)
def test_which_names_tell_who_it_is_outside_their_article(name, kind, alone):
    assert stands_alone(name, kind) == alone
