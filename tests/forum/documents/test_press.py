"""The press sets what it is given, reaches nothing else, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from forum.documents import press, pressing, tools
from forum.documents.document import Reason
from forum.documents.pressing import NotMade, pressed
from tests.conftest import not_run
from tests.processes import wait_for_end

PAGE = '<html lang="ja"><head><title>試し</title></head><body><h1>試し</h1>{}</body></html>'
ROOT = Path(press.__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _press():
    if not tools.has_pango() or tools.japanese_font() is None:
        not_run("Pango and a Japanese font are not installed")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("a secret of this machine")
    (tmp_path / "secret.css").write_text("h1 { content: 'a secret of this machine' }")
    return tmp_path


@pytest.mark.parametrize(
    "asked",
    [
        '<img alt="x" src="{folder}/secret.txt">',
        '<link rel="attachment" href="{folder}/secret.txt">',
        '<link rel="stylesheet" href="{folder}/secret.css">',
        '<style>@import url("{folder}/secret.css");</style>',
        '<style>@font-face {{ font-family: x; src: url("{folder}/secret.txt") }}</style>',
        '<object data="{folder}/secret.txt">x</object>',
        '<a rel="attachment" href="{folder}/secret.txt">x</a>',
    ],
)
def test_no_file_comes_into_a_document(secret, asked):
    pdf = pressed(PAGE.format(asked.format(folder=f"file://{secret}")))
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not opened.attachments
        streams = [one for one in opened.objects if isinstance(one, pikepdf.Stream)]
        assert not any(b"a secret of this" in one.read_bytes() for one in streams)


def test_nobody_on_the_network_is_asked():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        pressed(PAGE.format(f'<img alt="x" src="http://127.0.0.1:{port}/x.png">'))
        with pytest.raises(BlockingIOError):
            server.accept()


def test_the_press_knows_no_setting(monkeypatch):
    monkeypatch.setenv("KAKEHASHI_SECRET_KEY", "a secret")
    assert "a secret" not in pressing._surroundings().values()


def test_whatever_takes_too_long_is_ended():
    with pytest.raises(NotMade) as failure:
        pressed(PAGE.format("<p>あ</p>" * 20_000), patience_s=0.5)
    assert failure.value.reason is Reason.TOO_SLOW


def test_a_machine_without_font_or_pango_is_told_apart(monkeypatch, tmp_path):
    for name, reason in (("has_pango", Reason.NO_PANGO), ("japanese_font", Reason.NO_FONT)):
        broken = tmp_path / f"{name}.sh"
        code = (
            f"from forum.documents import press, tools; tools.{name} = lambda: None; press.main()"
        )
        broken.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$3"\n')
        broken.chmod(0o755)
        with monkeypatch.context() as patched:
            patched.setattr(pressing.sys, "executable", str(broken))
            with pytest.raises(NotMade) as failure:
                pressed(PAGE.format(""))
        assert failure.value.reason is reason


def test_the_press_ends_with_whoever_started_it(tmp_path):
    code = (
        "import os, subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-m', 'forum.documents.press', str(os.getpid())],"
        " stdin=subprocess.PIPE)\n"
        "print(child.pid, flush=True)\n"
        "child.wait()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        # It has named itself once it is tied: only then is killing the parent a fair trial.
        while Path(f"/proc/{child}/comm").read_text().strip() != "kk-press":
            os.sched_yield()
        parent.send_signal(signal.SIGKILL)
    wait_for_end([child])
