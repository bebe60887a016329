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
