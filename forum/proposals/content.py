"""What a proposal says: immutable versions, numbered items, and the voices that they come from."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.archive.thread import Post, Thread
from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.needs.need import Need
from forum.proposals.proposal import Proposal
from forum.public_words import PublicWords


class Target(StrEnum):
    """What an item wants changed: 条例・制度・業務・施策・予算, or something else."""

    ORDINANCE = "ordinance"
    SCHEME = "scheme"
    WORK = "work"
    MEASURE = "measure"
    BUDGET = "budget"
    OTHER = "other"


class Version(Base):
    """The words of a proposal from `made_at` until the next version; never changed."""

    __tablename__ = "proposal_versions"

    id: Mapped[intpk]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(PublicWords(200))
    problem: Mapped[str] = mapped_column(PublicWords(), default="")  # 現状と課題
    purpose: Mapped[str] = mapped_column(PublicWords(), default="")  # 目的
    effect: Mapped[str] = mapped_column(PublicWords(), default="")  # 期待される効果
    plain: Mapped[str] = mapped_column(PublicWords(), default="")  # やさしい要約
    note: Mapped[str] = mapped_column(
        PublicWords(), default=""
    )  # what changed, in the drafter's words
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    proposal: Mapped[Proposal] = relationship()
    items: Mapped[list["ItemVersion"]] = relationship(
        back_populates="version", order_by="ItemVersion.position"
    )

    __table_args__ = (UniqueConstraint("proposal_id", "number"),)


class Item(Base):
    """One thing that a proposal asks for, the same through all versions and places."""

    __tablename__ = "proposal_items"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)

    proposal: Mapped[Proposal] = relationship()


class ItemVersion(Base):
    """What an item says in one version of the proposal; position is the 項目 number from 1."""

    __tablename__ = "proposal_item_versions"

    id: Mapped[intpk]
    version_id: Mapped[int] = mapped_column(ForeignKey("proposal_versions.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("proposal_items.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(PublicWords(200))
    words: Mapped[str] = mapped_column(PublicWords(), default="")
    target: Mapped[Target] = mapped_column(Choice(Target), default=Target.OTHER)
    target_words: Mapped[str] = mapped_column(PublicWords(200), default="")
    # Who does it: the city, or somebody else (地域の主体的な取組み).
    doer: Mapped[str] = mapped_column(PublicWords(200), default="市")
    effect: Mapped[str] = mapped_column(PublicWords(), default="")

    version: Mapped[Version] = relationship(back_populates="items")
    item: Mapped[Item] = relationship()

    __table_args__ = (UniqueConstraint("version_id", "position"),)


class Citation(Base):
    """That an item (or the whole proposal) comes from a post, a thread or a need."""

    __tablename__ = "proposal_citations"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("proposal_items.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("needs.id"))
    # A post's own words, as all may read them; empty: the post as a whole.
    passage: Mapped[str] = mapped_column(PublicWords(), default="")
    added_at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    removed_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship()
    item: Mapped[Item | None] = relationship()
    post: Mapped[Post | None] = relationship()
    thread: Mapped[Thread | None] = relationship()
    need: Mapped[Need | None] = relationship()

    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN post_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN thread_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN need_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_source",
        ),
        Index("ix_proposal_citations_post", "post_id"),
        Index("ix_proposal_citations_thread", "thread_id"),
        Index("ix_proposal_citations_need", "need_id"),
    )
