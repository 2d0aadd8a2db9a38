"""A document as a person and as a checker reads it."""

import subprocess
from pathlib import Path

import pdfua

from tests.forum.documents.walk import Walk, walk


def text_of(pdf: bytes, folder: Path) -> str:
    """What pdftotext finds, without the breaks of lines."""
    (folder / "read.pdf").write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(folder / "read.pdf"), "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return "".join(told.stdout.split())


def assert_can_be_read_by_all(pdf: bytes, folder: Path) -> Walk:
    """What PDF/UA-1 asks for, as far as a machine can tell: by pdfua, and by our own walk."""
    (folder / "checked.pdf").write_bytes(pdf)
    report = pdfua.validate(folder / "checked.pdf")
    assert [str(finding) for finding in report.findings] == []
    seen = walk(pdf)
    assert seen.language == "ja"
    assert seen.title
    assert seen.shows_title
    assert seen.is_tagged
    assert seen.headings[0] == 1
    deeper = zip(seen.headings, seen.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in deeper)
    assert seen.empty_headings == 0
    assert all(any("/TH" in row for row in rows) for rows in seen.tables)
    assert seen.unheaded_cells == 0
    assert seen.unscoped_headers == 0
    assert seen.figures_without_words == 0
    assert seen.links_without_words == 0
    assert seen.fonts
    assert all(seen.fonts.values())
    assert seen.untagged_pages == []
    _assert_matterhorn(seen)
    return seen


def _assert_matterhorn(seen: Walk) -> None:
    """More points of the Matterhorn Protocol 1.1 that a machine can tell."""
    assert seen.loose_content == []  # 01-003, 01-005: running headers are artifacts
    assert not seen.is_suspect  # 01-007
    assert seen.unknown_kinds == set()  # 02-001
    assert seen.xmp_title == seen.title  # 06-003
    assert seen.ua_part == "1"  # 06-002
    assert seen.rows_outside_tables == 0  # 09-004
    assert seen.items_outside_lists == 0  # 09-005
    assert seen.fonts_without_letters == []  # 10-001
    assert seen.uneven_tables == []  # 15-003
    assert len(seen.ids) == len(set(seen.ids))  # 19-004
    assert not seen.is_locked_to_readers  # 26-002
    assert seen.links_outside_structure == 0  # 28-010, 28-011
    if seen.pages >= 4:
        assert seen.bookmarks  # WCAG technique PDF2
