"""Files lie in the store once, and survive a power cut before anybody says that they are there."""

import hashlib
import shutil
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.archive.attachments import Directory
from tests.mailgate.inbound.syscalls import read_trace
from tests.processes import HOUSE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.binary(max_size=50), max_size=5))
def test_what_is_kept_can_be_read(tmp_path, contents):
    store = Directory(tmp_path / "store")
    names = store.keep(contents)
    assert names == [hashlib.sha256(content).hexdigest() for content in contents]
    assert [store.read(name) for name in names] == contents


def test_the_same_content_lies_there_once(tmp_path):
    store = Directory(tmp_path)
    store.keep([b"map", b"map"])
    store.keep([b"map"])
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_file_half_written_is_never_seen(tmp_path, monkeypatch):
    import os

    store = Directory(tmp_path)

    def full(*_args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            store.keep([b"map"])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert store.read(store.keep([b"map"])[0]) == b"map"


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_files_and_folders_are_synced_before_keep_returns(tmp_path):
    """In the order of system calls: content, its sync, its name, the sync of the folder, the answer."""
    program = (
        "import os, sys; from pathlib import Path; from forum.archive.attachments import Directory;"
        "name, = Directory(Path(sys.argv[1])).keep([b'a map']); os.write(1, b'KEPT ' + name.encode())"
    )
    trace = tmp_path / "trace"
    calls_of_interest = "trace=write,fsync,fdatasync,rename,renameat,renameat2,mkdir,mkdirat"
    subprocess.run(
        ["strace", "-f", "-y", "-s", "200", "-e", calls_of_interest, "-o", str(trace)]
        + [sys.executable, "-c", program, str(tmp_path / "store")],
        cwd=HOUSE,
        check=True,
        capture_output=True,
    )
    name = hashlib.sha256(b"a map").hexdigest()
    calls = read_trace(trace)
    place = {}
    for call in calls:
        if call.name == "write" and "a map" in call.text and ".new-" in call.path:
            place["content"] = call.ended
        elif call.name == "fsync" and ".new-" in call.path:
            place["synced"] = call.ended
        elif call.name.startswith("rename") and name in call.text:
            place["named"] = call.ended
        elif call.name == "fsync" and call.path.endswith(f"/{name[:2]}"):
            place["folder"] = call.ended
        elif call.name == "write" and "KEPT" in call.text:
            place["answer"] = call.began
    order = ["content", "synced", "named", "folder", "answer"]
    assert sorted(place, key=place.__getitem__) == order
    synced = {call.path for call in calls if call.name == "fsync"}
    assert {str(tmp_path), str(tmp_path / "store")} <= synced
