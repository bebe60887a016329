"""What stands between quotation marks, however the marks are mixed."""

import pytest

from claims.extraction import quotations


def quoted(text: str) -> list[str]:
    return [quotation.of(text) for quotation in quotations.pair(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We are open," she said.', ['"We are open,"']),
        ("“We are open,” she said.", ["“We are open,”"]),
        ('“We are open," she said. "We stay open.”', ['“We are open,"', '"We stay open.”']),
        ("“We are open,“ she said.", ["“We are open,“"]),
        ("”We are open,” she said.", ["”We are open,”"]),
        ("``We are open,'' she said.", ["``We are open,''"]),
        ("''We are open,'' she said. ''Always.''", ["''We are open,''", "''Always.''"]),
        ("«We are open», she said.", ["«We are open»"]),
        ('He called it "odd" and "sad."', ['"odd"', '"sad."']),
    ],
)
def test_marks_are_paired_by_order_whatever_their_shape(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The town’s mayor said the clerks’ union won’t move.", []),
        ("“It’s the town’s,” he said.", ["“It’s the town’s,”"]),
        ("‘It’s the clerks’ hall,’ he said.", ["‘It’s the clerks’ hall,’"]),
        ("Mayor: 'I won't go'", ["'I won't go'"]),
        ("In the '90s the clerks' hall closed.", []),
        ("Get 'em while the sellers' stalls are open.", []),
    ],
)
def test_an_apostrophe_neither_opens_nor_closes(text, expected):
    assert quoted(text) == expected


def test_marks_inside_a_quotation_belong_to_it():
    assert quoted("“She told me ‘never again’ twice,” he said.") == ["“She told me ‘never again’ twice,”"]
    assert quoted("“He told me “go away” yesterday,” she said.") == ["“He told me “go away” yesterday,”"]


def test_a_lost_mark_costs_one_quotation_not_the_article():
    text = 'The board" met on Monday.\n\n"We are open," she said.\n\nA plank of 6\' 2" broke. "Again," he said.'
    assert quoted(text) == ['"We are open,"', '"Again,"']


def test_an_opening_mark_without_its_partner_yields_to_the_next():
    assert quoted('The sign said "closed. "We are open," she said.') == ['"We are open,"']


def test_a_paragraph_that_is_opened_again_was_left_open():
    text = "“The first part of it.\n\n“The second,” he said."
    first, second = quotations.pair(text)
    assert (first.of(text), first.closed) == ("“The first part of it.", False)
    assert (second.of(text), second.closed) == ("“The second,”", True)


def test_a_quotation_never_leaves_its_paragraph():
    text = 'She said "no.\n\nThen nothing happened.\n\nHe said "yes."'
    assert quoted(text) == ['"yes."']


def test_tokens_of_quotations_hold_the_marks(parsed):
    doc = parsed("“We are open,” she said.")
    assert [span.text for span in doc.spans["quotations"]] == ["“We are open,”"]
