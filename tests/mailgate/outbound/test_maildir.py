import asyncio
import mailbox
import os
from pathlib import Path

import pytest

from forum.endpoints import MaildirRelay
from mailgate.outbound.envelope import Envelope, Outcome
from mailgate.outbound.maildir import Maildir
from mailgate.outbound.relay import way_to
from tests.mailgate.outbound.relays import an_envelope


def write(folder: Path, *envelopes: Envelope) -> list[Outcome]:
    async def go() -> list[Outcome]:
        async with way_to(MaildirRelay(folder), "lists.example") as way:
            return await way.send(envelopes)

    return asyncio.run(go())


def files(folder: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in (folder / "new").iterdir())


def test_each_copy_is_a_file_headed_by_its_envelope(tmp_path: Path):
    outcomes = write(tmp_path / "outbox", an_envelope("a@example.jp"), an_envelope("b@example.jp"))

    assert [outcome.delivered for outcome in outcomes] == [True, True]
    first, second = files(tmp_path / "outbox")
    assert first == (
        b"Return-Path: <board-bounces+1@lists.example>\nDelivered-To: a@example.jp\nX-Copy: 1\n"
        b"Subject: hello\nFrom: a@example.jp\n\nfirst line\n.\n..two\nlast line\n"
    )
    assert b"Delivered-To: b@example.jp\n" in second


def test_a_stock_reader_finds_the_mail(tmp_path: Path):
    write(tmp_path, an_envelope())

    (message,) = mailbox.Maildir(tmp_path)
    assert message["Subject"] == "hello"
    assert message["Return-Path"] == "<board-bounces+1@lists.example>"


def test_an_address_that_would_add_a_header_is_refused(tmp_path: Path):
    outcomes = write(tmp_path, an_envelope("a@example.jp\nX-Evil: 1"), an_envelope())

    assert [outcome.code for outcome in outcomes] == [553, 250]
    assert len(files(tmp_path)) == 1


def test_every_file_is_synced_before_it_has_its_name_and_the_folder_behind_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    acts: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def noted_fsync(descriptor: int) -> None:
        name = os.readlink(f"/proc/self/fd/{descriptor}")
        acts.append("sync " + (Path(name).name if os.path.isdir(name) else "file"))
        fsync(descriptor)

    def noted_rename(self: Path, target: Path) -> Path:
        acts.append("rename")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "rename", noted_rename)
    folder = tmp_path / "box"

    write(folder, an_envelope(), an_envelope())

    assert acts == ["sync box", *["sync file", "rename"] * 2, "sync new", "sync tmp"]


def test_a_full_disk_is_a_failure_that_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(descriptor: int) -> None:
        if not os.path.isdir(os.readlink(f"/proc/self/fd/{descriptor}")):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    (outcome,) = write(tmp_path, an_envelope())

    assert (outcome.code, outcome.temporary) == (452, True)
    assert not list((tmp_path / "tmp").iterdir())
    assert not files(tmp_path)


def test_what_a_crash_left_unfinished_is_cleared_after_a_while(tmp_path: Path):
    write(tmp_path)
    old, new = tmp_path / "tmp" / "old", tmp_path / "tmp" / "new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))

    write(tmp_path)

    assert not old.exists()
    assert new.exists()


def test_a_file_that_another_connection_takes_away_meanwhile_is_nobodys_trouble(tmp_path: Path):
    maildir = Maildir(tmp_path / "box")
    asyncio.run(maildir.open())
    (tmp_path / "box" / "tmp" / "gone").symlink_to("nowhere")  # listed, and not there when asked
    asyncio.run(maildir.open())
