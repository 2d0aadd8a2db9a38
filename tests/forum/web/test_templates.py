"""Templates are compiled once for all starts, and are never older than what they were made from."""

from pathlib import Path

import pytest
from flask import Flask, render_template
from sqlalchemy import Engine

from forum.web import create_app
from forum.web.templates import FOLDER
from tests.web.door import settings_in

HOME = "/"


def home(folder: Path, engine: Engine) -> bytes:
    """The first page of a house that starts anew in this folder."""
    answer = create_app(settings_in(folder), engine).test_client().get(HOME)
    assert answer.status_code == 200
    return answer.data


def kept(folder: Path) -> dict[str, int]:
    """The compiled files, and when each was written."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / FOLDER).iterdir()}


def test_the_second_start_compiles_nothing(tmp_path, sqlite_engine, monkeypatch):
    first = home(tmp_path, sqlite_engine)
    compiled = kept(tmp_path)
    assert len(compiled) > 3

    monkeypatch.setattr("jinja2.Environment.compile", pytest.fail)

    assert home(tmp_path, sqlite_engine) == first
    assert kept(tmp_path) == compiled


def test_a_changed_template_is_compiled_anew(tmp_path, sqlite_engine):
    def shown(words: str) -> str:
        app: Flask = create_app(settings_in(tmp_path), sqlite_engine)
        app.template_folder = str(tmp_path / "ours")
        (tmp_path / "ours").mkdir(exist_ok=True)
        (tmp_path / "ours" / "one.html").write_text(words, "utf-8")
        with app.test_request_context():
            return render_template("one.html")

    assert shown("前の言葉") == "前の言葉"
    assert shown("後の言葉") == "後の言葉"


def test_a_page_is_shown_where_nothing_can_be_kept(tmp_path, sqlite_engine):
    (tmp_path / FOLDER).write_text("no folder")

    assert b"<main" in home(tmp_path, sqlite_engine)


def test_a_broken_file_is_compiled_anew(tmp_path, sqlite_engine):
    first = home(tmp_path, sqlite_engine)
    for path in (tmp_path / FOLDER).iterdir():
        path.write_bytes(path.read_bytes()[:100])

    assert home(tmp_path, sqlite_engine) == first
