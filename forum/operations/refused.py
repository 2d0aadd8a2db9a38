"""What an operator is told when a command can't do its work."""


class Refused(Exception):
    """A command can't do what it was asked; the text is one sentence for the operator."""
