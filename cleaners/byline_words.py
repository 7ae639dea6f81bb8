"""The words that bylines are read by: dates, jobs and degrees, teams, and credits for something else than the writing."""

from __future__ import annotations

import re

DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d[.\s,T-]{0,2}\d|\d[.,]?\s?\w{0,12}[.,]?\s(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./:-]\d{1,2}(?!\d)|\d{1,2}\s?[hH]\s?\d\d\b|\d\s?(?:min|hours?|days?|minutes?|weeks?|months?)\b"
    r"|\d+\s(?:Stunden?|Minuten?|Tagen?|heures?|jours?|horas?|minutos?|días?|dias?|ore|minuti|giorni|uur|minuten|dagen)\b|[年月]\s?\d{1,2}|\d[年月日]",
    re.IGNORECASE,
)
DATE_WORDS = frozenset(
    [
        "a",
        "ago",
        "am",
        "at",
        "dated",
        "de",
        "den",
        "el",
        "il",
        "le",
        "les",
        "of",
        "on",
        "pm",
        "posted",
        "published",
        "the",
        "uhr",
        "um",
        "updated",
        "vom",
        "vor",
        "y",
    ]
)
"""Words around the number of a date that are no month or weekday."""
JOB = re.compile(
    r"\b(?:directors?|managers?|editors?|officers?|c[eo]o|cfo|cto|founders?|co-?founders?|experts?|professors?|reporters?|writers?|correspondents?|"
    r"presidents?|analysts?|head|chief|specialists?|consultants?|contributors?|coach|journalists?|columnists?|fellow|staff|authors?|senior|junior|"
    r"staffer|advis[eo]rs?|universit\w*|college|institut\w*|certified|physician|nutritionist|dietitian|attorney|lawyer|engineers?|lead|"
    r"redakteur\w*|ressortleiter\w*|volont[äa]r\w*|korrespondent\w*|journalistes?|r[ée]dact\w*|periodista|redactora?|redator\w*|redattore|"
    r"giornalista|hoogleraar|verslaggever|dziennikar\w*|muhabir\w*|editör\w*|muhabiri|publisher|podcast|newsletter|marketing|content|media)\b",
    re.IGNORECASE,
)
"""Words of jobs and firms, which no name of a person holds."""
TEAM_END = re.compile(
    r"(?:team|staff|editors|newsdesk|news desk|web desk|editorial board|redaktion|r[ée]daction|redacci[óo]n|redazione|redactie)$",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"\s*(?:[(\[]|(?:in|for|on|at|from|dans|pour|à|en|für|aus|per|da|para|voor)\b)", re.IGNORECASE)
DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.?){1,4}[®*]?(?:\s\([A-Z]\w+\))?|Jr\.?|Sr\.?|I{2,3}")


GLUED = re.compile(
    r"(?<=\d)(?=[A-Z][a-zß-ÿ]{2})|(?<=[a-zß-ÿ])(?=(?:Updated|Founder|Co-?[Ff]ounder|CEO|Director|Contributor|Published|Senior|Staff|Follow|Twitter|Redakteur(?:in)?|Autor(?:in)?|Reporter|Editor|Writer|Journalist)\b)"
)
OTHER_CREDIT = re.compile(
    r"©|\bcopyright\b|\bcontact\b|\b(?:reviewed|edited|checked|approved|verified|illustrated|illustrations?|photos?|foto|fotos|fotografie|bild|sponsored|powered|"
    r"recommended|released|sold|made|translated|updated|supported|designed|produced|followed|written and reviewed)\s(?:by|von|par|por|di|door)\b|^photo|^foto|^bild",
    re.IGNORECASE,
)
"""A line that credits something else than the writing."""
SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?]\s+[^\W\d_]{2,}(?:\s+\S+){3}")
