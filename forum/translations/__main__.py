"""`python -m forum.translations`: bring the catalogues in step with the words in the code."""

from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

FOLDER = Path(__file__).parent
HOUSE = FOLDER.parent.parent
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "N_": None,
    "lazy_gettext": None,
    "_l": None,
}


def extracted() -> Catalog:
    """Every message in code and templates, with the place where it stands."""
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    catalog = Catalog(project="Kakehashi", charset="utf-8")
    found = extract_from_dir(
        HOUSE, methods, options, keywords=KEYWORDS, directory_filter=_holds_words
    )
    for filename, _line, message, comments, context in found:
        place: Any = (filename, None)  # without the line, which changes with every edit
        catalog.add(message, None, [place], auto_comments=comments, context=context)
    return catalog


def renew(language: str) -> Catalog:
    """The language's catalogue with every message of the code, and none besides."""
    source = FOLDER / language / "LC_MESSAGES" / "messages.po"
    with source.open("rb") as file:
        catalog = read_po(file, locale=language)
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with source.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
    return catalog


def _holds_words(folder: str) -> bool:
    name = Path(folder).name
    return not name.startswith((".", "_")) and name not in {"var", "tests", "bench", "static"}


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/messages.po")):
        catalog = renew(path.parent.parent.name)
        missing = sum(1 for message in catalog if message.id and not message.string)
        print(f"{catalog.locale}: {len(catalog)} messages, {missing} to be written")
