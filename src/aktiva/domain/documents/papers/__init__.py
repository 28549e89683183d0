"""The papers of the year: facts in, whole documents out."""

from aktiva.domain.documents.papers.action_plans import ActionPlan, PlannedRisk, action_plan
from aktiva.domain.documents.papers.annual_reports import (
    AnnualReport,
    AreaSection,
    CountedQuestion,
    ReportedObservation,
    UnitAnnex,
    UnitPart,
    annual_report,
)
from aktiva.domain.documents.papers.cooperation import (
    CooperationRow,
    Dissent,
    cooperation_blocks,
)
from aktiva.domain.documents.papers.minutes import MinutesExtract, Treatment, minutes_extract
from aktiva.domain.documents.papers.official_reports import OfficialReport, official_report
from aktiva.domain.documents.papers.plans import Plan, PlanArea, plan
from aktiva.domain.documents.papers.rows import MeasureRow
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import number

__all__ = [
    "ActionPlan",
    "AnnualReport",
    "AreaSection",
    "CooperationRow",
    "CountedQuestion",
    "Dissent",
    "MeasureRow",
    "MinutesExtract",
    "OfficialReport",
    "Plan",
    "PlanArea",
    "PlannedRisk",
    "ReportedObservation",
    "Sender",
    "Treatment",
    "UnitAnnex",
    "UnitPart",
    "action_plan",
    "annual_report",
    "cooperation_blocks",
    "minutes_extract",
    "number",
    "official_report",
    "plan",
]
