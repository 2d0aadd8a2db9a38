"""Every bench in moderate sizes, one after the other, and one table of what came out.

    .venv/bin/python -m bench [NAME …]

Each bench says its figure, its ratio to a peer or a limit in the same run, and whether it holds;
`python -m bench.NAME --help` tells of the full sizes.
"""

import os
import subprocess
import sys
import time

MODERATE = {
    "memory": ["--rounds", "1"],
    "acceptance": ["--messages", "10000", "--rounds", "3"],
    "reading": ["--messages", "3000", "--rounds", "3"],
    "fan_out": ["--recipients", "20000", "--rounds", "5"],
    "signing": ["--recipients", "5000", "--rounds", "3"],
    "pages": ["--rounds", "3", "--seconds", "3"],
    "search": ["--posts", "50000"],
    "importing": ["--messages", "20000"],
    "hostile": [],
    "documents": ["--rounds", "3"],
    "polls": ["--people", "2000"],
    "growth": ["--sizes", "5000,50000"],
    "crash_acceptance": ["--mails", "1000", "--kills", "5"],
    "crash_fan_out": ["--recipients", "2000", "--kills", "4"],
    "crash_everything": ["--mails", "500", "--subscribers", "1000", "--kills", "4"],
}


def run(name: str) -> tuple[int, str]:
    """Exit code and last line of a bench, whose words are shown as they come."""
    load = os.getloadavg()[0]
    print(f"\n--- {name} (load {load:.1f}) ---", flush=True)
    command = [sys.executable, "-m", f"bench.{name}", *MODERATE[name]]
    last = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    return process.returncode, last


def main() -> int:
    wanted = sys.argv[1:] or list(MODERATE)
    if unknown := [name for name in wanted if name not in MODERATE]:
        print(f"There is no bench {', '.join(unknown)}; there are {', '.join(MODERATE)}.")
        return 2
    begun = time.perf_counter()
    results = [(name, *run(name)) for name in wanted]
    print(f"\n=== {time.perf_counter() - begun:.0f} s, load {os.getloadavg()[0]:.1f} ===")
    width = max(map(len, wanted))
    for name, code, last in results:
        verdict = "PASS" if code == 0 else "over"
        figure = last.removesuffix("PASS").removesuffix("over").strip()
        print(f"{name:{width}}  {verdict}  {figure}")
    return max(code != 0 for _, code, _ in results)


if __name__ == "__main__":
    sys.exit(main())
