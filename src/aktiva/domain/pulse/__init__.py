"""The anonymous pulse: statements, what one answer holds, and what the answers say together."""
