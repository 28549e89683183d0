"""The pages of the comparisons, the adjusted gap and the plan: what they show, keep and ask."""

from __future__ import annotations

import re
from datetime import date

import paying
import pytest
from django.urls import reverse
from strandvik import noon

from aktiva.apps.audit import log
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.pay import actions, queries
from aktiva.apps.pay.models import PayComparison, PayMapping, PayPlanRow

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-10-02")
WORDS = "Männen i gruppen har i genomsnitt tolv år längre tid i yrket."
LAST_YEAR = "Männen anställdes när lönerna var högre."


@pytest.fixture
def mapping(town, cycle) -> PayMapping:
    return paying.valued(paying.mapped(cycle, by=town.hr, at=AT), by=town.hr, at=AT)


@pytest.fixture
def hr(client, town, mapping, day):
    day("2023-10-04")
    client.force_login(town.hr)
    return client


def at(name: str, mapping, *args, query: str = "") -> str:
    return reverse(f"pay:{name}", args=[mapping.cycle_id, *args]) + query


def bundle_at(mapping, kind: str, group: str = "", order: str = "kvinnor") -> str:
    pk = mapping.groups.get(name=group).pk if group else 0
    return at("bundle", mapping, kind, order, pk)


def judge(town, mapping, row, **changed):
    given = {"connected": "no", "text": "", "given": [{"code": "experience", "text": WORDS}]}
    actions.judge(
        mapping_id=mapping.pk, comparison_ids=[row.pk], actor=town.hr, at=AT, **(given | changed)
    )


# ---- the list --------------------------------------------------------------------------


def test_every_comparison_is_reached_from_the_list_whatever_the_order(hr, mapping):
    for order in ("kvinnor", "motpart"):
        found = set()
        page = hr.get(at("comparisons", mapping, query=f"?ordning={order}"))
        for address in set(re.findall(r'href="([^"]+/bunt/[^"]+)"', page.text)):
            found |= set(map(int, re.findall(r"jamforelser/(\d+)/", hr.get(address).text)))

        assert found == set(mapping.comparisons.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Undersköterska", "Barnskötare"}),
        ("?visa=kvar", {"Barnskötare"}),
        ("?visa=bedomda", {"Undersköterska"}),
        ("?visa=saknar", set()),
        ("?slag=lika-arbete", {"Undersköterska", "Barnskötare"}),
        ("?slag=lagre-krav", set()),
    ],
)
def test_the_list_is_narrowed_to_what_is_left_or_done(hr, town, mapping, query, shown):
    judge(town, mapping, paying.comparison(mapping, "Undersköterska"))

    page = hr.get(at("comparisons", mapping, query=query))

    names = set(re.findall(r"Kvinnorna i (\w+) har lägre lön än männen", page.text))
    assert names & {"Undersköterska", "Barnskötare"} == shown


def test_after_a_new_file_a_bundle_is_confirmed_with_one_button(hr, town, mapping):
    row = paying.comparison(mapping, "Undersköterska")
    judge(town, mapping, row)
    paying.confirmed(
        mapping, by=town.hr, at=AT, content=paying.pay_file(raised=50), why="rättad fil"
    )

    before = hr.get(at("comparisons", mapping))
    after = hr.post(at("still_holds", mapping), {"chosen": [row.pk]}, follow=True)

    assert "Gäller fortfarande" in before.text
    assert "Gäller fortfarande" not in after.text
    row.refresh_from_db()
    assert row.judged_in.number == 2


def test_what_is_no_more_stands_below(hr, town, mapping):
    row = paying.comparison(mapping, "Undersköterska", "IT-tekniker")
    judge(town, mapping, row, connected="cannot_be_excluded", text="Vi vet inte varför.", given=[])
    paying.valued(mapping, by=town.hr, at=AT, points=paying.POINTS | {"IT-tekniker": 700.0})

    page = hr.get(at("comparisons", mapping))

    assert "Finns inte längre" in page.text and "Vi vet inte varför." in page.text


