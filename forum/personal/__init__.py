"""What is kept about one person: given to them, or taken away at their word."""

from forum.personal.sending import send, take, waits

__all__ = ["send", "take", "waits"]
