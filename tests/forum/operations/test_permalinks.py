"""Old addresses lead on."""

from forum.operations.permalinks import hyperkitty_hash, redirects


def test_a_message_is_found_by_the_name_that_hyperkitty_gave_it(site):
    assert (
        len(hyperkitty_hash("first")) == 32
    )  # compared with Mailman by hand: docs/moving-from-mailman.md
    ledger = ['{"n": 1, "message_id": "a/b@x.example", "outcome": "imported"}', '{"n": 2}']

    (line,) = redirects(ledger, site, "council@old.example")

    old, new = line.split()
    assert (
        old == f"/hyperkitty/list/council@old.example/message/{hyperkitty_hash('a/b@x.example')}/"
    )
    assert new == "http://127.0.0.1/m/a%2Fb@x.example"
