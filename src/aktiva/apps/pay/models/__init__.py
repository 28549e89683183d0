"""The pay mapping of a year: its frozen copies, groups, comparisons, plan and cooperation.

No pay stands in any row. It is computed each time from the encrypted copy of a run, by those who
are named to read it.
"""

from aktiva.apps.pay.models.comparing import PayComparison
from aktiva.apps.pay.models.directive import PayCategory, PayQuestion
from aktiva.apps.pay.models.groups import GroupChange, GroupRating, WorkGroup
from aktiva.apps.pay.models.planning import PayPlanRow
from aktiva.apps.pay.models.practice import MarketSurvey, PayRule
from aktiva.apps.pay.models.runs import PayCopy, PayMapping, PayReader, PayRun
from aktiva.apps.pay.models.together import PayCooperation, PayHandover

__all__ = [
    "GroupChange",
    "GroupRating",
    "MarketSurvey",
    "PayCategory",
    "PayComparison",
    "PayCooperation",
    "PayCopy",
    "PayHandover",
    "PayMapping",
    "PayPlanRow",
    "PayQuestion",
    "PayReader",
    "PayRule",
    "PayRun",
    "WorkGroup",
]
