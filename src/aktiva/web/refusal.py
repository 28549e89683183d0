"""What a command answers when it cannot be carried out as given."""


class BadInput(Exception):
    """One Swedish sentence says what is wrong and what to do; the exit code is 2."""
