"""The whole running product, idle after the demo: memory, and how soon the first page comes.

    .venv/bin/python -m bench.memory [--rounds 3] [--idle 5]

Memory is the sum of PSS over every process of `kakehashi serve` (limit 250 MiB); what signing in
with a password takes for a moment (argon2) stands apart. The clock to the first page runs from the
start of the command (limit 3 s).
"""

import argparse
import contextlib
import http.client
import re
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from tests.processes import environment, family_of, kakehashi, started

LIMIT_MIB, LIMIT_S = 250, 3.0
WRONG = {"email": "aoi@example.jp", "password": "a wrong password, long enough"}


def pss_mib(pid: int) -> float:
    """The memory of a process, what it shares counted by its share."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (
        next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) / 1024
    )


def name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def total(pid: int) -> float:
    return sum(map(pss_mib, family_of(pid)))


def seconds_to_a_page(port: int, begun: float) -> float:
    while True:
        with contextlib.suppress(OSError):
            if ask(port, "GET", "/")[0] == 200:
                return time.perf_counter() - begun
        time.sleep(0.01)


def ask(
    port: int, method: str, path: str, body: str = "", cookie: str = ""
) -> tuple[int, str, str]:
    """Status, cookie and words of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    kept = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    return answer.status, kept, answer.read().decode("utf-8", "replace")


def sign_in(port: int) -> None:
    """With a wrong password, which costs what the right one does."""
    _, cookie, page = ask(port, "GET", "/login")
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
    assert found, page
    told = urlencode({**WRONG, "way": "password", "csrf_token": found[1]})
    status, _, page = ask(port, "POST", "/login", told, cookie)
    assert status == 422, (status, page)


def peak(pid: int, work: list[threading.Thread]) -> float:
    """The most memory while something is done."""
    most = total(pid)
    for thread in work:
        thread.start()
    while any(thread.is_alive() for thread in work):
        most = max(most, total(pid))
    return most


def one_round(folder: Path, idle_s: float) -> tuple[float, float, float]:
    """MiB when idle, MiB at the peak of sign-ins, seconds to the first page."""
    env = environment(folder / "var")
    for command in ("migrate", "demo"):
        kakehashi(command, env=env).check_returncode()
    port = int(env["KAKEHASHI_HTTP_LISTEN"].rpartition(":")[2])
    begun = time.perf_counter()
    with started("-m", "cli", "serve", env=env, log=folder / "log") as process:
        first_page = seconds_to_a_page(port, begun)
        time.sleep(idle_s)
        idle = total(process.pid)
        for pid in family_of(process.pid):
            print(f"    {name(pid):16} {pss_mib(pid):6.1f} MiB")
        signing_in = [threading.Thread(target=sign_in, args=(port,)) for _ in range(8)]
        return idle, peak(process.pid, signing_in), first_page


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--idle", type=float, default=5)
    told = arguments.parse_args()
    rounds = []
    for _ in range(told.rounds):
        with tempfile.TemporaryDirectory() as place:
            idle, most, first = one_round(Path(place), told.idle)
        rounds.append((idle, most, first))
        print(
            f"idle {idle:6.1f} MiB   at sign-in {most:6.1f} MiB   first page {first:.2f} s",
            flush=True,
        )
    idle, most, first = (statistics.median(some) for some in zip(*rounds, strict=True))
    passed = idle < LIMIT_MIB and first < LIMIT_S
    print(
        f"memory: {idle:.0f} MiB idle, {idle / LIMIT_MIB:.2f} of the limit ({most:.0f} MiB while"
        f" eight sign in); first page after {first:.2f} s, {first / LIMIT_S:.2f} of the limit"
        f"  {'PASS' if passed else 'over'}"
    )
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
