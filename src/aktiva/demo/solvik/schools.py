"""What Solvik's schools and preschools write of their work for children and pupils."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SHOWN = "Almskolan"
NEVER_DONE_2025 = ("Dalskolan", "Förskolan Trollet", "Torpaskolan")


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that a school finds, and what follows from it."""

    seen: str
    risk: str
    grounds: tuple[str, ...]
    cause: str
    measure: str
    owner: str
    effect: str
    known: str


PRESCHOOL = (
    Issue(
        "Barnen leker i grupper efter kön i bygghörnan och dockvrån, och de vuxna styr sällan om.",
        "Barn begränsas av förväntningar på vad flickor och pojkar leker.",
        ("sex",),
        "Materialet är fördelat på rum som vi själva kallar för bygg och familj.",
        "Vi blandar materialet i alla rum och byter grupper varje vecka.",
        "förskollärare i arbetslaget",
        "Fler blandade lekgrupper vid observationen i maj.",
        "Observationerna i maj visade blandade grupper i två av tre rum.",
    ),
    Issue(
        "Vårdnadshavare som inte läser svenska får sällan veta vad som händer under dagen.",
        "Familjer med annat modersmål får sämre insyn och kan påverka mindre.",
        ("ethnicity",),
        "Informationen går ut som lång text på svenska och tolk bokas bara till utvecklingssamtal.",
        "Vi skriver kort med bilder och bokar tolk också till föräldramötet.",
        "biträdande rektor",
        "Fler familjer kommer till föräldramötet och ställer frågor.",
        "Fler familjer deltog i höstens föräldramöte, och tolken behövdes.",
    ),
    Issue(
        "Gården går inte att nå för den som har svårt att gå i ojämn mark.",
        "Barn med nedsatt rörlighet kan inte vara med i all utelek.",
        ("disability",),
        "Gången till skogsdungen är av grus och saknar ledstång.",
        "Gången beläggs och en lekplats flyttas närmare huset.",
        "rektor och fastighetsenheten",
        "Alla barn kan ta sig till alla delar av gården.",
        "Gången är belagd och används varje dag enligt arbetslagen.",
    ),
)
SCHOOL = (
    Issue(
        "Elever säger att de undviker omklädningsrummet och byter om hemma eller är borta.",
        "Elever avstår från idrotten för att ombytet känns otryggt.",
        ("sex", "transgender", "sexual_orientation"),
        "Ombytet sker utan vuxna i närheten och det finns inga enskilda bås.",
        "Två bås byggs i varje omklädningsrum och en vuxen finns i korridoren.",
        "biträdande rektor",
        "Frånvaron från idrotten minskar till nästa läsår.",
        "Frånvaron från idrotten var lägre under hösten än året innan.",
    ),
    Issue(
        "Skällsord om ursprung och läggning hörs i korridoren, och alla vuxna säger inte ifrån.",
        "Elever utsätts för en jargong som kränker.",
        ("ethnicity", "sexual_orientation"),
        "Vi har ingen gemensam rutin för vad den vuxna gör när den hör skällsord.",
        "Personalen övar samma sätt att säga ifrån, och klasserna arbetar med språk under en vecka.",
        "trygghetsteamet",
        "Färre elever uppger i enkäten att de hör skällsord.",
        "Enkäten i oktober visade färre skällsord i korridoren men fler på nätet.",
    ),
    Issue(
        "Prov och högtider krockar för elever som firar andra högtider än de svenska.",
        "Elever som är lediga för en högtid får sämre tillfälle att visa vad de kan.",
        ("religion",),
        "Provschemat läggs utan att någon ser efter vilka högtider som infaller.",
        "Provschemat stäms av mot en kalender över högtider innan det delas ut.",
        "schemaläggaren",
        "Inget prov behöver läggas om för att det krockar med en högtid.",
        "Ett prov lades om i september, mot fyra förra läsåret.",
    ),
    Issue(
        "Instruktioner ges mest muntligt, och elever som behöver dem i text får vänta på hjälp.",
        "Elever med funktionsnedsättning får sämre förutsättningar att nå målen.",
        ("disability",),
        "Lärarna använder lärplattformen olika och instruktionerna läggs inte alltid upp.",
        "Alla instruktioner läggs upp i lärplattformen före lektionen, med samma rubriker.",
        "arbetslagsledarna",
        "Elever hittar instruktionen själva vid lektionsbesök.",
        "Vid lektionsbesöken i maj fanns instruktionen på plats i de flesta klasser.",
    ),
    Issue(
        "Rasterna är olika trygga: de yngsta säger att de äldre tar över bollplanen.",
        "Yngre elever stängs ute från ytor på skolgården.",
        ("age", "sex"),
        "Ytorna är inte fördelade och rastvakterna står på samma ställe.",
        "Bollplanen delas mellan årskurserna och rastvakterna får var sin yta.",
        "rektor",
        "Fler yngre elever använder bollplanen.",
        "Elevrådet säger att fördelningen följs de flesta dagar.",
    ),
)
UPPER = (
    Issue(
        "Få flickor söker de tekniska programmen, och de som går där är ofta ensamma i klassen.",
        "Elever väljer bort utbildningar där de skulle vara i minoritet.",
        ("sex",),
        "Studiebesök och bilder på programmen visar nästan bara det ena könet.",
        "Öppet hus leds av elever av båda könen och materialet görs om.",
        "studie- och yrkesvägledarna",
        "Fler sökande av det kön som är i minoritet.",
        "Ansökningarna i februari var något jämnare än året innan.",
    ),
    Issue(
        "Elever på praktik säger att de har fått frågor om tro och ursprung på arbetsplatsen.",
        "Elever utsätts för trakasserier på praktikplatsen utan att skolan får veta det.",
        ("ethnicity", "religion"),
        "Handledaren på arbetsplatsen vet inte vad skolan förväntar sig.",
        "Avtalet med praktikplatsen får en sida om trakasserier och vem man ringer.",
        "yrkeslärarna",
        "Varje praktikplats har skrivit under den nya sidan.",
        "De flesta praktikplatser har skrivit under, resten påminns i januari.",
    ),
    SCHOOL[3],
)

