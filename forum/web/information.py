"""The pages of words in the footer, one template a language."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forum.web.language import locale

bp = Blueprint("information", __name__)


@bp.get("/about")
def about() -> ResponseReturnValue:
    """What this council is for."""
    return _show("about", gettext("この協議会について"))


@bp.get("/participate")
def participate() -> ResponseReturnValue:
    """By web, by mail, on paper."""
    return _show("participate", gettext("参加のしかた"))


@bp.get("/open-data")
def open_data() -> ResponseReturnValue:
    """Feeds, the API, the archive as files."""
    return _show("open_data", gettext("オープンデータ"))


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """What we promise and whom to tell when it fails."""
    return _show("accessibility", gettext("アクセシビリティ"))


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept of a person and what is published."""
    return _show("privacy", gettext("個人情報"))


@bp.get("/contact")
def contact() -> ResponseReturnValue:
    """Whom to ask."""
    return _show("contact", gettext("問い合わせ"))


def _show(name: str, title: str) -> str:
    return render_template(f"information/{name}.{locale()}.html", title=title)
