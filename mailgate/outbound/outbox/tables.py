"""The tables of the outbox, for statements that load no objects."""

from forum.base import table_of
from forum.distribution import DeliveryFailure, Mailing, MailingRange

MAILINGS = table_of(Mailing)
RANGES = table_of(MailingRange)
FAILURES = table_of(DeliveryFailure)
