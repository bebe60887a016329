"""Which paragraphs of a page are not the article's: remarks of the shop, the newsletter, the page's own furniture."""

import re

# A remark is short. Anything longer is left to the reader.
LONGEST = 300


def _any_of(patterns: str) -> str:
    return "|".join(filter(None, (line.strip() for line in patterns.splitlines())))


# Each is a whole paragraph, so that a report about newsletters keeps its sentences.
_WHOLE = _any_of(r"""
    advertis(ement|ing)|sponsored( content)?|promoted
    (story|article) continues (below|after)( (this |the )?(ad|advert|advertisement))?
    (read|see|listen|watch) (more|also|next|now)|related( (articles?|stories|content|topics))?|more on this( story)?
    (most (read|popular|viewed)|trending|recommended|you (may|might) also like)( now| for you)?
    (skip|back|return) to (the )?(main |top )?(content|top|navigation|article|home ?page)
    (share|copy|e-?mail|print|save|bookmark)( this)?( (link|article|story|page|for later|on [\w ,]+))?
    (leave a |post a |add a |view (all )?|show |load |\d+ )?comments?( \(\d+\))?|(show|load|see) more
    (sign|log) ?(in|up|out)|(subscribe|register|follow)( us| now| today)?|close|menu|search|loading|continue reading
    tags?|topics?|images?|photos?|videos?|gallery|getty images|(image |photo )?(source|credit|caption)
    subscribers?[ -](only|exclusive)|(for )?(subscribers|members) only|premium( content)?
    \d+ min(ute)?s? (read|ago)|(last )?updated \d+ \w+ ago
""")
# Each begins a paragraph. None is believed where something is quoted: then it is somebody's words.
_BEGINNING = _any_of(r"""
    (this|the) (article|story|page|report)( is|'s|’s)( \w+)? (for|only|available|reserved|exclusive)\b.{0,60}\bsubscri
    (this|the) (article|story|page|report)( is|'s|’s)( \w+)? (for|only|available)\b.{0,60}\b(members|registered|premium)
    (exclusive|available|only|reserved)( only)? (to|for) (our |paying |registered )?(subscribers|members|readers)
    (already|not yet) (a |an )?(subscriber|member|registered|subscribed)|(already )?have an account\?
    (please )?(subscribe|register|sign (up|in)|log ?in|create an account)\b.{0,60}\b(read|continue|access|free)\b
    (to|want to) (continue|keep|carry on|finish) reading\b|unlock (this|the|unlimited|full)
    start your (free )?(trial|subscription)
    (subscribe|subscriptions?)\b.{0,40}[£$€]\d
    you( have|'ve|’ve) (reached|used|read|\w+ (free )?(articles?|stories) (left|remaining))\b.{0,60}
    (sign up|subscribe) (to|for)\b.{0,80}\b(newsletters?|briefing|bulletin|e-?mails?|alerts?|updates?)
    .{0,100}\b(in|to) your inbox\b
    (enter|add) your e-?mail|(by (signing up|subscribing|registering|clicking|continuing)|we may use your)\b
    follow (us|the [\w ]{1,30}|\w+) on (twitter|x|facebook|instagram|linkedin|youtube|tiktok|whatsapp|threads|bluesky)\b
    (download|get) (our|the) app\b|click (here|below) (to|for)\b
    (we|this (web)?site) uses? cookies|(please )?(enable|turn on) (javascript|cookies)
    (your browser|javascript)\b.{0,60}\b(support|disabled|required)
    (copyright|©|\(c\)) (\d|©|\w+ \d{4}|the )|©|.{0,60}\ball rights reserved\b
    (have|got|do you have) (a|any) (news )?(story|tips?|information)\b.{0,80}\b(contact|e-?mail|get in touch|call)\b
""")
# Links to other reports; their headlines may well quote.
_LINK = _any_of(r"""
    (read|see|watch|listen|explore)( more| also| next)?\s*[:|–—]
    (related|recommended|more on this|don['’]t miss|in case you missed it)( (stories|articles?|reading))?\s*[:|–—]
    (image|photo|picture|video)( source| credit| caption)?\s*[:|]
""")
_FURNITURE = re.compile(rf"(?:{_WHOLE})[\s.:!…›»→>]*$|(?:{_LINK})", re.IGNORECASE)
_NOTICE = re.compile(_BEGINNING, re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”„«»]")
_BYLINE = re.compile(r"(?i:by|words by|reporting by|written by)\s+[A-Z\u00c0-\u024f].{0,100}[^.!?:;,”\"]")


def is_remark(paragraph: str) -> bool:
    """Whether a paragraph belongs to the page and not to the article; also one without a letter or digit ("×")."""
    if not any(character.isalnum() for character in paragraph):
        return True
    if len(paragraph) > LONGEST:
        return False
    if _FURNITURE.match(paragraph):
        return True
    return _NOTICE.match(paragraph) is not None and not _QUOTES.search(paragraph)


def is_byline(paragraph: str) -> bool:
    """A paragraph that only names who wrote: By Joss Penhallick."""
    return len(paragraph.split()) <= 12 and _BYLINE.fullmatch(paragraph) is not None
