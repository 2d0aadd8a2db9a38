"""An import that was cut short goes on where its ledger ends."""

import json
from pathlib import Path

from forum.archive.mbox import Entry
from mailgate.inbound.ledger import Ledger

ENTRIES = [Entry(10 * n, "", None, f"Message-ID: <{n}@x>\n\n".encode()) for n in range(4)]


def test_a_new_ledger_begins_with_the_first_message(tmp_path: Path):
    with Ledger(tmp_path / "ledger") as ledger:
        assert list(ledger.rest(lambda: iter(ENTRIES))) == ENTRIES
        assert ledger.counts.total == 0


def test_it_goes_on_behind_its_last_whole_line(tmp_path: Path):
    path = tmp_path / "ledger"
    path.write_bytes(b"".join(map(line, ENTRIES[:2])) + line(ENTRIES[2])[:20])

    with Ledger(path) as ledger:
        assert list(ledger.rest(lambda: iter(ENTRIES))) == ENTRIES[2:]
        assert ledger.counts.total == 2
        for entry in ENTRIES[2:]:
            ledger.write(line(entry).decode())

    assert path.read_bytes() == b"".join(map(line, ENTRIES))


def test_the_ledger_of_a_whole_import_is_written_anew(tmp_path: Path):
    path = tmp_path / "ledger"
    path.write_bytes(b"".join(map(line, ENTRIES)))

    with Ledger(path) as ledger:
        assert list(ledger.rest(lambda: iter(ENTRIES))) == ENTRIES
        assert ledger.counts.total == 0
    assert path.read_bytes() == b""


def test_the_ledger_of_another_import_is_written_anew(tmp_path: Path):
    others = [Entry(0, "", None, b"Message-ID: <other@x>\n\n"), *ENTRIES[1:]]
    for before in (line(others[0]), b"no ledger\n", b'{"x": 1}\n', b"[]\n"):
        path = tmp_path / "ledger"
        path.write_bytes(before)
        with Ledger(path) as ledger:
            assert list(ledger.rest(lambda: iter(ENTRIES))) == ENTRIES
            assert ledger.counts.total == 0


def line(entry: Entry) -> bytes:
    own = entry.raw.partition(b"<")[2].partition(b">")[0].decode()
    told = {"n": 1, "offset": entry.offset, "message_id": own, "outcome": "imported"}
    return json.dumps(told).encode() + b"\n"
