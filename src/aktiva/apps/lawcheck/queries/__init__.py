"""Evidence for the law check: the year's rows as they stood, and the verdicts over them."""

from aktiva.apps.lawcheck.queries.evidence import end_of, evidence, verdicts

__all__ = ["end_of", "evidence", "verdicts"]
