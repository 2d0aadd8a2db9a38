"""The Japanese words around people's posts, which have one page each, with their English."""

from collections.abc import Iterable

from forum.archive.wording import ORIGINS
from forum.language import N_, words
from forum.people.wording import ROLES, SECTORS
from forum.web.formatting import IDENTITIES

Group = tuple[str, list[tuple[str, str]]]

_AROUND = (
    N_("話題"), N_("この投稿について"), N_("添付ファイル"), N_("引用を表示"), N_("（件名なし）"),
    N_("だれがだれに答えたか（目次）"), N_("前の投稿へ"), N_("次の投稿へ"), N_("受付終了"),
    N_("理由："), N_("この投稿は、書いた人が取り下げました。"),
    N_("この投稿は、進行役が非公開にしました。"),
)  # fmt: skip
_FILLED = (N_("%(name)sさんへの返信"), N_("この投稿は%(place)sに引用されました"))


def groups() -> list[Group]:
    """What each group is about, and the pairs in it: the word on the page, its English."""
    english = words("en").gettext
    filled = {"name": "…", "place": "…"}
    return [
        (
            N_("投稿のまわり"),
            _pairs(_AROUND) + [(w % filled, english(w) % filled) for w in _FILLED],
        ),
        (N_("書いた人の区分"), _pairs(SECTORS.values())),
        (N_("書いた人の役割"), _pairs(ROLES.values())),
        (N_("届いた方法"), _pairs(ORIGINS.values())),
        (N_("本人の確かさ"), _pairs(IDENTITIES.values())),
    ]


def _pairs(listed: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, words("en").gettext(word)) for word in listed]
