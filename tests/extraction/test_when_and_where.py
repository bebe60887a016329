"""When, to whom, by what means and where it was said. The first table was written before the rules were read."""

from datetime import date

import pytest

from claims.extraction import circumstances
from marked_sentences import unmarked

PUBLISHED = date(2024, 3, 8)  # a Friday

# A sentence, the words of the day, the day in March 2024 or a date, to whom, by what means, where.
UNSEEN = [
    ("<Okafor> [said] on Thursday {the ferry had sunk}.", "Thursday", 7, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] Thursday.", "Thursday", 7, "", "", ""),
    ("On Thursday, <Okafor> [said] {the ferry had sunk}.", "Thursday", 7, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] yesterday.", "yesterday", 7, "", "", ""),
    ("<Okafor> [said] last week {the ferry had sunk}.", "last week", None, "", "", ""),
    ("<Okafor> [said] earlier this month that {the ferry had sunk}.", "earlier this month", None, "", "", ""),
    ("<Okafor> [said] on Oct. 3 that {the ferry had sunk}.", "Oct. 3", date(2023, 10, 3), "", "", ""),
    ("<Okafor> [said] Monday night {the ferry had sunk}.", "Monday night", 4, "", "", ""),
    ("<Okafor> [told] reporters {the ferry had sunk}.", "", None, "reporters", "", ""),
    ("“{The ferry has sunk},” <Okafor> [told] the Guardian.", "", None, "Guardian", "", ""),
    ("<Okafor> [said] in a call with CNN that {the ferry had sunk}.", "", None, "", "call with CNN", ""),
    ("“{The ferry has sunk},” <Okafor> [said] on Fox News.", "", None, "", "Fox News", ""),
    ("“{The ferry has sunk},” <Okafor> [told] supporters at a rally in Ohio.", "", None, "supporters", "",
     "rally in Ohio"),
    ("<Okafor> [said] in a statement {the ferry had sunk}.", "", None, "", "statement", ""),
    ("“{The ferry has sunk},” <Okafor> [wrote] on Twitter.", "", None, "", "Twitter", ""),
    ("<Okafor> [said] in Brussels on Tuesday {the ferry had sunk}.", "Tuesday", 5, "", "", "Brussels"),
    ("In a statement on Wednesday, <Okafor> [said] {the ferry had sunk}.", "Wednesday", 6, "", "statement", ""),
    ("Speaking in Geneva, <Okafor> [said] {the ferry had sunk}.", "", None, "", "", "Geneva"),
    ("<Okafor> [said] at a news conference that {the ferry had sunk}.", "", None, "", "", "news conference"),
    ("<Okafor> [told] a news conference in Oslo on Monday that {the ferry had sunk}.", "Monday", 4, "", "",
     "news conference in Oslo"),
    ("<Okafor> [said] in an interview with Sky News on Sunday that {the ferry had sunk}.", "Sunday", 3, "",
     "interview with Sky News", ""),
    ("<Okafor> [said] {the ferry sank on Tuesday}.", "", None, "", "", ""),
    ("<Okafor> [said] {the ferry sank off Ghana}.", "", None, "", "", ""),
    ("<Okafor>, who was born in Lagos, [said] {the ferry had sunk}.", "", None, "", "", ""),
    ("<Okafor>, who arrived on Monday, [said] {the ferry had sunk}.", "", None, "", "", ""),
    ("<Okafor> [told] parliament on 5 March that {the ferry had sunk}.", "5 March", 5, "parliament", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] in a letter to the governor.", "", None, "", "letter to the governor",
     ""),
    ("“{The ferry has sunk},” <Okafor> [said] by phone from Accra.", "", None, "", "phone", "Accra"),
    ("<Okafor> [said] in 2019 that {the ferry had sunk}.", "2019", None, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] this morning.", "this morning", 8, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] late Tuesday.", "late Tuesday", 5, "", "", ""),
    ("<Okafor> [said] on March 1, 2023, that {the ferry had sunk}.", "March 1, 2023", date(2023, 3, 1), "", "", ""),
    ("In a post on Facebook, <Okafor> [said] {the ferry had sunk}.", "", None, "", "post on Facebook", ""),
    ("“{The ferry has sunk},” <Okafor> [said] in an email to staff.", "", None, "", "email to staff", ""),
    ("“{The ferry has sunk},” <Okafor> [told] the BBC's Today programme on Wednesday.", "Wednesday", 6,
     "BBC's Today programme", "", ""),
    ("“{The ferry has sunk},” <Okafor> [told] the court.", "", None, "court", "", ""),
    ("<Okafor> [said] during a debate in Tampa that {the ferry had sunk}.", "", None, "", "", "debate in Tampa"),
    ("“{The ferry has sunk},” <Okafor> [said] two days ago.", "two days ago", 6, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [told] her mother.", "", None, "her mother", "", ""),
    ("A day later, <Okafor> [said] {the ferry had sunk}.", "A day later", None, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] on Saturday.", "Saturday", 2, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] on Friday.", "Friday", 8, "", "", ""),
]  # fmt: skip

