"""What went wrong, that nothing was lost, and what to do: as a page, or as RFC 9457 for the API."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from jinja2 import Template
from sqlalchemy.exc import DataError, SQLAlchemyError
from werkzeug.exceptions import (
    BadRequest,
    Gone,
    HTTPException,
    InternalServerError,
    NotFound,
    TooManyRequests,
)

from forum.base import utcnow
from forum.language import N_
from forum.moderation.reasons import reason_words
from forum.web.extensions import db
from forum.web.language import reader

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Explanation:
    """An error in a visitor's words: its title, what happened, what to do next."""

    title: str
    happened: str
    next_step: str


EXPLANATIONS = {
    400: Explanation(
        N_("送られた内容を読み取れませんでした"),
        N_("リンクが途中で切れているか、送信が途中で止まったようです。何も変更されていません。"),
        N_("前の画面にもどって、もう一度お試しください。"),
    ),
    403: Explanation(
        N_("このページは限られた人だけが使えます"),
        N_("ご覧になるための役割が、いまのあなたにはありません。何も変更されていません。"),
        N_("役割をお持ちの場合は、ログインしてからもう一度お試しください。"),
    ),
    404: Explanation(
        N_("お探しのページは見つかりませんでした"),
        N_("アドレスが違っているか、公開されていないページです。"),
        N_("下の検索で、言葉から探せます。"),
    ),
    405: Explanation(
        N_("この操作は、ここではできません"),
        N_("ページの使い方が合っていません。何も変更されていません。"),
        N_("前の画面にもどり、画面のボタンからもう一度お試しください。"),
    ),
    410: Explanation(
        N_("この投稿は公開されていません"),
        N_("進行役が、この投稿を非公開にしました。記録はここに残ります。"),
        N_("運営の記録で、判断の理由をご覧いただけます。"),
    ),
    413: Explanation(
        N_("送られたものが大きすぎます"),
        N_("添付ファイルなどの合計が、受け取れる大きさを超えました。投稿はまだ届いていません。"),
        N_(
            "前の画面にもどり、添付を小さくするか、分けて送ってください。文章は前の画面に残っています。"
        ),
    ),
    422: Explanation(
        N_("このままでは受け取れませんでした"),
        N_("入力に足りないところか、直していただきたいところがあります。"),
        N_("前の画面にもどり、もう一度お試しください。入力した内容は残っています。"),
    ),
    429: Explanation(
        N_("短い時間に、操作が続きました"),
        N_("いたずらを防ぐため、少しのあいだ受け付けを止めています。何も失われていません。"),
        N_("しばらくしてから、もう一度お試しください。"),
    ),
    500: Explanation(
        N_("こちらの不具合で、表示できませんでした"),
        N_(
            "すでに届いている投稿は、失われていません。いま送った内容は、届いていないことがあります。"
        ),
        N_("前の画面にもどり、少し待ってからもう一度お試しください。続くときはお知らせください。"),
    ),
    503: Explanation(
        N_("ただいま準備中です"),
        N_("点検などのため、少しのあいだ使えません。すでに届いている投稿は、失われていません。"),
        N_("しばらくしてから、もう一度お試しください。"),
    ),
}
WITHDRAWN = Explanation(
    N_("この投稿は取り下げられました"),
    N_("書いた人が、この投稿を取り下げました。取り下げたことだけが、ここに残ります。"),
    N_("話し合いの続きは、話題のページでお読みいただけます。"),
)
FORM_EXPIRED = Explanation(
    N_("もう一度、送信してください"),
    N_(
        "画面を開いてから時間がたったため、ご本人の操作か確かめられませんでした。何も変更されていません。"
    ),
    N_("前の画面にもどって読み込みなおし、もう一度送ってください。"),
)


class Tombstone(Gone):
    """Raised where something public stood that is hidden now: says when and why.

    `reason` is a code of forum/moderation/reasons.py.
    """

    def __init__(
        self,
        reason: str | None = None,
        hidden_at: datetime | None = None,
        *,
        withdrawn: bool = False,
    ) -> None:
        super().__init__()
        self.reason = reason
        self.hidden_at = hidden_at
        self.withdrawn = withdrawn  # by whoever wrote it, not by a moderator


def too_many(seconds: int) -> TooManyRequests:
    """The 429 to raise: says when to come back, in words and in Retry-After."""
    return TooManyRequests(retry_after=utcnow() + timedelta(seconds=seconds))


def explain(app: Flask) -> None:
    """Every error becomes a page in the visitor's language; under /api/ a problem document."""
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(DataError, answer_unfit)
    app.register_error_handler(Exception, answer_unforeseen)


def answer(error: HTTPException) -> ResponseReturnValue:
    """The page or the problem document for an expected error."""
    if error.code is None or error.code < 400:
        return error.get_response()  # a redirect in an exception's dress
    explanation = explanation_of(error)
    if request.path.startswith("/api/"):
        response = problem(error, explanation)
    else:
        response = Response(_page(error, explanation), content_type="text/html; charset=utf-8")
    response.status_code = error.code
    for name, value in error.get_headers():
        if name.lower() != "content-type":
            response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    return response


def answer_unfit(error: DataError) -> ResponseReturnValue:
    """What no row can hold (a NUL, a number past all ids) names nothing, and can't be kept."""
    db.session.rollback()
    return answer(NotFound() if request.method in ("GET", "HEAD") else BadRequest())


def answer_unforeseen(error: Exception) -> ResponseReturnValue:
    """Log what nobody foresaw, give back what was begun, and say that nothing was lost."""
    # The rule, not the path: an address may be a secret (/login/…).
    log.exception("unforeseen at %s %s", request.method, request.url_rule)
    if current_app.config["PROPAGATE_EXCEPTIONS"]:
        raise error
    try:
        db.session.rollback()
    except SQLAlchemyError:
        log.warning("the transaction could not be given back", exc_info=True)
    return answer(InternalServerError(original_exception=error))


def explanation_of(error: HTTPException) -> Explanation:
    """The words for an error; those of its family for one that has none of its own."""
    if isinstance(error, CSRFError):
        return FORM_EXPIRED
    if isinstance(error, Tombstone) and error.withdrawn:
        return WITHDRAWN
    code = error.code or 500
    return EXPLANATIONS.get(code) or EXPLANATIONS[500 if code >= 500 else 400]


def problem(error: HTTPException, explanation: Explanation) -> Response:
    """A problem document (RFC 9457)."""
    body = {
        "type": "about:blank",
        "title": gettext(explanation.title),
        "status": error.code,
        "detail": gettext(explanation.happened),
    }
    if isinstance(error, Tombstone) and error.reason:
        body["reason"] = reason_words(error.reason, reader())
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, content_type="application/problem+json; charset=utf-8")


def _page(error: HTTPException, explanation: Explanation) -> str:
    code = error.code or 500
    names: list[str | Template] = [f"errors/{code}.html", "errors/error.html"]
    try:
        return render_template(names, error=error, code=code, explanation=explanation)
    except Exception:
        # The frame itself needs what is broken (the database, say): words alone must do.
        if code < 500:
            raise
        log.exception("the error page could not be made")
        return _bare_page(explanation)


def _bare_page(explanation: Explanation) -> str:
    return (
        '<!doctype html><html lang="ja"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{explanation.title}</title><h1>{explanation.title}</h1>"
        f"<p>{explanation.happened}</p><p>{explanation.next_step}</p>"
        '<p lang="en">Something went wrong on our side. Posts that have arrived are safe; '
        "please go back, wait a little and try again.</p>"
    )
