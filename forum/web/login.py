"""Who is at the door: one row, read when a page first asks."""

from dataclasses import dataclass, field

from flask import Flask, request
from flask_babel import gettext
from flask_login import AnonymousUserMixin, UserMixin, current_user
from sqlalchemy import bindparam, select

from forum.language import N_
from forum.people.person import Account, Person
from forum.people.standing import NOBODY, Standing, standing_of
from forum.web.extensions import db, login_manager

SESSION_COOKIE = "kakehashi"


@dataclass(slots=True)
class Visitor(UserMixin):
    """Somebody signed in, as the pages need them; `standing` is read when first asked."""

    account_id: int
    epoch: int
    person_id: int
    public_id: str
    name: str
    nickname: str | None
    sector: str
    language: str
    banned: bool
    _standing: Standing | None = field(default=None, repr=False)

    def get_id(self) -> str:
        return session_id(self.account_id, self.epoch)

    @property
    def standing(self) -> Standing:
        """The roles that this person holds today."""
        if self._standing is None:
            self._standing = standing_of(db.session(), self.person_id)
        return self._standing


class Stranger(AnonymousUserMixin):
    """Nobody known; may read what is public."""

    person_id = None
    language = None
    standing = NOBODY


def session_id(account_id: int, epoch: int) -> str:
    """What the session cookie says: raising the account's epoch signs every session out."""
    return f"{account_id}.{epoch}"


def visitor(text: str) -> Visitor | None:
    """The visitor whom a session names, while the account's epoch is still that one."""
    account_id, _, epoch = text.partition(".")
    if not (account_id.isdecimal() and epoch.isdecimal()):
        return None
    with db.engine.connect() as connection:
        row = connection.execute(_VISITOR, {"account_id": int(account_id)}).one_or_none()
    if row is None or row.epoch != int(epoch):
        return None
    return Visitor(*row)


_VISITOR = (
    select(
        Account.id,
        Account.epoch,
        Person.id,
        Person.public_id,
        Person.name,
        Person.nickname,
        Person.sector,
        Person.language,
        Person.banned_at.is_not(None),
    )
    .join(Person, Person.id == Account.person_id)
    .where(Account.id == bindparam("account_id"))
)


def remember(app: Flask) -> None:
    """Sign-in by session; a page that needs it leads to /login and back."""
    login_manager.init_app(app)
    login_manager.user_loader(visitor)
    login_manager.anonymous_user = Stranger
    login_manager.login_view = "accounts.login"
    login_manager.login_message = N_("このページを使うには、ログインしてください。")
    login_manager.login_message_category = "info"
    login_manager.localize_callback = gettext


def viewer_key() -> str:
    """Whom a page is made for; part of every ETag. Asks no table for a visitor without cookie."""
    if SESSION_COOKIE not in request.cookies or not current_user.is_authenticated:
        return ""
    return str(current_user.get_id())
