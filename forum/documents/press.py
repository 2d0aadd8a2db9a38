"""Sets one document: HTML on standard input, a tagged A4 PDF on standard output.

Runs as a process of its own (`python -m forum.documents.press PARENT`), which knows no database and
no settings, reaches no file and no network, and ends with whoever started it.
"""

import os
import resource
import sys
from typing import Any, NoReturn

from forum import lifeline
from forum.documents import tools

MOST_SECONDS = 240  # of computing; whoever waits has a limit of their own
MOST_OCTETS = 2 << 30
_NICE = 10  # pages and mail come first


# How this process ends where a machine can't, and not the document, is at fault.
NO_PANGO, NO_FONT, NO_ROOM = 3, 4, 5


class NothingOutside(ValueError):
    """A document asked for something that does not stand in it."""


def main() -> None:
    """Set what comes in; the parent's process id is the one argument."""
    lifeline.tie_to(int(sys.argv[1]))
    lifeline.name_process("kk-press")
    _be_modest()
    html = sys.stdin.buffer.read().decode()
    if not tools.has_pango():
        sys.exit(NO_PANGO)
    if tools.japanese_font() is None:
        sys.exit(NO_FONT)
    try:
        sys.stdout.buffer.write(typeset(html))
    except MemoryError:
        sys.exit(NO_ROOM)


def typeset(html: str) -> bytes:
    """The PDF (PDF/UA-1, tagged) of a whole HTML page in which everything stands that it needs."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    class Closed(URLFetcher):  # type: ignore[misc]
        """Neither the network nor the disk: styles and pictures stand in the page itself."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> NoReturn:
            raise NothingOutside(url[:100])

    # Links have no base: each is whole, or none.
    page: Any = HTML(string=html, base_url=None, url_fetcher=Closed())
    return page.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, finisher=_say_what_heads)


def _say_what_heads(_document: Any, pdf: Any) -> None:
    """Write /Scope on header cells: WeasyPrint names the headers of each cell, but some readers
    look for nothing else (ISO 32000-1 14.8.5.7)."""
    rows = [one for one in pdf.objects if isinstance(one, dict) and one.get("S") == "/TR"]
    for row in rows:
        cells = [pdf.objects[int(reference.split()[0])] for reference in row["K"]]
        scope = "/Column" if all(cell["S"] == "/TH" for cell in cells) else "/Row"
        for cell in cells:
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = scope


def _be_modest() -> None:
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_OCTETS, MOST_OCTETS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
