"""A 20-post thread page over 1,000 threads uniformly, against a bare Flask page of the same size.

    .venv/bin/python -m bench.pages [--threads 1000] [--rounds 3] [--seconds 5]

Both stand on granian with 2 workers of one thread, asked by wrk over 8 connections; beside the
rates stand the CPU microseconds that the workers spend on one page. The limit is the median ratio
for a stranger's page: at least 0.4. Signed in, unchanged (304) and uncached pages stand beside it.
"""

import argparse
import contextlib
import http.client
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bench import sample
from bench.acceptance import cpu_seconds
from forum.addresses import EmailAddress
from forum.base import connect, utcnow, writing
from forum.people.person import Account, Address, Person
from tests import databases
from tests.processes import HOUSE, environment, family_of
from tests.servers.base import free_port

LIMIT = 0.4
CONNECTIONS = 8
WORKERS = 2
READER = "青井葵"
SECRET = "a key for benches, long enough to be one"

PEER = """
import sys
from flask import Flask
app = Flask("bare")
page = "x" * int(sys.argv[2])
app.add_url_rule("/threads/<thread_id>", "show", lambda thread_id: page)
from forum.endpoints import Tcp
from forum.web import serving
serving.serve(lambda: app, Tcp("127.0.0.1", int(sys.argv[1])), int(sys.argv[3]))
"""
OURS = "import sys; sys.argv[:] = ['kakehashi', 'web']; import cli; cli.main()"

# Each request is made beforehand: wrk then spends as little on ours as on the peer's.
WRK = """
local requests, last = {{}}, 0
for line in io.lines("{file}") do
  local path, tag = line:match("(%S+)%s*(.*)")
  local headers = {{ {headers} }}
  if tag ~= "" then headers["If-None-Match"] = tag end
  table.insert(requests, wrk.format("GET", path, headers))
end
math.randomseed(os.time())
function request() return requests[math.random(#requests)] end
"""


@dataclass(frozen=True)
class Figures:
    """Pages a second, and CPU microseconds of the server for one."""

    rate: float
    cpu_us: float

    def __str__(self) -> str:
        return f"{self.rate:6.0f}/s ({self.cpu_us:4.0f} us of CPU each)"


