"""What other projects' tests say about the corpus' mails, as facts that a decoder can be asked.

Every set states its outcomes in its own words; `ADAPTERS` says, set by set, how they become facts.
Only outcomes of a peer's own tests count (`source` begins with `peer_test`).
"""

import ast
import contextlib
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_FOLDERS = ("", "raw", "raw-newer", "derived")
_NOT_MAIL = {".json", ".xml", ".out", ".md", ".html", ".ref", ".py", ".jsonl", ".yaml", ".yml"}


class Fact(NamedTuple):
    """One thing that a peer's test says about one mail."""

    set: str
    file: str
    path: Path
    key: str
    expected: Any


def mails() -> Iterator[tuple[str, Path]]:
    """(set, file) of every file of the corpus that may be a mail, an mbox or a piece of one."""
    for path in sorted(CORPUS.rglob("*")):
        parts = path.relative_to(CORPUS).parts
        if (
            path.is_file()
            and not {"licence", "suite"} & set(parts)
            and path.suffix not in _NOT_MAIL
        ):
            yield "/".join(parts[: 1 if parts[1] in _FOLDERS else 2]), path


def facts() -> Iterator[Fact]:
    """Every fact of every set that has an adapter, and of the suite of encoded words."""
    yield from _encoded_words()
    for name, adapter in ADAPTERS.items():
        home = CORPUS / name
        cases = json.loads((home / "expectations.json").read_text("utf-8"))["cases"]
        for file, case in cases.items():
            if not str(case.get("source", "")).startswith("peer_test"):
                continue
            path = find(home, file)
            if path is None or case.get("input") == "html":
                continue
            for key, expected in adapter(path, case):
                yield Fact(name, file, path, key, expected)


def find(home: Path, file: str) -> Path | None:
    for folder in _FOLDERS:
        if (path := home / folder / file).is_file():
            return path
    return None


def _encoded_words() -> Iterator[Fact]:
    """Cases of three lines: GOOD or BAD, the decoded bytes with their charset in Perl, the header."""
    name = "04-japanese/mime-encwords"
    for path in sorted((CORPUS / name / "suite").glob("decode-*.json")):
        for number, case in enumerate(json.loads(path.read_text("utf-8"))):
            verdict, wanted, header = case.split("\n", 2)
            if verdict == "GOOD":
                text, *charsets = ast.literal_eval(wanted.replace("\\@", "@"))
                expected = text.encode("latin-1").decode(charsets[0])
                yield Fact(name, f"{path.name}/{number}", path, "words", (header, expected))


Stated = Iterator[tuple[str, Any]]


def _common(_: Path, case: dict[str, Any]) -> Stated:
    """Keys that several sets share."""
    same = {
        "expected_title": "title",
        "expected_message_id": "message id",
        "expected_from_name": "from name",
        "expected_sender": "sender",
        "expected_cc_contains": "cc contains",
        "expected_body": "body",
        "expected_body_markdown": "body markup",
        "expected_body_html": "body markup",
        "expected_body_contains": "body contains",
        "expected_attachment_names": "attachment names",
        "expected_attachments": "attachments",
        "expected_n_uploads": "uploads",
        "expected_n_attachments_min": "attachments at least",
    }
    for key, ours in same.items():
        if key in case:
            yield ours, case[key]


def _zammad(path: Path, case: dict[str, Any]) -> Stated:
    """Zammad keeps an HTML body also as an attachment `message.html`, and has placeholders of its
    own for a missing text and for missing names.
    """
    for key, expected in _common(path, case):
        if key == "attachments":
            named = [a for a in expected if a.get("filename") != "message.html"]
            expected = [{} if a.get("filename") in ("file", "image.jpg") else a for a in named]
        if expected == "no visible content":
            key, expected = "body", ""
        yield key, expected


def _stalwart(path: Path, case: dict[str, Any]) -> Stated:
    """The JSON twin holds the whole tree, with the JMAP choice of bodies."""
    yield "title", case["expected_title"]
    yield "message id", case["expected_message_id"]
    twin = json.loads(path.with_suffix(".json").read_text("utf-8"))
    parts = twin["parts"]
    yield "tree", [_stalwart_type(part) for part in parts]
    texts = [parts[number]["body"] for number in twin["text_body"]]
    if texts and all("Text" in body for body in texts):
        yield "body", "\n".join(body["Text"] for body in texts)
    htmls = [parts[number]["body"] for number in twin["html_body"]]
    if htmls and all("Html" in body for body in htmls):
        yield "html", "\n".join(body["Html"] for body in htmls)
    names = [_stalwart_name(parts[n]) for n in twin["attachments"] if n not in twin["text_body"]]
    yield "has attachments named", [name for name in names if name]
    for header in parts[0]["headers"]:
        if header["name"] in ("from", "to", "cc"):
            addresses = list(_stalwart_addresses(header["value"]))
            yield f"{header['name']} mailboxes", addresses


