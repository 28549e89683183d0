"""Questions that must never be put: about the answerer's own ground, or a person's.

The questionnaire is about the workplace. A question to somebody about their own sex, age,
origin, faith, disability, orientation or union is refused, in Swedish and in English.
"""

from __future__ import annotations

import re

_OWN = r"(?:du|dig|din|ditt|dina|dej)"
_GROUND = (
    r"(?:kön\w*|könsidentitet\w*|könsuttryck\w*|ålder|ursprung|etnicitet|etniska?\s+tillhörighet|"
    r"hudfärg|nationalitet|modersmål|religion|tro|trosuppfattning|livsåskådning|"
    r"funktionsnedsättning\w*|funktionsvariation\w*|diagnos\w*|sjukdom\w*|hälsa|"
    r"(?:sexuella?\s+)?läggning|fack\w*|facktillhörighet|födelse(?:år|land|dag)|personnummer)"
)
_BEING = (
    r"(?:kvinna|man|ickebinär|icke-binär|trans\w*|homosexuell|bisexuell|heterosexuell|hbtq\w*|"
    r"muslim|kristen|jude|judisk|hindu|buddhist|ateist|troende|gravid|döv|blind|invandrare|"
    r"utrikes\s+född|född\s+(?:i|utomlands)|över\s+\d\d\s+år|under\s+\d\d\s+år)"
)
_RULES = tuple(
    re.compile(rule, re.IGNORECASE)
    for rule in (
        rf"\b(?:din|ditt|dina)\s+(?:\w+\s+)?{_GROUND}\b",
        rf"\b(?:har|är)\s+{_OWN}\s+(?:\w+\s+){{0,2}}?{_BEING}\b",
        rf"\bhar\s+{_OWN}\s+(?:någon|en|ett|något)\s+(?:\w+\s+)?{_GROUND}\b",
        rf"\b(?:vilket|vilken|vad)\s+(?:är\s+)?(?:\w+\s+)?{_GROUND}\s+(?:har|är|tillhör)\s+{_OWN}\b",
        rf"\bhur\s+gammal\s+är\s+{_OWN}\b",
        rf"\b(?:när|var|vilket\s+år)\s+är\s+{_OWN}\s+född\b",
        rf"\bidentifierar\s+{_OWN}\s+(?:dig|dej)\b",
        rf"\b(?:tillhör|bekänner)\s+{_OWN}\b.*\b(?:fack|religion|minoritet|samfund|folkgrupp)",
        rf"\bär\s+{_OWN}\s+(?:\w+\s+)?(?:med\s+i|medlem\s+i|ansluten\s+till)\s+(?:\w+\s+)?fack",
        rf"\b(?:vem|vilka|vilken\s+(?:medarbetare|person|kollega))\b.*\b(?:är|har)\s+"
        rf"(?:\w+\s+)?(?:{_BEING}|{_GROUND})\b(?!\w)",
        r"\b(?:are|were)\s+you\s+(?:an?\s+)?(?:\w+\s+)?"
        r"(?:wom[ae]n|m[ae]n|female|male|gay|lesbian|bisexual|transgender|muslim|christian|jewish|"
        r"pregnant|disabled|born)\b",
        r"\byour\s+(?:own\s+)?(?:\w+\s+)?(?:sex|gender|age|religion|faith|ethnicity|disability|"
        r"sexual\s+orientation|union|nationality)\b",
        r"\bhow\s+old\s+are\s+you\b",
    )
)


def asks_about_a_person(*texts: str) -> str:
    """Return the words that ask about somebody's own ground; "" when there are none."""
    for text in texts:
        for rule in _RULES:
            found = rule.search(text)
            if found:
                return found[0]
    return ""
