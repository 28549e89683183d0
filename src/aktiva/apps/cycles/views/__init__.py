"""Pages of a year, by what a person does there."""