def _stalwart_type(part: dict[str, Any]) -> str:
    return next(iter(part["body"]))


def _stalwart_name(part: dict[str, Any]) -> str | None:
    found = None
    for header in part["headers"]:
        if header["name"] in ("content_type", "content_disposition"):
            value = header["value"].get("ContentType") or {}
            for attribute in value.get("attributes") or []:
                if attribute["name"] in ("name", "filename"):
                    found = (
                        attribute["value"]
                        if attribute["name"] == "filename"
                        else (found or attribute["value"])
                    )
    return found


def _stalwart_addresses(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    address = value.get("Address") or {}
    lists = [address.get("List") or []]
    lists += [group.get("addresses") or [] for group in address.get("Group") or []]
    for mailbox in (entry for entries in lists for entry in entries):
        yield mailbox.get("name") or "", mailbox.get("address") or ""


def _mime_tools(_: Path, case: dict[str, Any]) -> Stated:
    if parts := case.get("expected_parts"):
        yield (
            "parts",
            {
                place: {
                    key: _PERL.sub(lambda m: chr(int(m[1], 16)), value)
                    for key, value in facts.items()
                }
                for place, facts in parts.items()
            },
        )


_PERL = re.compile(r"\\x\{([0-9a-f]+)\}")


def _mime4j(path: Path, case: dict[str, Any]) -> Stated:
    """Leaves of the decoded structure, each with the file that holds its content."""
    twin = path.with_name(path.stem + "_decoded.xml")
    if str(twin.relative_to(twin.parents[1])) not in case["twins"] or not twin.is_file():
        return
    try:
        root = ElementTree.parse(twin).getroot()
    except ElementTree.ParseError:
        return
    yield (
        "leaves",
        [None if name is None else (twin.parent / name).read_bytes() for name in _leaf_files(root)],
    )


def _leaf_files(node: ElementTree.Element, within: bool = False) -> Iterator[str | None]:
    within = within or node.tag == "message"
    for child in node:
        if child.tag == "message" and within:
            yield None  # a mail within the mail: one leaf to us
        elif child.tag in ("multipart", "body-part", "message"):
            yield from _leaf_files(child, True)
        elif child.tag.endswith("-body") and "name" in child.attrib:
            yield child.attrib["name"]


_RUBY = re.compile(
    r"expect\(@?(?:mail|message|m)\.(to|from|cc|subject|message_id|attachments\.length"
    r"|attachments\.first\.filename|body\.decoded|in_reply_to)\)\.to eq (.+)\Z",
    re.DOTALL,
)


def _ruby(path: Path, case: dict[str, Any]) -> Stated:
    """RSpec lines of the simple forms; of several values for one thing, any may be meant.

    Lines about addresses that don't stand in the mail are about another one.
    """
    raw = path.read_text("latin-1")
    values: dict[str, list[Any]] = {}
    for spec in case.get("peer_asserts", ()):
        for line in spec["asserts"]:
            if match := _RUBY.match(line):
                with contextlib.suppress(ValueError, SyntaxError):
                    values.setdefault(match[1], []).append(ast.literal_eval(match[2]))
    for name, alternatives in values.items():
        own = [a for a in alternatives if name not in ("to", "cc") or a[0][:5] in raw]
        if own:
            yield f"ruby {name}", own


def _threads(path: Path, case: dict[str, Any]) -> Stated:
    """An mbox whose messages are known by subject and id."""
    known = [(subject, identifier) for _, subject, identifier in case.get("expected_threads", ())]
    if known:
        yield "mbox", [k for k in known if k[0] != "[ Message not available ]"]


ADAPTERS: dict[str, Callable[[Path, dict[str, Any]], Stated]] = {
    "01-discourse": _common,
    "02-reply/redmine": _common,
    "02-reply/talon": _common,
    "04-japanese/jpmobile": _common,
    "04-mime/james-mime4j": _mime4j,
    "04-mime/mime-tools": _mime_tools,
    "04-mime/php-mime-mail-parser": _common,
    "04-mime/ruby-mail": _ruby,
    "04-mime/stalwart": _stalwart,
    "04-mime/zammad-mail": _zammad,
    "06-threading/mail-thread-perl": _threads,
}
