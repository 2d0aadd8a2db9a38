"""kill -9 of the mail door while 2,000 mails come in over 8 connections.

    .venv/bin/python -m bench.crash_acceptance [--mails 2000] [--kills 10]

Every mail that was answered with 250 must be kept, once.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.mailgate.inbound.crashing import a_place, crash


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--mails", type=int, default=2000)
    arguments.add_argument("--kills", type=int, default=10)
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = a_place(Path(folder) / "var")
        promises = crash(place, wanted.mails, wanted.kills)
        stored = place.stored()
    lost = [name for name in promises.kept if name not in stored]
    twice = [name for name, times in stored.items() if times > 1]
    print(
        f"{promises.kills} kills: {promises.sent} mails sent over 8 connections, "
        f"{len(promises.kept)} answered with 250, {len(stored)} kept, "
        f"{len(lost)} lost, {len(twice)} twice"
    )
    return 1 if lost or twice else 0


if __name__ == "__main__":
    sys.exit(main())
