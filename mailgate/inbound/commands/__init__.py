"""Mails to -join, -leave, -confirm+TOKEN and -request: what they ask for, done and answered.

`reading` finds the commands in a mail, line by line with `grammar`; `desk` deals with them and owes
one answer for all. What an act does stands below the doors (forum/wishes, forum/subscribing), so
that the web does the same.
"""

from mailgate.inbound.commands.desk import obey
from mailgate.inbound.commands.obeyed import Obeyed

__all__ = ["Obeyed", "obey"]
