from mailgate.outbound.envelope import NOT_TRIED, Outcome
from mailgate.outbound.fan_out import tried_runs
from mailgate.outbound.outbox import Batch
from mailgate.outbound.outbox.subscribers import Recipient

SENT = Outcome(250, "2.0.0", "ok")


def test_what_left_over_several_connections_is_recorded_without_what_did_not():
    """A stop leaves gaps: nobody in them is covered, everybody else is, once."""
    batch = Batch(10, 30, [Recipient(n, f"p{n}@example.jp") for n in (12, 13, 17, 20, 25)])
    outcomes = [SENT, NOT_TRIED, SENT, SENT, NOT_TRIED]
    parts = [batch.part(begin, end) for begin, end in tried_runs(outcomes)]
    assert [(part.first_id, part.last_id) for part in parts] == [(10, 12), (14, 20)]
    assert [[one.subscription_id for one in part.recipients] for part in parts] == [[12], [17, 20]]


def test_a_whole_batch_covers_all_its_ids():
    batch = Batch(10, 30, [Recipient(12, "p@example.jp")])
    assert list(tried_runs([SENT])) == [(0, 1)]
    assert batch.part(0, 1) == batch
    assert list(tried_runs([NOT_TRIED])) == []
