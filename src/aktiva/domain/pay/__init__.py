"""The mapping of pay: gaps, the three comparisons of 3 kap. 9 §, and pay at equal background."""
