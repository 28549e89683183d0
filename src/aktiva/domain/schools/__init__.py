"""A school's work for children and pupils: what it is asked, and its record of a year."""
