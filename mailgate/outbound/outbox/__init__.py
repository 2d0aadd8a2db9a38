"""The deliver worker's side of the outbox: what is due, who comes next, what became of it.

Every function works on the caller's connection and commits nothing. The claims are safe with any
number of workers: PostgreSQL passes over rows that another holds, SQLite has one writer at a time.
"""

from mailgate.outbound.outbox.claims import (
    Due,
    break_leases,
    claim_post,
    due,
    hold_on,
    let_go,
)
from mailgate.outbound.outbox.notices import Notice, claim_notices, notice_again, record_notices
from mailgate.outbound.outbox.opening import open_mailing
from mailgate.outbound.outbox.posts import PostMailing, open_post
from mailgate.outbound.outbox.records import finish, record
from mailgate.outbound.outbox.retries import Retry, claim_retries, post_again, record_retry
from mailgate.outbound.outbox.subscribers import Recipient
from mailgate.outbound.outbox.walking import Batch, next_batches

__all__ = [
    "Batch",
    "Due",
    "Notice",
    "PostMailing",
    "Recipient",
    "Retry",
    "break_leases",
    "claim_notices",
    "claim_post",
    "claim_retries",
    "due",
    "finish",
    "hold_on",
    "let_go",
    "next_batches",
    "notice_again",
    "open_mailing",
    "open_post",
    "post_again",
    "record",
    "record_notices",
    "record_retry",
]
