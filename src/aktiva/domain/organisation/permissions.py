"""Who may do what: one map that can be read aloud."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A function somebody holds for a time; it holds for the unit and everything below."""

    ADMINISTRATOR = "administrator"
    ASSISTANT = "assistant"
    AUDITOR = "auditor"
    DEPARTMENT_HEAD = "department_head"
    HR_PARTNER = "hr_partner"
    HR_STRATEGIST = "hr_strategist"
    REGISTRAR = "registrar"
    SAFETY_REPRESENTATIVE = "safety_representative"
    SECRETARY = "secretary"
    UNION_REPRESENTATIVE = "union_representative"
    UNIT_MANAGER = "unit_manager"


REPRESENTATIVES = frozenset({Role.SAFETY_REPRESENTATIVE, Role.UNION_REPRESENTATIVE})


class Permission(StrEnum):
    """``what:action``, alphabetical."""

    CASE_KEEP = "case:keep"
    CASE_SEE = "case:see"
    CENTRAL_ANSWER = "central:answer"
    COMPILATION_EDIT = "compilation:edit"
    COMPILATION_SEE = "compilation:see"
    COOPERATION_CONFIRM = "cooperation:confirm"
    COOPERATION_KEEP = "cooperation:keep"
    DEPARTMENT_ANSWER = "department:answer"
    DEPARTMENT_APPROVE = "department:approve"
    EDUCATION_KEEP = "education:keep"
    FIGURES_RELEASE = "figures:release"
    LAW_SEE = "law:see"
    LAW_SUMMARY_SEE = "law_summary:see"
    MAIL_SEE = "mail:see"
    MEASURE_DECIDE = "measure:decide"
    ORGANISATION_KEEP = "organisation:keep"
    PAPER_MAKE = "paper:make"
    PAY_FOLLOW = "pay:follow"
    PAY_KEEP = "pay:keep"
    SHEET_ANSWER = "sheet:answer"
    SHEET_READ = "sheet:read"
    SHEET_REVIEW = "sheet:review"
    SHEET_SIGN = "sheet:sign"
    TRAINING_KEEP = "training:keep"
    UNIT_DELEGATE = "unit:delegate"
    YEAR_KEEP = "year:keep"
    YEAR_SEE = "year:see"


HOLDERS: dict[Permission, frozenset[Role]] = {
    Permission.CASE_KEEP: frozenset({Role.SECRETARY, Role.REGISTRAR}),
    Permission.CASE_SEE: frozenset(
        {Role.SECRETARY, Role.REGISTRAR, Role.HR_STRATEGIST, Role.AUDITOR}
    ),
    Permission.CENTRAL_ANSWER: frozenset({Role.HR_STRATEGIST}),
    Permission.COMPILATION_EDIT: frozenset({Role.HR_STRATEGIST}),
    Permission.COMPILATION_SEE: frozenset(
        {Role.HR_STRATEGIST, Role.HR_PARTNER, Role.DEPARTMENT_HEAD, Role.AUDITOR}
    ),
    Permission.COOPERATION_CONFIRM: REPRESENTATIVES,
    Permission.COOPERATION_KEEP: frozenset(
        {Role.UNIT_MANAGER, Role.DEPARTMENT_HEAD, Role.HR_PARTNER, Role.HR_STRATEGIST}
    ),
    Permission.DEPARTMENT_ANSWER: frozenset({Role.HR_PARTNER, Role.DEPARTMENT_HEAD}),
    Permission.DEPARTMENT_APPROVE: frozenset({Role.DEPARTMENT_HEAD}),
    Permission.EDUCATION_KEEP: frozenset({Role.UNIT_MANAGER, Role.HR_STRATEGIST}),
    Permission.FIGURES_RELEASE: frozenset({Role.HR_STRATEGIST}),
    Permission.LAW_SEE: frozenset({Role.HR_STRATEGIST, Role.AUDITOR}),
    Permission.LAW_SUMMARY_SEE: frozenset(
        {Role.HR_STRATEGIST, Role.HR_PARTNER, Role.DEPARTMENT_HEAD, Role.AUDITOR}
        | {Role.SECRETARY, Role.REGISTRAR, Role.UNION_REPRESENTATIVE}
    ),
    Permission.MAIL_SEE: frozenset({Role.HR_STRATEGIST, Role.ADMINISTRATOR}),
    Permission.MEASURE_DECIDE: frozenset(
        {Role.UNIT_MANAGER, Role.DEPARTMENT_HEAD, Role.HR_PARTNER, Role.HR_STRATEGIST}
    ),
    Permission.ORGANISATION_KEEP: frozenset({Role.ADMINISTRATOR, Role.HR_STRATEGIST}),
    Permission.PAPER_MAKE: frozenset({Role.HR_STRATEGIST}),
    Permission.PAY_FOLLOW: frozenset({Role.HR_STRATEGIST, Role.AUDITOR, Role.UNION_REPRESENTATIVE}),
    Permission.PAY_KEEP: frozenset({Role.HR_STRATEGIST}),
    Permission.SHEET_ANSWER: frozenset({Role.UNIT_MANAGER, Role.ASSISTANT}),
    Permission.SHEET_READ: frozenset(Role) - {Role.ADMINISTRATOR, Role.SECRETARY, Role.REGISTRAR},
    Permission.SHEET_REVIEW: frozenset({Role.HR_PARTNER, Role.DEPARTMENT_HEAD, Role.HR_STRATEGIST}),
    Permission.SHEET_SIGN: frozenset({Role.UNIT_MANAGER}),
    Permission.TRAINING_KEEP: frozenset({Role.HR_PARTNER, Role.HR_STRATEGIST}),
    Permission.UNIT_DELEGATE: frozenset({Role.UNIT_MANAGER, Role.HR_STRATEGIST}),
    Permission.YEAR_KEEP: frozenset({Role.HR_STRATEGIST}),
    Permission.YEAR_SEE: frozenset(
        {Role.HR_STRATEGIST, Role.HR_PARTNER, Role.DEPARTMENT_HEAD, Role.AUDITOR}
    ),
}
