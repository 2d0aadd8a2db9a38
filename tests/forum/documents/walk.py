"""What a reader who does not see finds in a PDF: read from its structure with pikepdf."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf


@dataclass
class Walk:
    """The PDF's own word on itself, in reading order."""

    language: str
    title: str
    shows_title: bool
    is_tagged: bool
    headings: list[int] = field(default_factory=list)
    empty_headings: int = 0
    tables: list[list[list[str]]] = field(default_factory=list)  # rows of TH and TD
    unheaded_cells: int = 0
    unscoped_headers: int = 0
    figures_without_words: int = 0
    links_without_words: int = 0
    fonts: dict[str, bool] = field(default_factory=dict)  # whether each is embedded
    untagged_pages: list[int] = field(default_factory=list)


def walk(pdf: bytes) -> Walk:
    with pikepdf.open(BytesIO(pdf)) as opened:
        root = opened.Root
        seen = Walk(
            language=str(root.get("/Lang", "")),
            title=str(opened.docinfo.get("/Title", "")),
            shows_title=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            is_tagged=bool(root.get("/MarkInfo", {}).get("/Marked", False)),
        )
        for element in _elements(root.StructTreeRoot):
            _look(seen, element)
        for number, page in enumerate(opened.pages, 1):
            _look_at_page(seen, number, page)
        return seen


def _look(seen: Walk, element: Any) -> None:
    kind = str(element.S)
    if len(kind) == 3 and kind[1] == "H" and kind[2].isdigit():
        seen.headings.append(int(kind[2]))
        seen.empty_headings += not _has_content(element)
    elif kind == "/Table":
        rows = [one for one in _elements(element) if one.S == "/TR"]
        seen.tables.append([[str(cell.S) for cell in _children(row)] for row in rows])
    elif kind == "/TD":
        seen.unheaded_cells += not list(element.get("/A", {}).get("/Headers", []))
    elif kind == "/TH":
        seen.unscoped_headers += "/Scope" not in element.get("/A", {})
    elif kind == "/Figure":
        seen.figures_without_words += not str(element.get("/Alt", "")).strip()


def _look_at_page(seen: Walk, number: int, page: Any) -> None:
    if page.get("/StructParents") is None or page.get("/Tabs") != "/S":
        seen.untagged_pages.append(number)
    for annotation in page.get("/Annots", []):
        if annotation.Subtype == "/Link":
            seen.links_without_words += not str(annotation.get("/Contents", "")).strip()
    for font in page.get("/Resources", {}).get("/Font", {}).values():
        inner = font.get("/DescendantFonts", [font])[0]
        told = inner.get("/FontDescriptor", {})
        embedded = any(key in told for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        seen.fonts[str(font.BaseFont)] = embedded


def _elements(node: Any) -> Iterator[Any]:
    """Every element below, in reading order."""
    for child in _children(node):
        yield child
        yield from _elements(child)


def _children(node: Any) -> Iterator[Any]:
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def _has_content(element: Any) -> bool:
    kids = element.get("/K")
    if kids is None:
        return False
    alone = not isinstance(kids, pikepdf.Array)
    return any(
        not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid or _has_content(kid)
        for kid in ([kids] if alone else kids)
    )
