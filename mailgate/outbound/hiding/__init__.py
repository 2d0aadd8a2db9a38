"""Copies of a mail in which nobody's mailbox and no telephone number stands."""
