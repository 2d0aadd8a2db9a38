"""Coverage-guided fuzzing of one target, by atheris:

    python -m tests.fuzzing reading FOLDER -max_total_time=1800

FOLDER keeps what was found interesting; give more folders of mails with --mails (an own corpus of
real mails is a good one: only what was made of them is written, and only into FOLDER). What breaks
a promise is written to FOLDER.broken, one file for each place that broke, and the search goes on;
with --once it ends there, with an error.
"""

import sys
import traceback
from pathlib import Path

import atheris

HERE = Path(__file__).parent
WORDS = HERE / "words.dict"

with atheris.instrument_imports(include=["forum", "mailgate"], enable_loader_override=False):
    from tests.fuzzing import targets


def main(target: str, folder: Path, mails: list[Path], once: bool, options: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for at, seed in enumerate(targets.seeds(target, read(mails))):
        (folder / f"seed-{at:05}").write_bytes(seed)
    broken: dict[str, Path] = {}

    def one(data: bytes) -> None:
        try:
            targets.try_out(target, data)
        except Exception as error:
            if once:
                raise
            _write_down(error, data, folder.with_suffix(".broken"), broken)

    arguments = ["fuzzing", f"-dict={WORDS}", "-timeout=600", "-rss_limit_mb=3000", *options]
    arguments += [f"-artifact_prefix={folder}-", str(folder)]
    atheris.Setup(arguments, one)
    atheris.Fuzz()


def read(folders: list[Path]) -> list[bytes]:
    """The mails of some folders that are short enough to be worth mutating."""
    files = [path for folder in folders for path in sorted(folder.rglob("*.eml"))]
    return [path.read_bytes() for path in files if path.stat().st_size < 30_000]


def _write_down(error: Exception, data: bytes, folder: Path, broken: dict[str, Path]) -> None:
    frames = traceback.extract_tb(error.__traceback__)[-2:]
    place = "-".join(f"{Path(f.filename).stem}.{f.name}.{f.lineno}" for f in frames)
    if place in broken and len(data) >= broken[place].stat().st_size:
        return
    folder.mkdir(exist_ok=True)
    broken[place] = folder / place
    broken[place].write_bytes(data)
    (folder / f"{place}.txt").write_text("".join(traceback.format_exception(error))[-4000:])
    print(f"broken at {place}: {error!r:.200}", flush=True)


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    target, folder, *mails = words
    options = [word for word in sys.argv[1:] if word.startswith("-")]
    once = "--once" in options
    main(
        target,
        Path(folder),
        [HERE.parent / "messages", *map(Path, mails)],
        once,
        [option for option in options if option != "--once"],
    )
