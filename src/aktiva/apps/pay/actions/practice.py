"""Rules and practice are examined, and the market is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.pay import policy, queries
from aktiva.apps.pay.actions.keeping import open_mapping
from aktiva.apps.pay.models import MarketSurvey, PayMapping, PayRule
from aktiva.domain.pay.reasons import hollow, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """What a person fills in about a rule or a practice."""

    kind: str
    name: str
    in_text: str
    in_use: str
    reviewed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFacts:
    """What a person fills in about a look at the market; one source a line."""

    on_date: date
    sources: str
    findings: str


@transaction.atomic
def keep_rule(
    *, mapping_id: int, facts: RuleFacts, rule_id: int | None = None, actor, at: datetime
) -> PayRule:
    """Add a rule that was examined, or change one.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps.
        PayRule.DoesNotExist: No such rule in the mapping.
        ValidationError: The examination says nothing, is last year's word for word, or is of
            another year.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at)
    rule = PayRule(mapping=mapping) if rule_id is None else mapping.rules.get(pk=rule_id)
    wrong = {}
    if (day := _day_fault(facts.reviewed_on, mapping, on=at.date())) is not None:
        wrong["reviewed_on"] = day
    if not facts.name.strip():
        wrong["name"] = _("Skriv vad regeln eller praxisen heter.")
    if (why := hollow(facts.in_use, beside=(facts.name,))) is not None:
        wrong["in_use"] = _("Granskningen av hur den används %(why)s.") % {"why": why.words}
    elif plain(facts.in_use) in {plain(r.in_use) for r in queries.last_years_rules(mapping)}:
        wrong["in_use"] = _("Det är ord för ord förra årets granskning. Skriv vad som gäller i år.")
    if wrong:
        raise ValidationError(wrong)
    rule.kind, rule.name = facts.kind, facts.name.strip()
    rule.in_text, rule.in_use = facts.in_text.strip(), facts.in_use.strip()
    rule.reviewed_on = facts.reviewed_on
    history.store(rule, at=at, by=actor)
    _note(mapping, "rule", actor=actor, at=at)
    return rule


@transaction.atomic
def remove_rule(*, rule_id: int, actor, at: datetime) -> None:
    """Take away a rule; its earlier versions are kept.

    Raises:
        PayRule.DoesNotExist: Not one of a mapping that `actor` keeps.
        ValidationError: The mapping is closed.
    """
    kept = policy.keepable_mappings(actor, on=at.date())
    rule = PayRule.objects.filter(mapping__in=kept).get(pk=rule_id)
    mapping = open_mapping(rule.mapping_id, actor=actor, at=at)
    history.remove(rule, at=at, by=actor)
    _note(mapping, "rule removed", actor=actor, at=at)


@transaction.atomic
def keep_survey(
    *, mapping_id: int, facts: SurveyFacts, survey_id: int | None = None, actor, at: datetime
) -> MarketSurvey:
    """Add a look at the market, or change one.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps.
        MarketSurvey.DoesNotExist: No such survey in the mapping.
        ValidationError: There is no source, it says nothing, or is of another year.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at)
    kept = mapping.surveys
    survey = MarketSurvey(mapping=mapping) if survey_id is None else kept.get(pk=survey_id)
    wrong = {}
    if (day := _day_fault(facts.on_date, mapping, on=at.date())) is not None:
        wrong["on_date"] = day
    sources = [line.strip() for line in facts.sources.splitlines() if plain(line)]
    if not sources:
        wrong["sources"] = _(
            "Skriv minst en källa, till exempel den lönestatistik som ni har läst."
        )
    if (why := hollow(facts.findings)) is not None:
        wrong["findings"] = _("Beskrivningen %(why)s.") % {"why": why.words}
    if wrong:
        raise ValidationError(wrong)
    survey.on_date, survey.findings = facts.on_date, facts.findings.strip()
    survey.sources = "\n".join(sources)
    history.store(survey, at=at, by=actor)
    _note(mapping, "market survey", actor=actor, at=at)
    return survey


@transaction.atomic
def remove_survey(*, survey_id: int, actor, at: datetime) -> None:
    """Take away a look at the market that no explanation points to.

    Raises:
        MarketSurvey.DoesNotExist: Not one of a mapping that `actor` keeps.
        ValidationError: An explanation points to it, or the mapping is closed.
    """
    kept = policy.keepable_mappings(actor, on=at.date())
    survey = MarketSurvey.objects.filter(mapping__in=kept).get(pk=survey_id)
    mapping = open_mapping(survey.mapping_id, actor=actor, at=at)
    given = mapping.comparisons.exclude(connected="").values_list("given", flat=True)
    if any(one.get("survey") == survey.pk for rows in given for one in rows):
        raise ValidationError(
            _("En förklaring pekar på omvärldsanalysen. Ändra förklaringen innan den tas bort.")
        )
    history.remove(survey, at=at, by=actor)
    _note(mapping, "market survey removed", actor=actor, at=at)


def _day_fault(day: date, mapping: PayMapping, *, on: date) -> str | None:
    if day > on:
        return _("Dagen har inte varit ännu. Skriv dagen då det gjordes.")
    if day.year != mapping.cycle.year:
        return _("Dagen ska ligga i %(year)s, året som kartläggs.") % {"year": mapping.cycle.year}
    return None


def _note(mapping: PayMapping, what: str, *, actor, at: datetime) -> None:
    log.record(
        log.Event.PAY_MAPPING_KEPT, actor=actor, about=mapping, at=at, details={"what": what}
    )
