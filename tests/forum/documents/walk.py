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
    fonts_without_letters: list[str] = field(default_factory=list)  # no /ToUnicode
    uneven_tables: list[list[int]] = field(default_factory=list)  # the widths of their rows
    links_outside_structure: int = 0
    rows_outside_tables: int = 0
    items_outside_lists: int = 0
    unknown_kinds: set[str] = field(default_factory=set)
    loose_content: list[int] = field(default_factory=list)  # pages with neither tag nor artifact
    bookmarks: list[str] = field(default_factory=list)
    pages: int = 0
    xmp_title: str = ""
    ua_part: str = ""
    ids: list[str] = field(default_factory=list)
    is_suspect: bool = False
    is_locked_to_readers: bool = False


def walk(pdf: bytes) -> Walk:
    with pikepdf.open(BytesIO(pdf)) as opened:
        root = opened.Root
        seen = Walk(
            language=str(root.get("/Lang", "")),
            title=str(opened.docinfo.get("/Title", "")),
            shows_title=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            is_tagged=bool(root.get("/MarkInfo", {}).get("/Marked", False)),
        )
        with opened.open_metadata() as xmp:
            seen.xmp_title = str(xmp.get("dc:title", ""))
            seen.ua_part = str(xmp.get("pdfuaid:part", ""))
        with opened.open_outline() as outline:
            seen.bookmarks = [str(one.title) for one in outline.root]
        seen.pages = len(opened.pages)
        seen.is_suspect = bool(root.get("/MarkInfo", {}).get("/Suspects", False))
        seen.is_locked_to_readers = opened.is_encrypted and not opened.allow.accessibility
        roles = {str(name) for name in root.StructTreeRoot.get("/RoleMap", {})}
        for element in _elements(root.StructTreeRoot):
            _look(seen, element)
            _look_around(seen, element, roles)
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
            seen.links_outside_structure += "/StructParent" not in annotation
    for font in page.get("/Resources", {}).get("/Font", {}).values():
        inner = font.get("/DescendantFonts", [font])[0]
        told = inner.get("/FontDescriptor", {})
        embedded = any(key in told for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        seen.fonts[str(font.BaseFont)] = embedded
        if "/ToUnicode" not in font:
            seen.fonts_without_letters.append(str(font.BaseFont))
    if _has_loose_content(page):
        seen.loose_content.append(number)


# ISO 32000-1, 14.8.4: what a reader knows without a map of roles.
STANDARD = frozenset(
    "/Document /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct /Private "
    "/H /H1 /H2 /H3 /H4 /H5 /H6 /P /L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot "
    "/Span /Quote /Note /Reference /BibEntry /Code /Link /Annot /Figure /Formula /Form".split()
)


def _look_around(seen: Walk, element: Any, roles: set[str]) -> None:
    """Whether an element is of a known kind and stands where its kind belongs."""
    kind, above = str(element.S), str(element.get("/P", {}).get("/S", ""))
    if kind not in STANDARD | roles:
        seen.unknown_kinds.add(kind)
    if kind == "/TR":
        seen.rows_outside_tables += above not in ("/Table", "/THead", "/TBody", "/TFoot")
    elif kind in ("/TH", "/TD"):
        seen.rows_outside_tables += above != "/TR"
    elif kind == "/LI":
        seen.items_outside_lists += above != "/L"
    elif kind in ("/Lbl", "/LBody"):
        seen.items_outside_lists += above not in ("/LI", "/Note")
    elif kind == "/Table":
        _look_at_table(seen, element)
    elif kind == "/Link":
        kids = element.get("/K", [])
        listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        told = [kid for kid in listed if isinstance(kid, pikepdf.Dictionary)]
        seen.links_outside_structure += not any(kid.get("/Type") == "/OBJR" for kid in told)
    if "/ID" in element:
        seen.ids.append(str(element.ID))


def _look_at_table(seen: Walk, table: Any) -> None:
    """Every row is as wide as the others, cells over several rows and columns counted."""
    rows = [one for one in _elements(table) if one.S == "/TR"]
    widths = [0] * len(rows)
    for at, row in enumerate(rows):
        for cell in _children(row):
            about = cell.get("/A", {})
            wide, high = int(about.get("/ColSpan", 1)), int(about.get("/RowSpan", 1))
            for below in range(at, min(at + high, len(rows))):
                widths[below] += wide
    if len(set(widths)) > 1:
        seen.uneven_tables.append(widths)


def _has_loose_content(page: Any) -> bool:
    """Whether something is painted that is neither tagged nor an artifact (Matterhorn 01-003)."""
    open_tags: list[bool] = []
    paints = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            marks = name == "BDC" and "/MCID" in operands[1]
            open_tags.append(marks or str(operands[0]) == "/Artifact")
        elif name == "EMC":
            open_tags.pop()
        elif name in paints and not any(open_tags):
            return True
    return False


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
