"""The papers of the year: facts in, whole documents out."""

from aktiva.domain.documents.papers.action_plans import ActionPlan, PlannedRisk, action_plan
from aktiva.domain.documents.papers.annual_reports import (
    INTRODUCTION,
    AnnualReport,
    AreaSection,
    CountedQuestion,
    ReportedObservation,
    UnitAnnex,
    UnitPart,
    annual_report,
    areas_in_short,
)
from aktiva.domain.documents.papers.at_the_workplace import (
    AgendaItem,
    OpenMeasure,
    WallPlan,
    agenda_item,
    wall_plan,
)
from aktiva.domain.documents.papers.cooperation import (
    AskedRow,
    CooperationAccount,
    CooperationRow,
    Dissent,
    MeetingRow,
    PartyRow,
    PartysWords,
    account_blocks,
    cooperation_blocks,
    word_blocks,
)
from aktiva.domain.documents.papers.education_reports import (
    EducationReport,
    SchoolExamined,
    SchoolFollowUpRow,
    SchoolMeasureRow,
    SchoolRiskRow,
    SchoolText,
    SchoolTogether,
    education_report,
)
from aktiva.domain.documents.papers.handed_over import (
    Governing,
    HandedOver,
    ListedFile,
    MetPoint,
    Overview,
    Verdict,
    cooperation_paper,
    governing_paper,
    law_check_paper,
    log_paper,
    overview,
    pay_paper,
)
from aktiva.domain.documents.papers.meeting_packs import (
    MOST_RISKS,
    MeetingPack,
    RiskLine,
    meeting_pack,
)
from aktiva.domain.documents.papers.minutes import MinutesExtract, Treatment, minutes_extract
from aktiva.domain.documents.papers.official_reports import OfficialReport, official_report
from aktiva.domain.documents.papers.own_headings import Under
from aktiva.domain.documents.papers.pay_reports import PAY_INTRODUCTION, PayReport, pay_report
from aktiva.domain.documents.papers.personnel_chapters import (
    INTRODUCTION as CHAPTER_INTRODUCTION,
)
from aktiva.domain.documents.papers.personnel_chapters import (
    PersonnelChapter,
    personnel_chapter,
)
from aktiva.domain.documents.papers.plans import Plan, PlanArea, plan, standing_words
from aktiva.domain.documents.papers.proposals import (
    YearsFacts,
    proposed_matter,
    proposed_summary,
)
from aktiva.domain.documents.papers.pulse_posters import (
    Poster,
    PosterWords,
    Qr,
    Slip,
    poster,
    posters,
    slips,
)
from aktiva.domain.documents.papers.receipts import Receipt, receipt
from aktiva.domain.documents.papers.rows import MeasureRow
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import number

__all__ = [
    "CHAPTER_INTRODUCTION",
    "INTRODUCTION",
    "MOST_RISKS",
    "PAY_INTRODUCTION",
    "ActionPlan",
    "AgendaItem",
    "AnnualReport",
    "AreaSection",
    "AskedRow",
    "CooperationAccount",
    "CooperationRow",
    "CountedQuestion",
    "Dissent",
    "EducationReport",
    "Governing",
    "HandedOver",
    "ListedFile",
    "MeasureRow",
    "MeetingPack",
    "MeetingRow",
    "MetPoint",
    "MinutesExtract",
    "OfficialReport",
    "OpenMeasure",
    "Overview",
    "PartyRow",
    "PartysWords",
    "PayReport",
    "PersonnelChapter",
    "Plan",
    "PlanArea",
    "PlannedRisk",
    "Poster",
    "PosterWords",
    "Qr",
    "Receipt",
    "ReportedObservation",
    "RiskLine",
    "SchoolExamined",
    "SchoolFollowUpRow",
    "SchoolMeasureRow",
    "SchoolRiskRow",
    "SchoolText",
    "SchoolTogether",
    "Sender",
    "Slip",
    "Treatment",
    "Under",
    "UnitAnnex",
    "UnitPart",
    "Verdict",
    "WallPlan",
    "YearsFacts",
    "account_blocks",
    "action_plan",
    "agenda_item",
    "annual_report",
    "areas_in_short",
    "cooperation_blocks",
    "cooperation_paper",
    "education_report",
    "governing_paper",
    "law_check_paper",
    "log_paper",
    "meeting_pack",
    "minutes_extract",
    "number",
    "official_report",
    "overview",
    "pay_paper",
    "pay_report",
    "personnel_chapter",
    "plan",
    "poster",
    "posters",
    "proposed_matter",
    "proposed_summary",
    "receipt",
    "slips",
    "standing_words",
    "wall_plan",
    "word_blocks",
]