def test_an_empty_list_says_what_makes_comparisons(client, day, town, cycle):
    day("2023-10-04")
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    paying.confirmed(
        mapping,
        by=town.hr,
        at=AT,
        content=paying.pay_file([("Vaktmästare", "501011", (), (27_900,))]),
    )
    client.force_login(town.hr)

    page = client.get(at("comparisons", mapping))

    assert "Det finns inga jämförelser ännu" in page.text


# ---- judging ---------------------------------------------------------------------------


def test_a_bundle_is_judged_together_and_says_at_once_what_is_lacking(hr, mapping):
    address = bundle_at(mapping, "likvardigt-arbete", "Undersköterska")
    row = paying.comparison(mapping, "Undersköterska", "IT-tekniker")

    page = hr.post(
        address, {"chosen": [row.pk], "connected": "no", "market_text": WORDS}, follow=True
    )

    row.refresh_from_db()
    assert row.connected == "no" and row.given[0]["code"] == "market"
    assert "måste peka på årets omvärldsanalys" in page.text


def test_the_whole_bundle_may_be_judged_at_once(hr, town, mapping):
    equal = [(title, code, women, women) for title, code, women, _men in paying.JOBS if women]
    content = paying.pay_file(equal)
    paying.confirmed(mapping, by=town.hr, at=AT, content=content, why="höjda löner för kvinnor")

    hr.post(
        bundle_at(mapping, "lika-arbete"),
        {"whole": "on", "connected": "no", "text": "Kvinnor och män har samma löner."},
    )

    judged = mapping.comparisons.exclude(connected="")
    assert {r.women_group.name for r in judged} == {title for title, *_rest in equal}
    assert {r.kind for r in judged} == {"equal_work"}
    assert queries.standing(mapping).n_judged == 5


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"connected": "no"}, "Bocka för minst en jämförelse."),
        ({"chosen": "own"}, "Svara om skillnaden har samband med kön."),
        ({"chosen": "999999", "connected": "no"}, "finns inte längre"),
        ({"chosen": "own", "connected": "no", "retained_decided_on": "i våras"}, "2027-03-31"),
    ],
)
def test_a_wrong_form_is_shown_again_with_what_was_typed(hr, mapping, sent, said):
    row = paying.comparison(mapping, "Undersköterska")
    sent = {k: row.pk if v == "own" else v for k, v in sent.items()}

    page = hr.post(
        bundle_at(mapping, "lika-arbete", "Undersköterska"), sent | {"experience_text": WORDS}
    )

    assert page.status_code == 422
    assert said in page.text and WORDS in page.text
    assert not PayComparison.objects.exclude(connected="").exists()


def test_a_comparison_shows_figures_a_picture_and_its_table(hr, mapping):
    row = paying.comparison(mapping, "Undersköterska")

    page = hr.get(at("comparison", mapping, row.pk))

    assert page.text.count("<circle") == 6 + 1  # one in the key
    assert page.text.count('<path class="two"') == 2 + 1
    assert "1\u00a0167\u00a0kr, 3,8\u00a0%" in page.text  # (30 350 − 29 183) of means
    assert "Bilden som tabell" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_picture_of_two_groups_has_both(hr, mapping):
    row = paying.comparison(mapping, "Undersköterska", "IT-tekniker")

    page = hr.get(at("comparison", mapping, row.pk, query="?axel=anstallning"))

    assert page.text.count("<circle") == 7 + 1
    assert page.text.count('<path class="two"') == 6 + 1
    assert "år i anställningen" in page.text


def test_a_reason_that_says_harder_is_asked_about_on_the_page(hr, mapping):
    row = paying.comparison(mapping, "Undersköterska")
    address = at("comparison", mapping, row.pk)
    harder = {"connected": "no", "experience_text": "Männen har större ansvar för läkemedel här."}

    asked = hr.post(address, harder, follow=True)
    hr.post(address, harder | {"choice": "split"})

    assert "större ansvar" in asked.text and "Dela gruppen" in asked.text
    row.refresh_from_db()
    assert row.choice == "split"


