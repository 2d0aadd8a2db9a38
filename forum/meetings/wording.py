"""Invitation and minutes as plain words, for the board and for everybody's mail."""

from collections.abc import Iterator, Sequence

from forum.dates import in_tokyo, long_date
from forum.language import Words
from forum.meetings.meeting import AgendaItem, Attendance, Meeting, Minutes
from forum.meetings.quorum import Quorum, quorum_of
from forum.people.person import Role
from forum.people.wording import ROLES, SECTORS
from forum.site import Site

# A place at the table is for another role than these.
UNTOLD = (Role.RESIDENT, Role.ADMIN)


def when(meeting: Meeting, locale: str = "ja") -> str:
    """2026年11月22日（令和8年）10:00から12:00まで, on a Japanese clock."""
    begins = long_date(meeting.starts_at, locale)
    if meeting.ends_at is None:
        return begins
    ends = in_tokyo(meeting.ends_at)
    same_day = ends.date() == in_tokyo(meeting.starts_at).date()
    until = f"{ends:%H:%M}" if same_day else long_date(meeting.ends_at, locale)
    return f"{begins}～{until}" if not locale.startswith("en") else f"{begins} to {until}"


def quorum_words(quorum: Quorum, language: Words) -> str:
    """Whether enough came, in one sentence."""
    told = {"seats": quorum.seats, "present": quorum.present, "needed": quorum.needed}
    if not quorum.seats:
        return language.gettext("この日の委員の名簿がないため、定足数はわかりません。")
    if quorum.is_met:
        return language.gettext(
            "委員%(seats)s人のうち%(present)s人が出席し、定足数（過半数の%(needed)s人）に達しました。",
            **told,
        )
    return language.gettext(
        "委員%(seats)s人のうち%(present)s人が出席し、定足数（過半数の%(needed)s人）に達しませんでした。",
        **told,
    )


def invitation(meeting: Meeting, site: Site, language: Words) -> tuple[str, str]:
    """Subject and words of the notice that a meeting is held."""
    said = language.gettext
    lines = [
        said("次のとおり会議を開きます。"),
        "",
        f"{said('■ 日時')}\n{when(meeting, language.locale)}",
        f"{said('■ 場所')}\n{meeting.place}",
        f"{said('■ 議題')}\n" + "\n".join(_agenda(meeting.agenda)),
    ]
    if meeting.notes:
        lines.append(f"{said('■ お知らせ')}\n{meeting.notes}")
    lines.append(f"{said('くわしくは、次のページをご覧ください。')}\n{page(meeting, site)}")
    subject = said("%(title)sのお知らせ", title=meeting.title)
    return subject, lines[0] + "\n\n" + "\n\n".join(lines[2:]) + "\n"


def minutes_text(
    meeting: Meeting, minutes: Minutes, site: Site, language: Words, *, is_final: bool = True
) -> tuple[str, str]:
    """Subject and words of minutes, with the fields that minutes have here."""
    said = language.gettext
    parts = [_block(head, body) for head, body in _fields(meeting, minutes, language) if body]
    foot = page(meeting, site)
    opening = (
        said("出席者の確認を終え、議事録が確定しました。")
        if is_final
        else said("出席者の確認を受けている議事録の案です。")
    )
    subject = said("%(title)sの議事録", title=meeting.title)
    if minutes.reason:
        subject = said("%(title)sの議事録（訂正）", title=meeting.title)
        opening = said("確定した議事録を訂正しました。前の版も残っています。")
        parts.insert(0, _block(said("訂正の理由"), minutes.reason))
    return subject, "\n\n".join([opening, *parts, foot]) + "\n"


def page(meeting: Meeting, site: Site) -> str:
    return site.link(f"/meetings/{meeting.public_id}")


def who(one: Attendance, language: Words) -> str:
    """青木 さくら（市民・委員）."""
    places = [language.gettext(SECTORS[one.sector])]
    if one.role not in UNTOLD:
        places.append(language.gettext(ROLES[one.role]))
    return f"{one.name}（{'・'.join(places)}）"


def _fields(meeting: Meeting, minutes: Minutes, language: Words) -> Iterator[tuple[str, str]]:
    said = language.gettext
    yield said("開催日時"), when(meeting, language.locale)
    yield said("開催場所"), meeting.place
    yield said("出席者"), _names(minutes.present, language)
    yield said("欠席者"), _names(minutes.absent, language)
    yield said("定足数"), quorum_words(quorum_of(minutes), language)
    if minutes.observers is not None:
        yield (
            said("傍聴者"),
            language.ngettext("%(num)d人", "%(num)d人", minutes.observers),
        )
    yield said("議題"), "\n".join(_agenda(meeting.agenda))
    yield said("議事の経過"), minutes.course
    yield said("決定事項"), "\n".join(f"{one.position}. {one.words}" for one in minutes.resolutions)
    yield said("配布資料"), minutes.handouts
    yield said("作成者"), minutes.written_by.name if minutes.written_by else ""


def _block(head: str, body: str) -> str:
    return f"■ {head}\n{body}"


def _agenda(items: Sequence[AgendaItem]) -> list[str]:
    return [f"{item.position}. {item.title}" for item in items]


def _names(attendances: Sequence[Attendance], language: Words) -> str:
    return "\n".join(who(one, language) for one in attendances)
