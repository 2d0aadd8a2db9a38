"""What came of a moderator's act, said to whoever led it; and the reasons to choose from."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forum.moderation.acts import AlreadyDecided, Answer, Changed, Done, NotAllowed
from forum.moderation.decision import Act
from forum.moderation.reasons import REASONS_FOR, act_words, reason_words
from forum.web.access import missing
from forum.web.extensions import db
from forum.web.language import reader

MAX_NOTE = 2000


def settle(answer: Answer, target: str) -> ResponseReturnValue:
    """Say what came of it; a second moderator learns who was first."""
    match answer:
        case Done():
            db.session.commit()
            silent = request.form.get("act") in ("discard", "pin", "unpin")
            told_ = gettext("記録しました。書いた人には、メールでお知らせします。")
            flash(gettext("記録しました。") if silent else told_, "success")
        case AlreadyDecided(by=by, act=act):
            db.session.rollback()
            flash(_already(by, act), "info")
        case Changed():
            db.session.rollback()
            flash(gettext("文章が変わっています。もう一度読んでから、決めてください。"), "warning")
        case NotAllowed():
            db.session.rollback()
            missing()
    return redirect(target, 303)


def _already(by: str | None, act: Act | None) -> str:
    done = act_words(act, reader()) if act else gettext("本人の確認")
    who = by or gettext("書いた人")
    return gettext("先に%(who)sさんが決めました（%(done)s）。", who=who, done=done)


def choices(act: Act) -> list[tuple[str, str]]:
    return [(code, reason_words(code, reader())) for code in REASONS_FOR[act]]