def test_last_years_words_stand_beside(hr, town, mapping):
    year = cycles.open_year(employer=town.employer, year=2022, actor=town.hr, at=noon("2023-01-10"))
    before = paying.mapped(year, by=town.hr, at=AT)
    row = paying.comparison(before, "Undersköterska")
    judge(town, before, row, connected="cannot_be_excluded", text=LAST_YEAR, given=[])

    page = hr.get(at("comparison", mapping, paying.comparison(mapping, "Undersköterska").pk))
    listed = hr.get(at("comparisons", mapping))
    bundle = hr.get(bundle_at(mapping, "lika-arbete", "Undersköterska"))

    assert LAST_YEAR in bundle.text
    assert LAST_YEAR in page.text and "Bedömningen 2022" in page.text
    assert "förra året gick samband med kön inte att utesluta" in listed.text


def test_words_that_point_somebody_out_are_asked_about_first(hr, mapping):
    row = paying.comparison(mapping, "Undersköterska")
    words = "Skillnaden beror på att Bo Grip fick en högre lön."
    address = at("comparison", mapping, row.pk)

    # The name is known to HR where the person has a role; a number is known everywhere.
    page = hr.post(address, {"connected": "no", "text": words + " Se 19850712-1234."})

    assert page.status_code == 422 and "Orden kan peka ut någon" in page.text
    row.refresh_from_db()
    assert row.connected == ""


def test_a_reader_who_does_not_keep_the_mapping_reads_and_cannot_write(client, day, town, mapping):
    reader = town.people["Sara Lund"]
    actions.name_reader(mapping_id=mapping.pk, user_id=reader.pk, actor=town.hr, at=AT)
    day("2023-10-04")
    client.force_login(reader)
    row = paying.comparison(mapping, "Undersköterska")
    addresses = [
        at("comparisons", mapping), at("adjusted", mapping), at("plan", mapping),
        bundle_at(mapping, "lika-arbete", "Undersköterska"), at("comparison", mapping, row.pk),
        at("simulation", mapping), at("plan_before", mapping),
    ]  # fmt: skip

    assert {client.get(a).status_code for a in addresses} == {200}
    assert "Spara bedömningen" not in client.get(addresses[4]).text
    assert {client.post(a, {"connected": "no"}).status_code for a in addresses[3:6]} == {404}
    assert client.get(at("plan_new", mapping)).status_code == 404


def test_each_page_with_pay_leaves_one_reading_in_the_log(hr, mapping):
    row = paying.comparison(mapping, "Undersköterska")
    for address in (
        at("comparisons", mapping), at("comparison", mapping, row.pk), at("adjusted", mapping),
        bundle_at(mapping, "lika-arbete", "Undersköterska"), at("simulation", mapping),
    ):  # fmt: skip
        before = AuditEntry.objects.filter(event=log.Event.PAY_FIGURES_SEEN).count()
        hr.get(address)
        assert AuditEntry.objects.filter(event=log.Event.PAY_FIGURES_SEEN).count() == before + 1


@pytest.mark.parametrize("n", [3, 30])
def test_the_pages_ask_as_much_for_few_groups_as_for_many(
    client, day, town, cycle, n, django_assert_max_num_queries
):
    day("2023-10-04")
    jobs = [
        (f"Yrke {i}", f"{100_000 + i}", (27_000 + i, 28_000), (29_000, 30_000)) for i in range(n)
    ]
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    paying.confirmed(mapping, by=town.hr, at=AT, content=paying.pay_file(jobs))
    client.force_login(town.hr)
    client.get(at("comparisons", mapping))

    with django_assert_max_num_queries(40):
        client.get(at("comparisons", mapping))
    with django_assert_max_num_queries(40):
        client.get(bundle_at(mapping, "lika-arbete", mapping.groups.first().name))


