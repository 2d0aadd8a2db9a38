"""Every form of those who hold meetings, under one name."""

from forum.web.meetings import calling, confirming, minutes
from forum.web.meetings.desk import bp

__all__ = ["bp", "calling", "confirming", "minutes"]
