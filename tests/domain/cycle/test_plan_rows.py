"""An old plan of six tables is read row by row, and what is wrong is placed."""

from __future__ import annotations

import pytest

from aktiva.domain.cycle.own_areas import OwnArea
from aktiva.domain.cycle.plan_rows import PlanProblem, area_of, read_plan
from aktiva.domain.values import Area

HEAD = ["Aktivitet", "Ansvarig", "Tidsplan", "Uppföljning"]
PLAN: dict[str, list[list[str]]] = {
    "Arbetsförhållanden": [
        [
            "Gå igenom larm och belysning på alla parkeringar",
            "Fastighetschef",
            "april",
            "Skyddsrond",
        ],
        [
            "Prova höj- och sänkbara bord i köken",
            "Kostchef",
            "senast 30 september",
            "Samtal i köket",
        ],
        ["Ta upp jargong som stående punkt", "Enhetschef", "varje kvartal", "Protokoll"],
        ["Läsa igenom platsen för omklädning", "Enhetschef", "mars 2027", "Skyddsombudet"],
        ["Ordna hörslinga i två mötesrum", "Servicechef", "2027-06-30", "Besiktning"],
    ],
    "Löner och andra anställningsvillkor": [
        ["Granska kriterierna för lönesättning", "HR-chef", "före översynen", "Förhandlingen"],
        ["Jämföra vem som får tjänstebil", "Ekonomichef", "oktober", "Tabell per befattning"],
        ["Se över villkor för timavlönade", "HR-partner", "hösten", "Samverkansgruppen"],
    ],
    "Rekrytering och befordran": [
        ["Skriva om mallen för annonser", "HR-partner", "januari", "Stickprov på tio annonser"],
        [
            "Öva på intervjuer med fasta frågor",
            "Rekryterare",
            "två gånger om året",
            "Deltagarlista",
        ],
        ["Följa hur många som söker och kallas", "HR-partner", "februari", "Tal per kön"],
        ["Bjuda in till praktik i driften", "Driftchef", "maj", "Antal praktikanter"],
    ],
    "Utbildning och övrig kompetensutveckling": [
        ["Lägga kurser på förmiddagar", "Utbildningsledare", "från augusti", "Närvaro"],
        ["Ge vikarier samma introduktion", "Enhetschef", "löpande, avstämning i maj", "Checklista"],
        ["Fråga alla om kurser i medarbetarsamtalet", "Enhetschef", "senast april", "Enkät"],
        ["Erbjuda körkort för tung trafik", "Driftchef", "2027", "Antal per kön"],
    ],
    "Möjligheter att förena förvärvsarbete med föräldraskap": [
        ["Förlägga möten mellan nio och tre", "Enhetschef", "genast", "Kalendern"],
        ["Hålla kontakt under ledigheten", "Enhetschef", "efter överenskommelse", "Samtal"],
        ["Pröva fasta helger i hemtjänsten", "Områdeschef", "september–december", "Enkät"],
        ["Visa lediga pass en månad i förväg", "Planerare", "från 1 maj", "Schemat"],
        ["Ge samma lönesamtal till den som är ledig", "Enhetschef", "mars", "Lista"],
    ],
    "Trakasserier, sexuella trakasserier och repressalier": [
        ["Skriva in repressalier i rutinen", "HR-chef", "senast 15 februari", "Beslut"],
        ["Sätta upp vart man vänder sig", "Enhetschef", "mars", "Rundvandring"],
        ["Öva på att ta emot en anmälan", "HR-partner", "april och oktober", "Deltagarlista"],
        ["Fråga om utsatthet i pulsen", "HR-strateg", "två gånger om året", "Svar per förvaltning"],
        ["Prata om ansvar hos elever och gäster", "Rektor", "terminsstart", "APT"],
    ],
}
AREAS = [
    Area.WORKING_CONDITIONS,
    Area.PAY,
    Area.RECRUITMENT,
    Area.TRAINING,
    Area.PARENTHOOD,
    Area.HARASSMENT,
]


def six_tables() -> list[list[str]]:
    table: list[list[str]] = []
    for area, rows in PLAN.items():
        table += [[area, "", "", ""], HEAD, *rows, ["", "", "", ""]]
    return table


def test_a_plan_of_six_tables_gives_its_twenty_six_rows_with_their_areas():
    rows, problems = read_plan(six_tables())

    assert problems == []
    assert len(rows) == 26
    assert [r.area for r in rows] == [
        area for area, given in zip(AREAS, PLAN.values(), strict=True) for _ in given
    ]
    assert [[r.title, r.owner, r.schedule, r.follow_up] for r in rows] == [
        row for given in PLAN.values() for row in given
    ]


