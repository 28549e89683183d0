"""What stands in the invented documents against harassment: heading, then paragraphs and lists."""

from __future__ import annotations

from aktiva.domain.documents.blocks import Block, Bullets, Heading, Paragraph

GUIDELINES = """
# Vår hållning
Alla som arbetar i Solvik ska kunna göra sitt arbete utan att bli illa behandlade. Kommunen
accepterar inte trakasserier, sexuella trakasserier eller repressalier. Det gäller på arbetsplatsen,
på tjänsteresor, på personalfester och i digitala möten och chattar.
Riktlinjen bygger på 3 kap. 6 § diskrimineringslagen. Hur ett ärende hanteras står i rutinen.
# Vad det betyder
Trakasserier är ett uppträdande som kränker någons värdighet och som har samband med kön,
könsöverskridande identitet eller uttryck, etnisk tillhörighet, religion eller annan trosuppfattning,
funktionsnedsättning, sexuell läggning eller ålder. Det kan vara kommentarer, skämt, bilder eller att
någon systematiskt lämnas utanför.
Sexuella trakasserier är ett uppträdande av sexuell natur som kränker någons värdighet. Det kan vara
beröringar, blickar, bilder eller anspelningar. Det är den utsatta som avgör vad som är ovälkommet.
Repressalier är att någon behandlas sämre därför att hen har anmält, påtalat eller medverkat i en
utredning, eller har sagt nej till ett närmande. Repressalier är förbjudna även när anmälan inte
leder vidare.
# Vilka det gäller
Riktlinjen omfattar chefer, medarbetare, vikarier, timavlönade, praktikanter, inhyrd personal och
den som söker arbete i kommunen. Den gäller också när någon utsätts av brukare, elever,
vårdnadshavare eller kunder.
# Ansvar
- Kommunstyrelsen antar riktlinjen och följer varje år upp att den är känd.
- Förvaltningschefen ser till att cheferna har utbildning och tid.
- Chefen går igenom riktlinjen på en arbetsplatsträff varje år och med alla nya medarbetare.
- Var och en bidrar till en arbetsplats där det går att säga ifrån.
# Skillnaden mot annat
Kränkande särbehandling har inget samband med en diskrimineringsgrund och hanteras enligt
arbetsmiljöreglerna. Visselblåsning har en egen kanal. Är du osäker på vad det är fråga om: berätta
ändå. Det är arbetsgivarens sak att reda ut vilka regler som gäller.
"""

ROUTINE = """
# Vem rutinen är för
Rutinen gäller när någon i kommunens verksamhet kan ha utsatts för trakasserier som har samband med
en diskrimineringsgrund, eller för sexuella trakasserier. Den vänder sig till den som är utsatt, till
den som har sett något och till den chef som ska handla.
# Till dig som är utsatt
Säg ifrån om du orkar. Skriv upp vad som har hänt, när det hände och om någon såg det. Du behöver
inte kunna bevisa något för att berätta.
Du väljer själv vem du vänder dig till:
- din närmaste chef
- din chefs chef
- HR-avdelningen
- ditt skyddsombud eller ditt fackliga ombud
- företagshälsovården
Du kan berätta utan att uppge namn, och du kan låta en kollega berätta i ditt ställe. Då får
arbetsgivaren mindre att gå på, men skyldigheten att ta reda på vad som har hänt är densamma.
# Till dig som har sett något
Prata med den som blev utsatt och fråga vad hen vill. Du kan också berätta för en chef eller för HR.
Att flera säger till gör det lättare att få slut på det.
# När arbetsgivaren får veta
Så snart en chef får kännedom om att någon anser sig ha blivit utsatt ska arbetsgivaren utreda vad
som har hänt. Det spelar ingen roll hur det har kommit fram: i ett samtal, på en arbetsplatsträff,
genom ett rykte eller i en enkät. Ingen blankett behövs.
Chefen kontaktar HR samma dag. Tillsammans bedömer de om någon behöver stöd genast och om
arbetet behöver ordnas på annat sätt medan utredningen pågår. Det är inte den utsatta som ska
flytta på sig.
# Utredningen
Enhetschefen ansvarar för utredningen och har en HR-specialist vid sin sida. Är enhetschefen
inblandad, eller nära någon som är det, utser förvaltningschefen en annan utredare.
Utredningen börjar inom tre arbetsdagar. Utredaren talar med den utsatta först, sedan med den som
pekas ut och med dem som har sett eller hört något. Alla får veta vad som skrivs om dem och får
lämna synpunkter. Anteckningarna förvaras hos HR och hanteras enligt sekretessreglerna.
Utredningen slutar med ett ställningstagande: har det förekommit trakasserier, och vad ska göras för
att de ska upphöra? Båda parter får besked vid personliga möten.
# Åtgärder
Åtgärderna väljs så att trakasserierna upphör och inte upprepas. De kan vara samtal, handledning,
ändrad bemanning, omplacering av den som har trakasserat, varning eller uppsägning. Chefen skriver
ned vad som är beslutat, vem som gör det och till när.
# Uppföljning
Chefen följer upp med den som har varit utsatt efter två veckor, efter tre månader och efter ett år.
Har det inte upphört tas ärendet upp igen.
# Rutinens egen uppföljning
HR-avdelningen går igenom rutinen varje september i den centrala samverkansgruppen.
"""