@contextlib.contextmanager
def running(program: str, *arguments: str, env: dict[str, str], port: int) -> Iterator[list[int]]:
    """A server when it answers; the processes that are it."""
    process = subprocess.Popen([sys.executable, "-c", program, *arguments], cwd=HOUSE, env=env)
    try:
        _until_open(port)
        yield family_of(process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _until_open(port: int) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/threads/none")
            connection.getresponse().read()
            return
        time.sleep(0.05)
    raise TimeoutError("the server does not answer")


def fetch(port: int, path: str, **headers: str) -> tuple[int, str, bytes]:
    """Status, ETag and body of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.getheader("ETag") or "", answer.read()


def asked(
    port: int, lines: Sequence[str], pids: list[int], seconds: float, folder: Path, **headers: str
) -> Figures:
    """What wrk measures; each line is a path and perhaps a tag that the browser holds."""
    (folder / "paths").write_text("\n".join(lines))
    told = ", ".join(f'["{name}"] = "{value}"' for name, value in headers.items())
    script = WRK.format(file=folder / "paths", headers=f'["Host"] = "127.0.0.1:{port}", {told}')
    (folder / "asking.lua").write_text(script)
    cpu = sum(map(cpu_seconds, pids))
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds:g}s",
        "-s",
        str(folder / "asking.lua"),
    ]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True
    )
    cpu = sum(map(cpu_seconds, pids)) - cpu
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise AssertionError(done.stdout)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])  # type: ignore[index]
    pages = int(re.search(r"(\d+) requests in", done.stdout)[1])  # type: ignore[index]
    return Figures(rate, cpu / pages * 1e6)


def a_reader(engine: Engine) -> tuple[int, int]:
    """Somebody with an account: its id and epoch."""
    mailbox = EmailAddress.parse("aoi@p.example")
    assert mailbox is not None
    with Session(writing(engine)) as session, session.begin():
        person = Person(name=READER, vouched_at=utcnow())
        account = Account(person=person)
        session.add_all([Address.of(mailbox, person), account])
        session.flush()
        return account.id, account.epoch


def cookie(account: tuple[int, int]) -> str:
    """The cookie of a session that signing in would have begun."""
    from flask import Flask
    from flask.sessions import SecureCookieSessionInterface

    from forum.web.login import SESSION_COOKIE, session_id

    app = Flask("signer")
    app.secret_key = SECRET
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return f"{SESSION_COOKIE}={signer.dumps({'_user_id': session_id(*account), '_fresh': True})}"


def bare(octets: int, paths: Sequence[str], seconds: float, folder: Path) -> Figures:
    port = free_port()
    arguments = (str(port), str(octets), str(WORKERS))
    env = environment(folder)
    with running(PEER, *arguments, env=env, port=port) as pids:
        asked(port, paths, pids, 1, folder)
        return asked(port, paths, pids, seconds, folder)


def ours(
    env: dict[str, str], paths: list[str], signed_in: str, seconds: float, folder: Path
) -> dict[str, Figures]:
    """Each kind of reader in turn, at one server."""
    port = int(env["KAKEHASHI_HTTP_LISTEN"].rpartition(":")[2])
    with running(OURS, env=env, port=port) as pids:
        asked(port, paths, pids, 1, folder, Cookie="other=1")
        uncached = asked(port, paths, pids, seconds, folder, Cookie="other=1")
        for _ in range(2 * WORKERS):  # both workers have seen nearly each page
            for path in paths:
                fetch(port, path)
        stranger = asked(port, paths, pids, seconds, folder)
        tags = [f"{path} {fetch(port, path)[1]}" for path in paths]
        unchanged = asked(port, tags, pids, seconds, folder)
        if READER not in fetch(port, paths[0], Cookie=signed_in)[2].decode():
            raise AssertionError("the reader is not signed in")
        asked(port, paths, pids, 1, folder, Cookie=signed_in)  # the form is loaded by now
        reader = asked(port, paths, pids, seconds, folder, Cookie=signed_in)
        return {"a stranger": stranger, "unchanged (304)": unchanged,
                "signed in": reader, "uncached": uncached}  # fmt: skip


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--threads", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=float, default=5)
    told = arguments.parse_args()
    if not shutil.which("wrk"):
        print("pages: not measured, since the program wrk is missing (Debian package wrk)")
        return 1
    ratios: dict[str, list[float]] = {}
    costs: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(folder, SECRET_KEY=SECRET, WEB_WORKERS=str(WORKERS))
        url = f"sqlite:///{folder}/kakehashi.sqlite3"
        databases.prepare(url)
        engine = connect(url)
        sample.grow(engine, sample.open_board(engine), told.threads * sample.THREAD)
        signed_in = cookie(a_reader(engine))
        paths = [f"/threads/{thread}" for thread in sample.thread_ids(engine)]
        engine.dispose()
        port = int(env["KAKEHASHI_HTTP_LISTEN"].rpartition(":")[2])
        with running(OURS, env=env, port=port):
            size = statistics.mean(len(fetch(port, path)[2]) for path in paths[:50])
        for _ in range(told.rounds):
            theirs = bare(round(size), paths, told.seconds, folder)
            print(f"bare Flask       {theirs}", flush=True)
            for who, figures in ours(env, paths, signed_in, told.seconds, folder).items():
                ratios.setdefault(who, []).append(figures.rate / theirs.rate)
                costs.setdefault(who, []).append(theirs.cpu_us / figures.cpu_us)
                print(f"{who:16} {figures}   ratio {ratios[who][-1]:.2f}"
                      f"   by CPU {costs[who][-1]:.2f}", flush=True)  # fmt: skip
    median = {who: statistics.median(some) for who, some in ratios.items()}
    beside = ", ".join(f"{who} {ratio:.2f}" for who, ratio in median.items() if who != "a stranger")
    passed = median["a stranger"] >= LIMIT
    print(
        f"pages, {size / 1000:.1f} KB over {told.threads} threads: median ratio "
        f"{median['a stranger']:.2f} (limit {LIMIT}; {beside})  {'PASS' if passed else 'over'}"
    )
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