@pytest.mark.parametrize("kind", ["lika-arbete", "finns-inte"])
def test_a_bundle_that_is_not_there_is_404(hr, mapping, kind):
    assert hr.get(at("bundle", mapping, kind, "kvinnor", 999_999)).status_code == 404


# ---- the adjusted gap ------------------------------------------------------------------


def test_the_adjusted_gap_warns_of_few_and_says_what_it_rests_on(hr, mapping):
    page = hr.get(at("adjusted", mapping))

    assert "En hjälp att tänka, aldrig ett svar" in page.text
    assert "Bara 32 anställda ingår" in page.text
    assert "ålder, anställningsår och sysselsättningsgrad" in page.text
    assert "Frihetsgrader" in page.text and "VIF" in page.text


def test_without_birth_years_it_says_that_age_is_left_out(client, day, town, cycle):
    day("2023-10-04")
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    run = paying.take(mapping, by=town.hr, at=AT)
    columns = {k: v for k, v in paying.COLUMNS.items() if k != "birth"}
    actions.confirm_file(run_id=run.pk, columns=columns, sexes=paying.SEXES, actor=town.hr, at=AT)
    client.force_login(town.hr)

    page = client.get(at("adjusted", mapping))

    assert "Ålder används inte: uppgiften saknas för 32 av 32." in page.text


# ---- the plan --------------------------------------------------------------------------


@pytest.fixture
def doubted(town, mapping) -> PayComparison:
    row = paying.comparison(mapping, "Undersköterska", "IT-tekniker")
    judge(town, mapping, row, connected="cannot_be_excluded", text=WORDS, given=[])
    return row


def test_a_row_is_written_from_the_comparison_and_stands_in_the_plan(hr, mapping, doubted):
    form = hr.get(at("plan_new", mapping, query=f"?jamforelse={doubted.pk}"))
    hr.post(
        at("plan_new", mapping),
        {
            "sort": "adjustment", "what": "Höj lönerna", "answers": [doubted.pk], "persons": "8",
            "kr_month": "1 500", "start": "2024-04-01", "due": "2025-04-01",
            "financing": "löneöversynen", "responsible": "HR-chef",
        },
    )  # fmt: skip
    page = hr.get(at("plan", mapping))

    assert re.search(rf'value="{doubted.pk}"[^>]*checked', form.text)
    assert PayPlanRow.objects.get().answers == [doubted.pk]
    assert "201\u00a0816\u00a0kr" in page.text  # 8 · 1 500 · 12 · 1,4015
    assert "Komplett" in page.text


def test_the_plan_says_what_it_does_not_answer_and_what_a_row_lacks(hr, town, mapping, doubted):
    actions.add_plan_rows(
        mapping_id=mapping.pk, actor=town.hr, at=AT,
        facts=[actions.PlanFacts(sort="adjustment", what="Höj lönerna", due=date(2027, 1, 1))],
    )  # fmt: skip

    page = hr.get(at("plan", mapping))

    assert "Planen svarar inte på allt" in page.text
    assert "saknar kostnad" in page.text
    assert "Lagens gräns är 2026-09-01" in page.text


def test_a_row_with_a_wrong_number_keeps_what_was_typed(hr, mapping):
    page = hr.post(
        at("plan_new", mapping), {"sort": "adjustment", "what": "Höj lönerna", "persons": "många"}
    )

    assert page.status_code == 422
    assert "Skriv ett helt tal" in page.text and "Höj lönerna" in page.text
    assert "i fältet ”Antal personer”" in page.text
    assert not PayPlanRow.objects.exists()