COMPANY = """
# Kränkande särbehandling accepteras inte
Solvik Bostäder AB accepterar inte kränkande särbehandling. Med det menas handlingar som riktas mot
en eller flera arbetstagare på ett kränkande sätt och som kan leda till ohälsa eller till att de
ställs utanför arbetsplatsens gemenskap. Rutinen bygger på Arbetsmiljöverkets föreskrifter.
# Tidiga tecken
Samarbetsproblem, förtal, mobbning och att någon fryses ut är tecken som ska tas på allvar.
# Vart du vänder dig
Prata med din avdelningschef eller med vd. Du kan också vända dig till skyddsombudet.
# Vad bolaget gör
Avdelningschefen undersöker vad som har hänt och tar reda på vad som behöver ändras i arbetet.
Företagshälsovården anlitas när någon mår dåligt. Avdelningschefen följer upp efter en månad.
"""


SCHOOL_GUIDELINES = """
# Vår hållning
Alla barn, elever och studerande i Solvik ska vara trygga i förskolan och skolan. Vi accepterar inte
trakasserier eller sexuella trakasserier, vare sig från vuxna eller från andra barn och elever.
Riktlinjen bygger på 3 kap. 18 § diskrimineringslagen. Vad skolan gör när något har hänt står i
rutinen. Planen mot kränkande behandling enligt skollagen är ett eget dokument.
# Vad det betyder
Trakasserier är ett uppträdande som kränker ett barns eller en elevs värdighet och som har samband
med någon av de sju diskrimineringsgrunderna. Det kan vara ord, gester, bilder eller att någon får
vara utanför.
Sexuella trakasserier är ett uppträdande av sexuell natur som kränker någons värdighet. Det kan vara
beröringar, kommentarer eller bilder som sprids.
# Vilka det gäller
Riktlinjen gäller rektor, lärare, barnskötare, vikarier, praktikanter och alla andra som arbetar i
verksamheten. Den gäller i klassrummet, på gården, på utflykter och i digitala kanaler.
"""

SCHOOL_ROUTINE = """
# Vem rutinen är för
Rutinen gäller när ett barn eller en elev kan ha utsatts för trakasserier som har samband med en
diskrimineringsgrund, eller för sexuella trakasserier.
# Till dig som är elev
Du väljer själv vilken vuxen du berättar för:
- din mentor eller en annan lärare
- rektor
- skolsköterskan eller kuratorn
De minsta barnen behöver inga ord. Personalen lyssnar, ser och frågar.
# När skolan får veta
Så snart någon i personalen får kännedom om att ett barn eller en elev kan ha blivit utsatt ska
skolan utreda vad som har hänt. Det spelar ingen roll hur det har kommit fram. Den som har fått veta
berättar för rektor samma dag.
# Utredningen
Rektor ansvarar för utredningen. Är rektor inblandad utser skolchefen en annan utredare. Den utsatta
hörs först, och vårdnadshavarna kontaktas om det inte är olämpligt för barnet.
# Uppföljning
Rektor följer upp med den som har varit utsatt efter en vecka och efter en månad. Har det inte
upphört tas ärendet upp igen.
"""


def blocks(text: str) -> tuple[Block, ...]:
    """Return a text as the blocks of a paper: ``#`` begins a section, ``-`` a point of a list."""
    made: list[Block] = []
    for part in text.strip().split("# ")[1:]:
        heading, *lines = part.strip().split("\n")
        made.append(Heading(1, heading))
        for kind, words in _gathered(lines):
            made.append(Bullets(tuple(words)) if kind == "list" else Paragraph(" ".join(words)))
    return tuple(made)


def _gathered(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Return lines put together: a paragraph ends with its full stop at a line's end, or a colon."""
    out: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("- "):
            if not out or out[-1][0] != "list":
                out.append(("list", []))
            out[-1][1].append(line[2:])
        elif out and out[-1][0] == "text" and not out[-1][1][-1].endswith((".", ":", "?")):
            out[-1][1].append(line)
        else:
            out.append(("text", [line]))
    return out
