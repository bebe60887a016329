"""Which day words mean, given the day of publication: the last such day, or none where the words name no one day."""

import re
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(\d{{4}}))?")
_AGO = re.compile(rf"\b({'|'.join((*NUMBERS, 'one'))}|\d{{1,2}})\s+days?\s+(?:ago|back)\b")
# Not one day that is over: a day to come, a custom, a stretch, a day counted from one that is not known.
_OPEN = re.compile(
    r"\b(?:next|coming|every|each|tomorrow|(?:day|days|week|weeks|month|months|hours?) (?:later|earlier|before|after)\b"
    r"(?! yesterday)|until|since|between)\b|days$"
)


def day_of(words: str, published: date) -> date | None:
    """The day that some words mean in an article of a given day, or None where they do not name one."""
    text = words.lower()
    if _OPEN.search(text):
        return None
    if re.search(r"\bday before yesterday\b", text):
        return published - timedelta(days=2)
    if re.search(r"\b(?:yesterday|last night)\b", text):
        return published - timedelta(days=1)
    if dated := _dated(text, published):
        return dated
    if ago := _AGO.search(text):
        number = ago[1]
        return published - timedelta(
            days=int(number) if number.isdigit() else NUMBERS.index(number.replace("one", "a")) + 1
        )
    named = [number for number, weekday in enumerate(WEEKDAYS) if re.search(rf"\b{weekday}\b", text)]
    if len(named) == 1:
        return _weekday(text, named[0], published)
    if not named and re.search(r"\b(?:today|tonight|this (?:morning|afternoon|evening)|earlier in the day)\b", text):
        return published
    return None


def _weekday(text: str, number: int, published: date) -> date | None:
    if re.search(r"\b(?:last|previous) week\b", text):
        return published - timedelta(days=published.weekday() + 7 - number)
    if re.search(r"\b(?:week|month)s? (?:ago|before)\b|\blast month\b", text):
        return None
    back = (published.weekday() - number) % 7
    if back == 0 and re.search(r"\blast\b", text):
        back = 7
    return published - timedelta(days=back)


def _dated(text: str, published: date) -> date | None:
    if found := _ISO.search(text):
        year, month, day = found.groups()
        number = int(month)
    else:
        if found := _MONTH_FIRST.search(text):
            month, day, year = found.groups()
        elif found := _DAY_FIRST.search(text):
            day, month, year = found.groups()
        else:
            return None
        number = MONTHS.index(month[:3]) + 1
    try:
        guess = date(int(year) if year else published.year, number, int(day))
        # "Dec. 30" in an article of January is a day of the year before.
        return guess if year or guess <= published else guess.replace(year=published.year - 1)
    except ValueError:
        return None