def test_a_row_is_changed_made_a_measure_and_removed_from_its_pages(hr, town, mapping):
    (row,) = actions.add_plan_rows(
        mapping_id=mapping.pk, actor=town.hr, at=AT,
        facts=[actions.PlanFacts(
            sort="other", what="Utbilda lönesättande chefer", kr_once=0, due=date(2024, 5, 1),
            responsible="HR-chef",
        )],
    )  # fmt: skip

    changed = hr.post(
        at("plan_row", mapping, row.pk),
        {"sort": "other", "what": "Utbilda alla chefer", "kr_once": "0", "due": "2024-05-01",
         "responsible": "HR-chef"},
        follow=True,
    )  # fmt: skip
    measured = hr.post(at("plan_row_measure", mapping, row.pk), follow=True)
    removed = hr.post(at("plan_row_remove", mapping, row.pk), follow=True)

    assert "Utbilda alla chefer" in changed.text
    assert "Finns bland årets åtgärder." in measured.text
    assert "Planen har inga rader ännu" in removed.text


def test_a_budget_becomes_rows_that_answer_their_comparisons(hr, mapping, doubted):
    query = "?budget=200+000&target=grupp"

    page = hr.get(at("simulation", mapping, query=query))
    hr.post(
        at("simulation", mapping, query=query),
        {"groups": ["Undersköterska"], "due": "2025-04-01", "responsible": "HR-chef"},
    )

    assert "Så långt räcker budgeten" in page.text and "Undersköterska" in page.text
    row = PayPlanRow.objects.get()
    assert (row.answers, row.due, row.responsible) == ([doubted.pk], date(2025, 4, 1), "HR-chef")
    cost = queries.plan_lines(queries.standing(mapping), queries.rate_of(mapping), on=AT.date())
    assert 190_000 < cost[0].cost < 210_000


def test_a_group_where_one_alone_is_raised_does_not_become_a_row(hr, mapping, doubted):
    query = "?budget=1000&target=grupp"

    page = hr.post(at("simulation", mapping, query=query), {"groups": ["Undersköterska"]})

    assert page.status_code == 422
    assert not PayPlanRow.objects.exists()


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, "Räkna"),
        ("?budget=mycket&target=man", 422, "Skriv ett helt tal"),
        ("?budget=1000&target=", 422, "Välj vad lönerna ska jämföras med"),
        ("?budget=1000&target=man", 200, "Inga jämförelser att räkna på"),
    ],
)
def test_a_simulation_says_what_it_needs(hr, mapping, query, status, said):
    page = hr.get(at("simulation", mapping, query=query))

    assert page.status_code == status
    assert said in page.text


def test_without_on_costs_the_pages_say_what_to_do(hr, mapping):
    PayMapping.objects.update(po_percent=None)

    for name in ("plan", "simulation"):
        page = hr.get(at(name, mapping))
        assert at("settings", mapping) in page.text and "PO-pålägget är inte angivet" in page.text


def test_last_years_plan_is_evaluated_row_by_row(hr, town, mapping):
    year = cycles.open_year(employer=town.employer, year=2022, actor=town.hr, at=noon("2023-01-10"))
    before = paying.mapping_of(year, by=town.hr, at=AT)
    (row,) = actions.add_plan_rows(
        mapping_id=before.pk, actor=town.hr, at=AT,
        facts=[actions.PlanFacts(sort="adjustment", what="Höj barnskötarnas löner")],
    )  # fmt: skip
    told = {"state": "done", "outcome": "Alla fick höjningen och skillnaden är borta."}

    warned = hr.get(at("plan", mapping))
    wrong = hr.post(at("plan_outcome", mapping, row.pk), {"state": "extended", "outcome": "Nej."})
    page = hr.post(at("plan_outcome", mapping, row.pk), told, follow=True)

    assert "Förra årets plan är inte utvärderad" in warned.text
    assert wrong.status_code == 422 and "Skriv när den förlängda raden ska vara klar." in wrong.text
    assert told["outcome"] in page.text
    assert "Förra årets plan är utvärderad" in hr.get(at("plan", mapping)).text


