"""Pages of the organisation, by what a person does there."""
