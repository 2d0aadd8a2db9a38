"""The pages of words in the footer, one template a language."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Row

from forum.boards import Visibility
from forum.open_data import nightly
from forum.open_data.catalogue import DATASETS
from forum.web.access import readable_boards
from forum.web.extensions import db
from forum.web.language import locale

bp = Blueprint("information", __name__)


@bp.get("/about")
def about() -> ResponseReturnValue:
    """What this council is for."""
    return _show("about", gettext("この協議会について"))


@bp.get("/participate")
def participate() -> ResponseReturnValue:
    """By web, by mail, on paper."""
    return _show("participate", gettext("参加のしかた"), boards=_public_boards())


@bp.get("/open-data")
def open_data() -> ResponseReturnValue:
    """Feeds, the API, the tables and the archive as files."""
    nights = nightly.kept(db.session())
    tables = DATASETS.values()
    return _show(
        "open_data",
        gettext("オープンデータ"),
        tables=tables,
        nights=nights,
        boards=_public_boards(),
    )


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


def _public_boards() -> list[Row[Any]]:
    return [one for one in readable_boards() if one.visibility is Visibility.PUBLIC]


def _show(name: str, title: str, **more: Any) -> str:
    return render_template(f"information/{name}.{locale()}.html", title=title, **more)
