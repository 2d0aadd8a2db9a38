"""The council of the demo: invented people over the five sectors, and their boards."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.base import today, utcnow
from forum.boards import Board, Join, Mode, Names, Posting, Subscription, Visibility
from forum.people.person import Account, Address, Appointment, Person, Role, Sector


@dataclass(frozen=True)
class Somebody:
    """One person of the story; `roles` name a board's slug, or None for the whole council."""

    name: str
    mailbox: str | None
    sector: Sector
    roles: tuple[tuple[Role, str | None], ...] = ()
    nickname: str | None = None
    district: str | None = None
    reads: tuple[str, ...] = ("sogo",)


MEMBER, CHAIR, MODERATOR = Role.MEMBER, Role.CHAIR, Role.MODERATOR
PEOPLE = {
    "nakamura": Somebody(
        "中村 正夫", "nakamura@univ.example.jp", Sector.UNIVERSITY,
        ((MEMBER, None), (CHAIR, None)), reads=("sogo", "shisetsu"),
    ),
    "aoki": Somebody(
        "青木 さくら", "aoki@home.example.jp", Sector.CITIZEN, ((MEMBER, None),),
        "さくら", "北地区", ("sogo", "shisetsu", "ashi"),
    ),
    "tanaka": Somebody(
        "田中 健一", "tanaka@shop.example.jp", Sector.COMPANY, ((MEMBER, None),),
        reads=("sogo", "shisetsu"),
    ),
    "takahashi": Somebody(
        "高橋 幸子", "takahashi@npo.example.jp", Sector.GROUP, ((MEMBER, None),),
        reads=("sogo", "shisetsu", "ashi"),
    ),
    "kobayashi": Somebody(
        "小林 美咲", "kobayashi@univ.example.jp", Sector.UNIVERSITY, ((MEMBER, None),), "みさき",
    ),
    "watanabe": Somebody(
        "渡辺 誠", "watanabe@city.example.jp", Sector.GOVERNMENT,
        ((MEMBER, None), (Role.LIAISON, None)), reads=("sogo", "shisetsu", "chonai"),
    ),
    "suzuki": Somebody(
        "鈴木 直子", "suzuki@home.example.jp", Sector.CITIZEN, ((MODERATOR, None),),
        "なおこ", "中央地区", ("sogo", "shisetsu", "ashi"),
    ),
    "kato": Somebody(
        "加藤 浩", "kato@bus.example.jp", Sector.COMPANY, ((MODERATOR, "ashi"),), "ひろし",
        reads=("sogo", "ashi"),
    ),
    "yamaguchi": Somebody(
        "山口 恵", "yamaguchi@city.example.jp", Sector.GOVERNMENT,
        ((Role.SECRETARIAT, None), (Role.ADMIN, None)), reads=("sogo", "shisetsu", "ashi", "chonai"),
    ),
    "onishi": Somebody(
        "大西 隆", "onishi@research.example.jp", Sector.UNIVERSITY, ((Role.ADVISER, None),),
        reads=("sogo", "shisetsu"),
    ),
    "sato": Somebody(
        "佐藤 ハル", "haru..1951@keitai.example.jp", Sector.CITIZEN, (), "ハル", "北地区",
    ),
    "ishii": Somebody("石井 茂", None, Sector.CITIZEN, (), None, "東地区", ()),
    "hayashi": Somebody(
        "林 由美", "hayashi@home.example.jp", Sector.CITIZEN, (), "もみじ", "東地区",
        ("sogo", "ashi"),
    ),
}  # fmt: skip


def enter_boards(session: Session) -> dict[str, Board]:
    """The four boards, by slug."""
    boards = (
        Board(
            slug="sogo",
            name="総合",
            description="市の情報化と暮らしのことを、どなたでも話せる掲示板です。",
            posting=Posting.ANYONE,
        ),
        Board(
            slug="shisetsu",
            name="公共施設部会",
            description="公共施設の案内と予約について、委員が提案をまとめる部会です。",
            visibility=Visibility.MEMBERS,
            posting=Posting.MEMBERS,
            join=Join.APPROVE,
        ),
        Board(
            slug="ashi",
            name="地域の足",
            description="バスや送り迎えなど、出かける手段の話をする掲示板です。呼び名で書けます。",
            names=Names.NICKNAME,
        ),
        Board(
            slug="chonai",
            name="庁内",
            description="市の担当者の連絡用です。",
            visibility=Visibility.STAFF,
            posting=Posting.MEMBERS,
            join=Join.CLOSED,
        ),
    )
    session.add_all(boards)
    session.flush()
    return {board.slug: board for board in boards}


def enter_people(session: Session, boards: dict[str, Board]) -> dict[str, Person]:
    """Everybody of the story, appointed and subscribed, by their short name."""
    people = {key: _enter(session, somebody, boards) for key, somebody in PEOPLE.items()}
    session.flush()
    return people


def _enter(session: Session, somebody: Somebody, boards: dict[str, Board]) -> Person:
    now = utcnow()
    person = Person(
        name=somebody.name,
        nickname=somebody.nickname,
        sector=somebody.sector,
        district=somebody.district,
        vouched_at=now,
    )
    session.add(person)
    person.appointments = [
        Appointment(
            role=role, board_id=boards[slug].id if slug else None, since=_term_began(), until=None
        )
        for role, slug in somebody.roles
    ]
    mailbox = EmailAddress.parse(somebody.mailbox) if somebody.mailbox else None
    if mailbox is not None:
        address = Address.of(mailbox, person)
        session.add(address)
        address.verified_at = now
        person.account = Account()
        for slug in somebody.reads:
            boards[slug].subscriptions.append(
                Subscription(address=address, mode=Mode.EACH, vouched=True)
            )
    return person


def _term_began() -> date:
    """1 April of the last fiscal year: councils sit by fiscal years, two at a time."""
    now = today()
    return date(now.year - 1 if now.month >= 4 else now.year - 2, 4, 1)
