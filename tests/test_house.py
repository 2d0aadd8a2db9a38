"""The house stands as drawn: who imports whom, and who reads settings.

The floors themselves are written in pyproject.toml ([tool.importlinter]); what that tool can't
see is stated here.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
WEB_ONLY = {
    *("flask", "flask_babel", "flask_login", "flask_sqlalchemy", "flask_wtf"),
    *("granian", "werkzeug", "wtforms"),
}
MAIL_ONLY = {"aiosmtpd", "smtplib"}
SINGLE = {"IN", "LITERAL", "NOT_LITERAL", "ANY"}


def sources(*folders: str) -> list[str]:
    found = [path for folder in folders for path in (HOUSE / folder).rglob("*.py")]
    return sorted(str(path.relative_to(HOUSE)) for path in found)


def imported(source: str) -> Iterator[str]:
    """Every module a file imports, also inside its functions."""
    for node in ast.walk(ast.parse((HOUSE / source).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def packages(source: str) -> set[str]:
    return {module.partition(".")[0] for module in imported(source)}


def test_imports_go_down_only():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_a_door_knows_its_protocol():
    def foreign(source: str) -> set[str]:
        if source.startswith("forum/web/"):
            return MAIL_ONLY
        return WEB_ONLY if source.startswith("mailgate/") else WEB_ONLY | MAIL_ONLY

    known = {source: packages(source) & foreign(source) for source in sources("forum", "mailgate")}
    assert {source: names for source, names in known.items() if names} == {}


def test_only_entry_points_read_settings():
    rooms = sources("forum", "mailgate", "migrations")
    assert [room for room in rooms if packages(room) & {"config", "cli", "commands", "wsgi"}] == []
    assert [room for room in rooms if reads_environment(room)] == []


def reads_environment(source: str) -> bool:
    tree = ast.parse((HOUSE / source).read_text(encoding="utf-8"))
    attributes = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    # A WSGI request has an environ of its own, so only that of `os` counts.
    of_os = {node.attr for node in attributes if getattr(node.value, "id", None) == "os"}
    return bool(of_os & {"environ", "getenv"})


def test_no_pattern_needs_a_newer_python():
    """Python before 3.11.5 (Debian 12 has 3.11.2) misreads possessive groups and atomic ones."""
    found = {
        (source, pattern)
        for source in sources("forum", "mailgate")
        for pattern in patterns(source)
        if misread(parser.parse(pattern).data)
    }
    assert found == set()


def patterns(source: str) -> Iterator[str | bytes]:
    """What a file gives to the functions of `re` as it stands there."""
    for node in ast.walk(ast.parse((HOUSE / source).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str | bytes):
                yield first.value


def misread(parsed: list[Any]) -> bool:
    """Whether a parsed pattern has a group that gives nothing back; single characters may."""
    for kind, told in parsed:
        if str(kind) == "ATOMIC_GROUP":
            return True
        if str(kind) == "POSSESSIVE_REPEAT" and str(told[2].data[0][0]) not in SINGLE:
            return True
        if any(misread(inner.data) for inner in parts(told)):
            return True
    return False


def parts(told: Any) -> Iterator[Any]:
    """The patterns within one item of a parsed pattern."""
    if isinstance(told, parser.SubPattern):
        yield told
    elif isinstance(told, list | tuple):
        for one in told:
            yield from parts(one)


def test_nothing_but_tests_imports_tests():
    rooms = sources("forum", "mailgate", "migrations")
    assert [room for room in rooms if "tests" in packages(room)] == []


def test_the_ground_floor_is_light():
    """What every process loads on its way to work; Flask and aiosmtpd come with their door only."""
    done = subprocess.run(
        [sys.executable, "-c", "import forum.posting, sys; print(*sys.modules)"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & (WEB_ONLY | MAIL_ONLY | {"alembic", "argon2"})


def test_the_locks_name_no_place():
    for lock in ("requirements.lock", "requirements-dev.lock"):
        lines = (HOUSE / lock).read_text().splitlines()
        bare = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
        for line in bare:
            assert "://" not in line
            assert line.startswith("    --hash=sha256:") or "==" in line
        assert not any(line.startswith(("-", "--")) for line in bare)


def test_what_runs_is_locked_in_both():
    def pins(lock: str) -> set[str]:
        lines = (HOUSE / lock).read_text().splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line and line[0].isalnum()}

    assert pins("requirements.lock") <= pins("requirements-dev.lock")
