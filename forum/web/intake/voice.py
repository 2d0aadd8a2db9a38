"""The form in which a clerk enters somebody's words: who said it, how it came, what it answers."""

import hashlib

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, DateField, EmailField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from forum.addresses import EmailAddress
from forum.archive.thread import Origin, Post
from forum.boards import Board
from forum.intake.entering import Voice
from forum.people.joining import enter_person, person_of
from forum.people.person import Person, Sector
from forum.people.wording import SECTORS
from forum.web import namesakes
from forum.web.extensions import db
from forum.web.forms import A_DAY, A_NAME, a_line, mailbox_field, no_mailbox
from forum.web.intake import words as intake_words
from forum.web.links import this_site
from forum.web.post_form import PostForm, kept_files, ready


class VoiceForm(PostForm):
    """Whose words they are, how they came, and what they say."""

    board = SelectField(lazy_gettext("掲示板"))
    name = StringField(
        lazy_gettext("どなたの声か"),
        [InputRequired(lazy_gettext("お名前を入力してください。")), A_NAME, no_mailbox],
    )
    person = RadioField(lazy_gettext("同じ名前の方"), [Optional()], validate_choice=False)
    sector = SelectField(lazy_gettext("区分"))
    district = StringField(lazy_gettext("お住まいの地区"), [Optional(), A_NAME])
    email = EmailField(lazy_gettext("メールアドレス"), [Optional(), mailbox_field])
    channel = SelectField(lazy_gettext("どの方法で届いたか"))
    received_on = DateField(lazy_gettext("届いた日"), [A_DAY])
    show_files = BooleanField(lazy_gettext("手紙の写しを、だれでも見られるようにする"))


def voice_form(boards: dict[str, Board], answered: Post | None) -> VoiceForm:
    """The form on these boards; an answer stays on the board of the post that it answers."""
    form = ready(VoiceForm())
    form.board.choices = [(slug, board.name) for slug, board in boards.items()]
    if answered is not None:
        form.no_subject_needed()
        form.board.choices = [(answered.board.slug, answered.board.name)]
    form.sector.choices = [(code, gettext(word)) for code, word in SECTORS.items()]
    form.channel.choices = intake_words.channels()
    namesakes.offer(form)
    return form


def person_meant(form: VoiceForm) -> Person | None:
    """Whose words they are; None where that has to be asked, or can't be."""
    if not namesakes.is_settled(form):
        return None
    known = namesakes.chosen(form)
    if known is not None:
        return known
    mailbox = EmailAddress.parse(form.email.data or "")
    if mailbox is not None and person_of(db.session(), mailbox) is not None:
        form.email.errors = [
            gettext(
                "このアドレスは、もう登録されています。お名前で探して、その方を選んでください。"
            )
        ]
        return None
    mailboxes = [mailbox] if mailbox is not None else []
    sector = Sector(form.sector.data)
    person = enter_person(db.session(), a_line(form.name.data), mailboxes, sector=sector)
    person.district = a_line(form.district.data) or None
    return person


def voice_in(form: VoiceForm, person: Person, answered: Post | None) -> Voice:
    """What the form says, to be entered; a scan is kept apart unless it may be shown."""
    files = kept_files(form)
    shown = bool(form.show_files.data)
    return Voice(
        person=person,
        channel=Origin(form.channel.data),
        received_on=form.received_on.data,
        subject=form.tidy_subject or (answered.subject if answered is not None else ""),
        text=form.tidy_text,
        answers=answered,
        shown=files if shown else (),
        kept=() if shown else files,
        message_id=_own_id(form, person),
    )


def _own_id(form: VoiceForm, person: Person) -> str:
    told = f"{person.id}\0{form.once.data}\0{form.tidy_text}".encode("utf-8", "replace")
    letters = hashlib.blake2b(told, digest_size=16).hexdigest()
    return f"{letters[:16]}.{letters[16:]}@{this_site().mail_domain}"
