"""HTML of strangers: nothing that runs or fetches survives our cleaning, and the words do."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from forum.text import markdown, plain
from forum.text.html_mail import sanitise
from forum.text.html_text import to_text
from tests.corpus.facts import CORPUS
from tests.harms import harms

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")

HOME = CORPUS / "08-html"


def attacks() -> Iterator[tuple[str, str]]:
    """(where from, payload) of every suite."""
    yield from _suite("dompurify", "dompurify")
    yield from _h5sc()
    yield from _suite("owasp-cheatsheet", "owasp-xss")
    for path in sorted((HOME / "bleach/raw").rglob("*.test")):
        yield f"bleach/{path.name}", path.read_text("utf-8", "replace").split("\n--\n")[0]
    for name in ("roundcube", "loofah", "horde-text-filter", "owasp-java-html-sanitizer"):
        for path in sorted((HOME / name / "raw").rglob("*")):
            if path.suffix in (".html", ".txt", ".eml"):
                yield f"{name}/{path.name}", path.read_bytes().decode("utf-8", "replace")


def _suite(folder: str, name: str) -> Iterator[tuple[str, str]]:
    cases = json.loads((HOME / folder / f"suite/{name}.shared.json").read_text("utf-8"))["cases"]
    numbered = cases.items() if isinstance(cases, dict) else enumerate(cases)
    for number, case in numbered:
        yield f"{folder}/{number}", case if isinstance(case, str) else case["payload"]


def _h5sc() -> Iterator[tuple[str, str]]:
    suite = json.loads((HOME / "h5sc/suite/h5sc.shared.json").read_text("utf-8"))
    for case in suite["cases"]:
        payload = case["data"]
        for name, value in suite["payloads"].items():
            payload = payload.replace(f"%{name}%", str(value))
        yield f"h5sc/{case['id']}", payload


ATTACKS = dict(attacks()) if CORPUS.exists() else {}


def test_the_check_itself_sees_what_harms():
    for markup in (
        "<script>x</script>",
        "<p onclick=x>",
        "<a href='java\nscript:x'>",
        "<img src=x>",
    ):
        assert harms(markup)


def test_nothing_of_an_original_survives_that_could_run_fetch_or_send():
    harmful = {
        name: found for name, attack in ATTACKS.items() if (found := harms(sanitise(attack)))
    }
    assert len(ATTACKS) > 200
    assert not harmful


def test_nothing_survives_the_way_through_text_onto_a_page():
    harmful = {
        name: found
        for name, attack in ATTACKS.items()
        if (found := harms(plain.render(to_text(attack))) + harms(plain.render(attack)))
    }
    assert not harmful


def test_nothing_survives_that_is_written_as_markdown():
    harmful = {
        name: found for name, attack in ATTACKS.items() if (found := harms(markdown.render(attack)))
    }
    assert not harmful


def test_cleaning_twice_changes_nothing():
    for name, attack in ATTACKS.items():
        once = sanitise(attack)
        if not once.startswith("<pre>"):
            assert sanitise(once) == once, name


def pages() -> list[str]:
    return [
        path.read_bytes().decode("utf-8", "replace")
        for path in sorted((HOME / "html2text/raw").rglob("*.html"))
    ]


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]{2,}", text))


def test_the_words_of_a_page_survive_in_its_cleaned_original():
    for page in pages():
        shown = re.sub(r"<[^>]*>|\s+", "", html.unescape(re.sub(r"<[^>]*>", "", sanitise(page))))
        lost = {word for word in words(_without_targets(to_text(page))) if word not in shown}
        assert not lost, page[:80]


def test_our_text_of_a_page_has_the_words_that_html2text_finds():
    missing = stated = 0
    for path in sorted((HOME / "html2text/raw").rglob("*.html")):
        theirs = words(_without_targets(_twin(path)))
        ours = words(to_text(path.read_bytes().decode("utf-8", "replace")))
        stated += len(theirs)
        missing += len(theirs - ours)
    assert missing <= 0.02 * stated


def _without_targets(text: str) -> str:
    """Text without the addresses of links and without pictures, which only html2text keeps."""
    return re.sub(r"\]\([^)]*\)|<(?:https?:|img )[^>]*>|<[^>]*>", " ", text)


def _twin(path: Path) -> str:
    twin = path.with_suffix(".md")
    return twin.read_text("utf-8", "replace") if twin.exists() else ""
