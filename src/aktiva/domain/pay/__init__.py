"""The mapping of pay, 3 kap. 8–10 §§: groups, value, comparisons, judgements, and the plan with its costs."""