def test_a_closed_mapping_is_read_and_not_changed(hr, town, mapping, doubted):
    PayMapping.objects.update(closed_at=AT)

    assert hr.get(at("plan", mapping)).status_code == 200
    assert hr.get(at("plan_new", mapping)).status_code == 404
    assert "Spara bedömningen" not in hr.get(at("comparison", mapping, doubted.pk)).text


# ---- those who read without judging ----------------------------------------------------


@pytest.fixture
def reader(client, town, mapping, day):
    day("2023-10-04")
    other = town.people["Bo Grip"]
    actions.name_reader(mapping_id=mapping.pk, user_id=other.pk, actor=town.hr, at=AT)
    client.force_login(other)
    return client


def test_a_reader_is_told_the_judgement_with_every_word_it_rests_on(reader, town, mapping):
    survey = actions.keep_survey(
        mapping_id=mapping.pk, actor=town.hr, at=AT,
        facts=actions.SurveyFacts(
            on_date=date(2023, 9, 20), sources="Länets lönestatistik", findings="Två procent högre."
        ),
    )  # fmt: skip
    row = paying.comparison(mapping, "Undersköterska")
    judge(
        town, mapping, row, text="Analysen gjordes tillsammans.", choice="same_work",
        choice_words="Ansvaret växlar mellan alla i gruppen varje vecka.",
        given=[
            {"code": "experience", "text": "Männen har mer ansvar och längre tid i yrket."},
            {"code": "market", "text": "Andra betalar mer.", "survey": survey.pk},
        ],
    )  # fmt: skip
    page = reader.get(at("comparison", mapping, row.pk)).text

    assert "<form" not in page.split("<main")[1].split("</main>")[0].split("Bedömning</h2>")[1]
    for words in (
        "Analysen gjordes tillsammans.", "Erfarenhet i arbetet:", "längre tid i yrket",
        "omvärldsanalysen 2023-09-20", "Ansvaret växlar mellan alla",
    ):  # fmt: skip
        assert words in page


def test_one_who_is_named_finds_the_mapping_from_the_page_where_they_arrive(
    client, town, mapping, day
):
    day("2023-10-04")
    other = town.people["Bo Grip"]
    client.force_login(other)
    address = at("overview", mapping)
    assert address not in client.get(reverse("overview:tasks")).text

    mapping.raters = [other.pk]
    mapping.save()

    assert address in client.get(reverse("overview:tasks")).text


def test_the_table_of_equal_work_counts_women_and_men_once(hr, mapping):
    row = paying.comparison(mapping, "Undersköterska")
    table = hr.get(at("comparison", mapping, row.pk)).text.split("<table")[1].split("</table>")[0]

    cells = re.findall(r'data-label="Antal">(\d+)<', table)
    assert cells == ["6", "2"]
    assert 'data-label="Män"' not in table


def test_a_comparison_between_groups_shows_how_the_work_is_valued(hr, town, mapping):
    mapping.method = PayMapping.Method.FACTORS
    mapping.save()
    factors = queries.plan_of(mapping).factors
    level = {f.key: 3 for f in factors}
    mapping.groups.filter(name="Undersköterska").update(levels=level)
    mapping.groups.filter(name="IT-tekniker").update(levels=level | {factors[0].key: 2})
    row = paying.comparison(mapping, "Undersköterska", "IT-tekniker")
    page = hr.get(at("comparison", mapping, row.pk)).text

    assert "Värderingen, faktor för faktor" in page
    assert all(f.name in page for f in factors)
    assert f"3 av {len(factors[0].levels)}" in page and f"2 av {len(factors[0].levels)}" in page


def test_a_challenged_reason_leads_to_the_group_and_to_the_value(hr, town, mapping):
    row = paying.comparison(mapping, "Undersköterska")
    judge(town, mapping, row, given=[{"code": "experience", "text": "Männen har mer ansvar."}])
    page = hr.get(at("comparison", mapping, row.pk)).text

    assert at("group", mapping, row.women_group_id) in page
    assert at("value", mapping) in page