def test_the_plans_own_words_are_kept():
    rows, _ = read_plan([HEAD, ["Öva", "Chef", "Löpande?", ""]], area=Area.TRAINING)

    assert (rows[0].owner, rows[0].schedule) == ("Chef", "Löpande?")


def test_columns_may_stand_in_any_order_under_other_names():
    table = [["När", "Område", "Åtgärd", "Vem"], ["maj", "Löner", "Granska tillägg", "HR-chef"]]

    rows, problems = read_plan(table)

    assert problems == []
    assert (rows[0].title, rows[0].owner, rows[0].schedule, rows[0].area) == (
        "Granska tillägg",
        "HR-chef",
        "maj",
        Area.PAY,
    )


def test_without_headings_the_columns_are_taken_in_the_usual_order():
    rows, problems = read_plan([["Öva", "Rektor", "maj", "APT"]], area=Area.TRAINING)

    assert problems == []
    assert [rows[0].title, rows[0].owner, rows[0].schedule, rows[0].follow_up] == [
        "Öva",
        "Rektor",
        "maj",
        "APT",
    ]


def test_what_is_wrong_is_said_with_row_and_column():
    table = [HEAD, ["", "Rektor", "maj", ""], ["Öva", "", "maj", ""], ["Öva", "Rektor", "", ""]]

    _, problems = read_plan(table, area=Area.TRAINING)

    assert problems == [
        PlanProblem(2, "Aktivitet", "Aktiviteten saknas."),
        PlanProblem(3, "Ansvarig", "Ansvarig saknas."),
        PlanProblem(4, "Tidsplan", "Tidsplanen saknas."),
    ]


def test_a_row_under_no_area_is_kept_and_told():
    rows, problems = read_plan([HEAD, ["Öva", "Rektor", "maj", ""]])

    assert [r.area for r in rows] == [None]
    assert [(p.line, p.column) for p in problems] == [(2, "Område")]


def test_the_rows_own_area_goes_before_the_heading_above():
    table = [[*HEAD, "Område"], ["Öva", "Rektor", "maj", "", "Rekrytering"]]

    rows, _ = read_plan(table, area=Area.TRAINING)

    assert rows[0].area is Area.RECRUITMENT


def test_an_activity_with_nothing_beside_it_is_not_taken_for_an_area():
    rows, problems = read_plan([HEAD, ["Sätta upp en anslagstavla", "", "", ""]])

    assert [r.title for r in rows] == ["Sätta upp en anslagstavla"]
    assert [p.column for p in problems] == ["Ansvarig", "Tidsplan", "Område"]


@pytest.mark.parametrize(
    "words", ["Gå igenom rutinen för rekrytering", "Prata om trakasserier på APT"]
)
def test_an_activity_that_mentions_an_area_is_not_swallowed_as_its_heading(words):
    rows, _ = read_plan([HEAD, [words, "", "", ""]])

    assert [r.title for r in rows] == [words]


@pytest.mark.parametrize(
    "heading", ["2. Rekrytering", "Område 3: rekrytering", "REKRYTERING OCH BEFORDRAN"]
)
def test_a_numbered_or_shouted_heading_is_still_a_heading(heading):
    rows, problems = read_plan([[heading], HEAD, ["Öva", "Rektor", "maj", "APT"]])

    assert problems == []
    assert [r.area for r in rows] == [Area.RECRUITMENT]


def test_short_rows_and_empty_tables_are_no_obstacle():
    assert read_plan([]) == ([], [])
    assert read_plan([HEAD]) == ([], [])
    assert read_plan([HEAD, ["Öva"]])[0][0].owner == ""


@pytest.mark.parametrize("area", list(Area))
def test_every_area_is_known_by_the_words_of_the_act(area):
    assert area_of(f"  {area.label.upper()} ") is area
    assert area_of(area.short_label) is area


@pytest.mark.parametrize("words", ["", "   ", "Övrigt", "Samlat"])
def test_other_words_name_no_area(words):
    assert area_of(words) is None


def test_the_employers_own_headings_go_before_those_of_the_act():
    own = [OwnArea("Vår arbetsmiljö", (Area.WORKING_CONDITIONS, Area.HARASSMENT))]
    table = [
        ["Vår arbetsmiljö", "", "", ""],
        ["Gå skyddsrond", "Chef", "mars", "Protokoll"],
    ]

    rows, problems = read_plan(table, own=own)

    assert problems == []
    assert [(r.title, r.area) for r in rows] == [("Gå skyddsrond", Area.WORKING_CONDITIONS)]
