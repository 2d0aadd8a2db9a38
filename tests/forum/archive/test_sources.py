"""Where old mail comes from."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.archive import mbox, sources
from tests.factories import A_MORNING

ONE = b"Message-ID: <1@x>\r\n\r\nFrom here on\r\n"
TWO = b"Message-ID: <2@x>\n\nTwo\n"


def an_mbox(*mails: bytes) -> bytes:
    return b"".join(mbox.written("hana@people.example", A_MORNING, mail) for mail in mails)


def raws(path: Path) -> list[bytes]:
    return [entry.raw for entry in sources.opened(path).entries()]


def test_an_mbox_and_a_packed_one_hold_the_same(tmp_path: Path):
    (tmp_path / "a.mbox").write_bytes(an_mbox(ONE, TWO))
    with gzip.open(tmp_path / "a.mbox.gz", "wb") as file:
        file.write(an_mbox(ONE, TWO))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("2015-June.txt", an_mbox(TWO))
        archive.writestr("2015-May.txt.gz", gzip.compress(an_mbox(ONE)))

    assert raws(tmp_path / "a.mbox") == raws(tmp_path / "a.mbox.gz") == [ONE, TWO]
    assert raws(tmp_path / "a.zip") == [ONE, TWO]
    assert sources.opened(tmp_path / "a.mbox.gz").total == len(an_mbox(ONE, TWO))


def test_the_months_of_pipermail_are_read_in_their_order(tmp_path: Path):
    for name, mail in (
        ("2015-May.txt.gz", ONE),
        ("2014-December.txt.gz", TWO),
        ("2015-June.txt.gz", TWO),
    ):
        (tmp_path / name).write_bytes(gzip.compress(an_mbox(mail)))
    (tmp_path / "index.html").write_bytes(b"<html>")

    entries = list(sources.opened(tmp_path).entries())

    assert [e.name for e in entries] == [
        "2014-December.txt.gz",
        "2015-May.txt.gz",
        "2015-June.txt.gz",
    ]
    offsets = [entry.offset for entry in entries]
    assert offsets == sorted(set(offsets))


def test_an_address_that_mailman_has_hidden_is_known_again():
    hidden = b"From hana at people.example  Fri May  1 03:00:00 2015\nSubject: x\n\nx\n"

    (entry,) = mbox.read(io.BytesIO(hidden))

    assert entry.sender == "hana@people.example"
    assert entry.at is not None


def test_a_maildir_is_read_by_the_time_of_receipt_and_tmp_never_arrived(tmp_path: Path):
    for folder in ("cur", "new", "tmp"):
        (tmp_path / folder).mkdir()
    late = b"Received: by a; Fri, 01 May 2015 04:00:00 +0000\n" + TWO
    early = (
        b"Return-Path: <hana@people.example>\nReceived: by a; Fri, 01 May 2015 03:00:00 +0000\n\nx"
    )
    (tmp_path / "cur" / "1.a:2,RS").write_bytes(late)
    (tmp_path / "new" / "1430449300.b").write_bytes(early)
    (tmp_path / "new" / ".hidden").write_bytes(b"x")
    (tmp_path / "tmp" / "2.c").write_bytes(ONE)

    entries = list(sources.opened(tmp_path).entries())

    assert [entry.raw for entry in entries] == [early, late]
    assert [entry.sender for entry in entries] == ["hana@people.example", ""]
    assert [entry.name for entry in entries] == ["1430449300.b", "1.a"]
    assert sources.opened(tmp_path).total == len(early) + len(late)


@given(st.lists(st.binary(max_size=80), max_size=5))
def test_a_maildir_gives_every_octet_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, mails: list[bytes]
):
    folder = tmp_path_factory.mktemp("maildir")
    (folder / "cur").mkdir()
    for number, mail in enumerate(mails):
        (folder / "cur" / f"143044930{number}.x").write_bytes(mail)

    assert sorted(raws(folder)) == sorted(mails)


def test_a_folder_without_mail_can_not_be_used(tmp_path: Path):
    (tmp_path / "readme.txt").write_text("nothing")

    with pytest.raises(sources.Unusable):
        sources.opened(tmp_path)