SEEN = [
    ("“{The ferry has sunk},” <Okafor> [said] in an article in the Sunday Times.", "", None, "", "article",
     "Sunday Times"),
    ("<Okafor> [said] on Tuesday last week {the ferry had sunk}.", "Tuesday last week", date(2024, 2, 27), "", "", ""),
    ("<Okafor> [said] last Tuesday {the ferry had sunk}.", "last Tuesday", 5, "", "", ""),
    ("<Okafor> [said] last month that {the ferry had sunk}.", "last month", None, "", "", ""),
    ("Last month, <Okafor> [said] {the ferry had sunk}.", "Last month", None, "", "", ""),
    ("<Okafor> [said] three weeks ago that {the ferry had sunk}.", "three weeks ago", None, "", "", ""),
    ("<Okafor> [said] after Tuesday's vote {the ferry had sunk}.", "", None, "", "", ""),
    ("<Okafor> has [said] since Monday that {the ferry had sunk}.", "", None, "", "", ""),
    ("“{The ferry has sunk},” <Okafor>, 54, [said] Wednesday evening.", "Wednesday evening", 6, "", "", ""),
    ("“{The ferry has sunk},” <the ministry> [said] in a statement on its website.", "", None, "",
     "statement on its website", ""),
    ("“{The ferry has sunk},” <Okafor> [said] on social media.", "", None, "", "social media", ""),
    ("“{The ferry has sunk},” <Okafor> [posted] on Truth Social.", "", None, "", "Truth Social", ""),
    ("<Okafor> [told] CNN on Sunday that {the ferry had sunk}.", "Sunday", 3, "CNN", "", ""),
    ("<Okafor> [told] the BBC from Lagos that {the ferry had sunk}.", "", None, "BBC", "", "Lagos"),
    ("Speaking on Thursday, <Okafor> [said] {the ferry had sunk}.", "Thursday", 7, "", "", ""),
    ("Speaking to reporters, <Okafor> [said] {the ferry had sunk}.", "", None, "reporters", "", ""),
    ("Speaking at a summit in Nairobi on Monday, <Okafor> [said] {the ferry had sunk}.", "Monday", 4, "", "",
     "summit in Nairobi"),
    ("“{The ferry has sunk},” <Okafor> [told] a crowd of supporters in Leeds.", "", None, "crowd of supporters", "",
     "Leeds"),
    ("“{The ferry has sunk},” <Okafor> [said] at the White House.", "", None, "", "", "White House"),
    ("“{The ferry has sunk},” <Okafor> [said] in court on Monday.", "Monday", 4, "", "", "court"),
    ("“{The ferry has sunk},” <Okafor> [said] in a speech to parliament.", "", None, "parliament", "speech to parliament", ""),
    ("“{The ferry has sunk},” <Okafor> [said] via email.", "", None, "", "email", ""),
    ("“{The ferry has sunk},” <Okafor> [said] in a telephone interview.", "", None, "", "telephone interview", ""),
    ("<Okafor> [said] for two days that {the ferry had sunk}.", "", None, "", "", ""),
    ("<Okafor> [said] {the ferry would sink by Friday}.", "", None, "", "", ""),
    ("<Okafor> [said] {the ferry, which left on Monday, had sunk}.", "", None, "", "", ""),
    ("<Okafor>, the mayor of Lagos, [said] {the ferry had sunk}.", "", None, "", "", ""),
    ("<A man in Lagos> [said] {the ferry had sunk}.", "", None, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] in English.", "", None, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] in response.", "", None, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] with a smile.", "", None, "", "", ""),
    ("“{The ferry has sunk},” <Okafor> [said] at the time.", "", None, "", "", ""),
    ("<Okafor> [denied] on Friday {any part in the sinking}.", "Friday", 8, "", "", ""),
]  # fmt: skip

MISSED = [
    pytest.param(*case, marks=pytest.mark.xfail(reason=reason))
    for reason, case in {
        "a date in figures is no date to the model": (
            "<Okafor> [testified] on 2024-03-05 that {the ferry had sunk}.", "2024-03-05", 5, "", "", ""
        ),
        "a programme's name in quotation marks breaks the parse": (
            "“{The ferry has sunk},” <Okafor> [said] on CBS's “Face the Nation.”", "", None, "", "CBS", ""
        ),
    }.items()
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "said_on", "day", "audience", "channel", "place"), [*UNSEEN, *SEEN, *MISSED])
def test_when_to_whom_by_what_means_and_where(parsed, sentence, said_on, day, audience, channel, place):
    text, claims = unmarked(sentence)

    [claim] = circumstances.place(parsed(text), claims, PUBLISHED)

    said_day = date(2024, 3, day) if isinstance(day, int) else day
    assert (claim.said_on, claim.said_day) == (said_on, said_day)
    assert (claim.audience, claim.channel, claim.place) == (audience, channel, place)
