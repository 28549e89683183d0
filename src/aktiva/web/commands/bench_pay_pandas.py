"""What `bench pay` is set beside: the same figures with pandas and a regression library.

Run as a process of its own: ``python -m … FILE PLAN pyfixest|statsmodels``. Never part of the
product; pandas, pyfixest and statsmodels are in the group `bench`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FULL_TIME_HOURS = 1980


def main(file: str, plan: str, estimator: str) -> None:
    """Print the figures of a file as JSON."""
    import pandas as pd

    path = Path(file)
    if path.suffix == ".parquet":
        staff = pd.read_parquet(path)
    else:
        staff = pd.read_excel(path, engine="calamine")
    staff["woman"] = (staff["Kön"] == "K").astype("int8")
    groups = _groups(staff)
    compared = _comparisons(groups, pd.read_csv(plan))
    art9 = _article_9(staff)
    adjust = {"pyfixest": _pyfixest, "statsmodels": _statsmodels}[estimator]
    estimate, se = adjust(staff)
    mean, median = (staff.groupby("woman")["Heltidslön"].agg(f) for f in ("mean", "median"))
    print(
        json.dumps(
            {
                "mean_gap": float((mean[0] - mean[1]) / mean[0]),
                "median_gap": float((median[0] - median[1]) / median[0]),
                "adjusted": estimate,
                "se": se,
                **art9,
                "comparisons": compared,
            }
        )
    )


def _groups(staff: Any) -> Any:
    """Return number, mean and median per group, of everybody and of each sex."""
    by_group = staff.groupby("Befattning", observed=True)["Heltidslön"]
    every = by_group.agg(["size", "mean", "median"])
    by_sex = staff.groupby(["Befattning", "woman"], observed=True)["Heltidslön"]
    each = by_sex.agg(["size", "mean", "median"]).unstack("woman")
    every["women"] = each[("size", 1)].fillna(0)
    every["men"] = each[("size", 0)].fillna(0)
    every["gap"] = (each[("mean", 0)] - each[("mean", 1)]) / each[("mean", 0)]
    every["gap_median"] = (each[("median", 0)] - each[("median", 1)]) / each[("median", 0)]
    return every.reset_index()


def _comparisons(groups: Any, plan: Any) -> int:
    """Return how many comparisons the three of 3 kap. 9 § are."""
    valued = groups.merge(plan, left_on="Befattning", right_on="group")
    dominated = valued["women"] * 100 >= 60 * valued["size"]
    pairs = valued[dominated].merge(valued[~dominated], how="cross", suffixes=("_a", "_b"))
    equal = pairs["band_a"] == pairs["band_b"]
    lower = (pairs["points_b"] < pairs["points_a"]) & (pairs["mean_b"] > pairs["mean_a"])
    both = (valued["women"] > 0) & (valued["men"] > 0)
    return int(both.sum() + equal.sum() + lower.sum())


def _article_9(staff: Any) -> dict[str, float]:
    """Return the figures of article 9.1 a and c; b and d–g are computed and left."""
    import pandas as pd

    hours = FULL_TIME_HOURS / 12
    parts = (staff["Fasta tillägg"] + staff["Rörligt"]) / hours
    total = staff["Heltidslön"] / hours + parts
    woman = staff["woman"]
    mean, median = total.groupby(woman).mean(), total.groupby(woman).median()
    received = parts > 0
    parts[received].groupby(woman[received]).agg(["mean", "median"])
    received.groupby(woman).mean()
    pd.crosstab(pd.qcut(total.rank(method="first"), 4, labels=False), woman)
    frame = pd.DataFrame({"total": total, "basic": staff["Heltidslön"] / hours, "parts": parts})
    frame.groupby([staff["Befattning"], woman], observed=True).mean()
    return {
        "art9_a": float((mean[0] - mean[1]) / mean[0]),
        "art9_c": float((median[0] - median[1]) / median[0]),
    }


def _pyfixest(staff: Any) -> tuple[float, float]:
    import numpy as np
    import pyfixest as pf

    frame = _model(staff)
    frame["Befattning"] = staff["Befattning"].to_numpy()
    fitted = pf.feols(
        "log_pay ~ woman + tenure + schooling + age + age2 | Befattning", frame, vcov="HC1"
    )
    # pyfixest counts the absorbed groups otherwise than n − groups − columns.
    freedom = len(frame) - frame["Befattning"].nunique() - 5
    meat = float(fitted.se()["woman"])
    factor = fitted._ssc[0] if np.ndim(fitted._ssc) else fitted._ssc
    return float(fitted.coef()["woman"]), meat / float(np.sqrt(factor)) * float(
        np.sqrt(len(frame) / freedom)
    )


def _statsmodels(staff: Any) -> tuple[float, float]:
    """Fit on distances to the groups' means: with a column per group, memory would not do."""
    import numpy as np
    import statsmodels.api as sm

    frame = _model(staff)
    group = staff["Befattning"].to_numpy()
    within = frame - frame.groupby(group, observed=True).transform("mean")
    outcome = within.pop("log_pay")
    fitted = sm.OLS(outcome.to_numpy(), within.to_numpy()).fit(cov_type="HC0")
    freedom = len(frame) - len(np.unique(group)) - within.shape[1]
    return float(fitted.params[0]), float(fitted.bse[0] * np.sqrt(len(frame) / freedom))


def _model(staff: Any) -> Any:
    """Return the columns of the regression, the sex first."""
    import numpy as np
    import pandas as pd

    age = staff["Ålder"].to_numpy(float)
    return pd.DataFrame(
        {
            "log_pay": np.log(staff["Heltidslön"].to_numpy(float)),
            "woman": staff["woman"].to_numpy(float),
            "tenure": staff["Anställningstid"].to_numpy(float),
            "schooling": staff["Utbildning"].to_numpy(float),
            "age": age,
            "age2": age**2,
        }
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
