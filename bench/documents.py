"""What a 提案書 costs to set: seconds and memory of the press, with HarfBuzz's subsetter and without.

    python -m bench.documents [--voices 60] [--rounds 3]

The limit is the patience of the worker (forum/documents/pressing.py) without the subsetter, and a
tenth of it with one.
"""

import argparse
import os
import subprocess
import sys
import time
from datetime import date
from io import BytesIO
from statistics import median

import pikepdf

from forum.documents import tools
from forum.documents.content import Item, ProposalDocument, Voice
from forum.documents.pressing import PATIENCE_S
from forum.documents.writing import written

LIMIT_S = PATIENCE_S / 10
WAYS = {
    "with the subsetter": "",
    "without": "import weasyprint.pdf.fonts as fonts; fonts.harfbuzz_subset = None; ",
}
_DAY = date(2026, 11, 22)
_WORDS = (
    "仕事が終わるころには窓口が閉まっています。電話やメールでも予約できると、とても助かります。",
    "目が悪く、画面の字が読めません。電話で人に頼める道も、どうか残してください。",
    "会議室の空きが分からないので、毎回電話で確かめています。空いている時間が見られるとよいです。",
)


def page(voices: int) -> str:
    """A 提案書 of so many voices."""
    heard = tuple(
        Voice(number, _DAY, "メール", f"住民 {number}", "市民", _WORDS[number % 3] * 3, "総合／予約",
              f"https://forum.example.jp/posts/{number:012}", (1 + number % 2,))
        for number in range(1, voices + 1)
    )  # fmt: skip
    items = tuple(
        Item(position, "電話とメールで受ける", "".join(_WORDS), "業務", "市", "助かる。")
        for position in (1, 2)
    )
    paper = ProposalDocument(
        is_proposal=True, label="令和8年度提案第1号", title="予約を電話とメールでも", made_on=_DAY,
        proposer="まちづくり協議会", addressee="市長", contact="postmaster@example.jp",
        url="https://forum.example.jp/proposals/000000000000", problem="\n\n".join(_WORDS * 3),
        purpose="".join(_WORDS), items=items, effect="".join(_WORDS), voices=heard, people=voices,
    )  # fmt: skip
    return written(
        "proposal", title=paper.title, author=paper.proposer, about=paper.purpose, made_on=_DAY, paper=paper,
    )  # fmt: skip


def press(html: str, prelude: str) -> tuple[float, int, bytes]:
    """Seconds, MiB at the most and the PDF of one run of the press."""
    code = f"{prelude}from forum.documents import press; press.os.nice = id; press.main()"
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(os.getpid())],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    process.stdin.write(html.encode())
    process.stdin.close()
    pdf = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - begun, used.ru_maxrss // 1024, pdf


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voices", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    told = parser.parse_args()
    html = page(told.voices)
    figures: dict[str, float] = {}
    for name, prelude in WAYS.items():
        runs = [press(html, prelude) for _ in range(told.rounds)]
        figures[name] = median(seconds for seconds, _, _ in runs)
        most, pdf = max(mib for _, mib, _ in runs), runs[0][2]
        with pikepdf.open(BytesIO(pdf)) as opened:
            pages = len(opened.pages)
        print(
            f"{name:20} {figures[name]:5.1f} s  {most:4} MiB  {pages} pages  {len(pdf) >> 10} KiB"
        )
    quick, slow = figures.values()
    limit = LIMIT_S if tools.has_subsetter() else PATIENCE_S
    holds = quick <= limit and slow <= PATIENCE_S
    print(
        f"documents, {told.voices} voices: {quick:.1f} s, {slow:.1f} s without the subsetter"
        f" (limits {limit:.0f} and {PATIENCE_S:.0f})  {'PASS' if holds else 'over'}"
    )
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
