"""kill -9 of the deliver worker while a post goes to 5,000 subscribers, counted at the sink.

    .venv/bin/python -m bench.crash_fan_out [--recipients 5000] [--kills 8]

Everybody must have got the post, and duplicates are at most the batches in flight: 8 connections
times 200 recipients for each kill.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from forum.base import connect
from tests import databases
from tests.mailgate.outbound.crashing import crash
from tests.servers import sink

BATCH, CONNECTIONS = 200, 8


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--recipients", type=int, default=5000)
    arguments.add_argument("--kills", type=int, default=8)
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, sink.running(keep=True) as hole:
        url = f"sqlite:///{folder}/kakehashi.sqlite3"
        databases.prepare(url)
        engine = connect(url)
        told = crash(
            engine,
            Path(folder),
            hole,
            recipients=wanted.recipients,
            kills=wanted.kills,
            batch=BATCH,
            lines=CONNECTIONS,
        )
        engine.dispose()
    most = told.kills * BATCH * CONNECTIONS
    print(
        f"{told.recipients} recipients, {told.kills} kills: {told.missed} missed,"
        f" {told.duplicates} duplicates (at most {most}),"
        f" {max(told.copies.values())} copies at most to one"
    )
    return 0 if told.missed == 0 and told.duplicates <= most else 1


if __name__ == "__main__":
    sys.exit(main())
