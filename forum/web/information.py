"""The pages of words in the footer, one template a language."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from forum.web.formatting import locale

bp = Blueprint("information", __name__)


@bp.get("/about")
def about() -> ResponseReturnValue:
    """What this council is for."""
    return _show("about")


@bp.get("/participate")
def participate() -> ResponseReturnValue:
    """By web, by mail, on paper."""
    return _show("participate")


@bp.get("/open-data")
def open_data() -> ResponseReturnValue:
    """Feeds, the API, the archive as files."""
    return _show("open_data")


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """What we promise and whom to tell when it fails."""
    return _show("accessibility")


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept of a person and what is published."""
    return _show("privacy")


@bp.get("/contact")
def contact() -> ResponseReturnValue:
    """Whom to ask."""
    return _show("contact")


def _show(name: str) -> str:
    return render_template(f"information/{name}.{locale()}.html")
