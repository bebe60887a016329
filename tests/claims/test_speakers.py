"""Who is the same speaker as who."""

import pytest

from claims.models import Speaker, SpeakerName, name_key
from factories import make_speaker, make_version

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Josep Borrell", "JOSEP BORRELL"),
        ("José Álvarez", "Jose Alvarez"),
        ("Mr. John Kirby", "John Kirby"),
        ("the Harbour Office", "Harbour Office"),
        ("Ruiz’s", "Ruiz"),
        ("O'Neill", "O’Neill"),
    ],
)
def test_spellings_that_mean_the_same_name(one, other):
    assert name_key(one) == name_key(other)


def test_the_same_full_name_in_two_articles_is_one_speaker():
    one = make_speaker("Dmitry Peskov", article=make_version().article)
    other = make_speaker("Dmitry Peskov", article=make_version().article)
    assert one == other


def test_two_people_who_share_a_surname_are_not_merged():
    bill, hillary = make_speaker("Bill Clinton"), make_speaker("Hillary Clinton")
    assert bill != hillary


def test_a_bare_surname_stays_with_its_article_even_when_somebody_has_that_surname():
    full = make_speaker("Hillary Clinton", aliases=["Clinton"])
    here, there = make_version().article, make_version().article
    one = make_speaker("Clinton", article=here)
    assert one != full
    assert one == make_speaker("Clinton", article=here)
    assert one != make_speaker("Clinton", article=there)


def test_a_single_word_is_a_full_name_for_a_body():
    assert make_speaker("Russia", "government") == make_speaker("Russia", "government", article=make_version().article)


def test_an_alias_helps_to_find_but_does_not_decide():
    make_speaker("Russia", "government", aliases=["Moscow"])
    assert Speaker.objects.search("mosc").get().name == "Russia"
    assert make_speaker("Moscow", "government").name == "Moscow"


def test_unnamed_sources_of_two_articles_are_two_speakers():
    here, there = make_version().article, make_version().article
    one = make_speaker("a senior official", "anonymous", article=here)
    assert one != make_speaker("a senior official", "anonymous", article=there)
    assert one == make_speaker("a senior official", "anonymous", article=here)


def test_an_office_is_a_speaker_of_its_own_and_part_of_its_government():
    kremlin = make_speaker("Kremlin", "government", part_of="Russia")
    assert kremlin.part_of == make_speaker("Russia", "government")


def test_a_merged_speaker_is_found_where_it_went():
    wrong, right = make_speaker("D. Peskov"), make_speaker("Dmitry Peskov")
    wrong.merged_into = right
    wrong.save()
    assert make_speaker("D. Peskov") == right


def test_names_that_make_the_same_address_get_different_ones():
    assert make_speaker("Ana Ruiz").slug != make_speaker("Ana-Ruiz", "organisation").slug


def test_a_name_is_remembered_once():
    speaker = make_speaker("Russia", "government", aliases=["Moscow", "moscow", "the Moscow"])
    speaker.also_called(["Moscow"])
    assert SpeakerName.objects.filter(speaker=speaker).count() == 2
