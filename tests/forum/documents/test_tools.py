"""What is missing for PDFs is named as one installs it."""

from forum.documents import tools


def test_nothing_missing_is_nothing_to_install(monkeypatch):
    monkeypatch.setattr(tools, "has_pango", lambda: True)
    monkeypatch.setattr(tools, "japanese_font", lambda: "Noto Sans CJK JP")
    assert tools.missing() == []


def test_font_and_pango_are_named_where_they_lack(monkeypatch, tmp_path):
    monkeypatch.setattr(tools, "_PANGO", ("libno-such-thing.so.0",))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tools, "_FONT_FOLDERS", (str(tmp_path),))
    assert tools.missing() == ["libpango-1.0-0", "libpangoft2-1.0-0", "fonts-noto-cjk"]


def test_a_library_that_is_there_is_found(monkeypatch):
    monkeypatch.setattr(tools, "_SUBSETTER", "libc.so.6")
    assert tools.has_subsetter()
