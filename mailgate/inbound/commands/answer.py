"""The one answer to a mail of commands: what was done, what waits for a yes, what was asked to read."""

import re
from dataclasses import dataclass, field

from forum.addresses import Part
from forum.base import utcnow
from forum.dates import long_date
from forum.language import N_
from forum.letters.writing import board_letter
from forum.people.single_use import LIFETIME, Purpose
from forum.text.masking import mask
from mailgate.inbound.commands.looking import Block
from mailgate.inbound.commands.nearest import is_near, nearest
from mailgate.inbound.commands.obeyed import Asking

MOST_QUOTED = 3
LONGEST_QUOTE = 40
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)

# What a command lacks, and how it is written.
LACKING = {
    "no_day": N_("いつまで休むかを書いてください。例：「休み 12月31日まで」"),
    "no_thread_named": N_("話題の番号を書いてください。例：「ミュート 12」。番号は「話題一覧」でわかります。"),
    "no_such_thread": N_("その話題が見つかりません。「話題一覧」で番号がわかります。"),
    "no_post_named": N_("投稿の番号を書いてください。例：「報告 12-3 わけ」。番号は「話題 12」でわかります。"),
    "no_such_post": N_("その投稿が見つかりません。"),
    "no_address_named": N_("アドレスも書いてください。例：「アドレス追加 name@example.jp」"),
    "too_many_reports": N_("きょうは、これ以上の報告を受け取れません。急ぐときは問い合わせ先へお書きください。"),
    "unknown_mailbox": N_("このアドレスは、まだどの掲示板にも参加していません。"),
    "no_link_now": N_("きょうは、これ以上お送りできません。あすまた試してください。"),
}  # fmt: skip


@dataclass(slots=True)
class Answer:
    """The parts of an answer, each a list of lines."""

    done: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    token: str | None = None
    refused: list[tuple[str, str]] = field(default_factory=list)  # what, and why not
    strange: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    login: str | None = None  # a link that signs in
    is_help: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was understood at all."""
        return not (
            self.done or self.asked or self.refused or self.blocks or self.login or self.is_help
        )


def send(asking: Asking, answer: Answer) -> None:
    """Owe the writer the answer."""
    site, board, language = asking.site, asking.board, asking.language
    shown = _quotable(answer)
    until = long_date(utcnow() + LIFETIME[Purpose.WISHES], language.locale)
    board_letter(
        asking.session,
        site,
        board,
        asking.mailbox,
        "answer",
        language,
        part=Part.CONFIRM if answer.token else Part.REQUEST,
        token=answer.token,
        answers=asking.writer.message_id,
        is_about_subscription=True,
        secret=answer.login is not None,
        title=_title(answer),
        done=answer.done,
        asked=answer.asked,
        refused=answer.refused,
        strange=shown,
        near=nearest(shown, language.locale) if shown else [],
        blocks=answer.blocks,
        login=answer.login,
        is_help=answer.is_help,
        is_unknown=answer.is_empty,
        link=site.link(f"/confirm/{answer.token}") if answer.token else "",
        until=until,
        address=site.address(board.slug),
        join=site.address(board.slug, Part.JOIN),
        leave=site.address(board.slug, Part.LEAVE),
        request=site.address(board.slug, Part.REQUEST),
        page=site.link(f"/boards/{board.slug}"),
    )


def quoted(line: str) -> str:
    """A line of somebody's as an answer may show it: whoever forged their From sends no message."""
    plain = mask(_LINK.sub("…", " ".join(line.split())))
    return plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1] + "…"


def _quotable(answer: Answer) -> tuple[str, ...]:
    """Beside what was understood only a line that looks like a command is worth a word."""
    lines = answer.strange if answer.is_empty else tuple(filter(is_near, answer.strange))
    return tuple(quoted(line) for line in lines[:MOST_QUOTED])


def _title(answer: Answer) -> str:
    """What the answer is about, where it is about one thing."""
    if len(answer.blocks) == 1 and not (answer.done or answer.asked or answer.refused):
        return answer.blocks[0].title
    return ""
