"""kill -9 of the whole program while 2,000 mails come in and a post goes to 5,000 subscribers.

.venv/bin/python -m bench.crash_everything [--mails 2000] [--subscribers 5000] [--kills 8]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.flows.crashing import crash


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--mails", type=int, default=2000)
    arguments.add_argument("--subscribers", type=int, default=5000)
    arguments.add_argument("--kills", type=int, default=8)
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = crash(Path(folder) / "var", wanted.mails, wanted.subscribers, wanted.kills)
    lost = [name for name in told.promised if not told.archived[name]]
    doubled = [name for name, times in told.archived.items() if times > 1]
    left_out = [n for n in range(wanted.subscribers) if not told.delivered[f"r{n}@mail.test"]]
    again = sum(told.delivered.values()) - len(told.delivered)
    print(
        f"{told.kills} kills: {len(told.promised)} mails answered with 250, {len(lost)} lost, "
        f"{len(doubled)} doubled; {wanted.subscribers} subscribers, {len(left_out)} left out, "
        f"{again} copies sent again"
    )
    return 1 if lost or doubled or left_out else 0


if __name__ == "__main__":
    sys.exit(main())