TOGETHER = {
    "preschool": (
        "Barnen fick visa med bilder och figurer var de tycker om att vara och var de inte vill vara. "
        "Arbetslaget gick igenom svaren på planeringsdagen.",
        "Samtal i små grupper med bilder, utan krav på att skriva eller läsa.",
    ),
    "school": (
        "Klassråden svarade på fem frågor om raster, ombyte och språk. Elevrådet sammanställde och "
        "lade fram sina förslag för personalen.",
        "De yngsta svarade med bilder, de äldre i grupp. Frågorna lästes upp i alla klasser.",
    ),
    "upper": (
        "Elevkåren och programråden gick igenom enkäten och lade fram egna förslag för personalen.",
        "Eleverna valde själva om de ville tala i grupp eller skriva utan namn.",
    ),
}
STAFF_ONLY = (
    "Personalen gick igenom skolans enkät och rutinen för skällsord på en arbetsplatsträff."
)
NOTHING = {
    2025: "Enkäten, samtalen och genomgången av schemat visade ingen risk som följer av grunderna "
    "ålder, religion eller läggning.",
    2026: "Vi gick igenom scheman, lokaler och läromedel med arbetslagen. Inget talar för en risk "
    "utöver den som redan är beskriven.",
}
WORKING = {
    2025: "Enkäten gav bra underlag, men barn och elever kom in för sent. Nästa år börjar vi med "
    "deras samtal.",
    2026: "Det blev bättre när barn och elever fick börja. Tiden för analys räckte inte, så nästa "
    "år bokar vi en halv dag till.",
}
TEXTS = {
    2025: "Rutinen är känd av personalen men bara av en del av barnen och eleverna. Den läses "
    "upp i alla grupper vid terminsstart.",
    2026: "Efter uppläsningen i augusti vet de flesta vem de går till. Vi gör en enklare version "
    "med bilder.",
}
ACCOUNT = {
    2025: "Trygghetsvandringar gjordes varje termin och rastvakterna fick nya ytor.",
    2026: "Förra årets åtgärder om raster och nätet är gjorda. Arbetet mot kränkningar på nätet "
    "fortsätter.",
}

DAYS = {
    "examined": ((3, 18), (9, 10)),
    "together": (9, 24),
    "texts": (10, 6),
    "plan": (1, 28),
    "written": (10, 14),
    "signed": (12, 4),
}


def on(year: int, day: tuple[int, int]) -> str:
    """Return a day of the year as text."""
    return date(year, *day).isoformat()
