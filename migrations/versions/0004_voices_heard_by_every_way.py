"""Voices heard by every way"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "announcement_letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("void_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_announcement_letters_document_id_documents"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_announcement_letters_person_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_letters")),
        sa.UniqueConstraint("code", name=op.f("uq_announcement_letters_code")),
    )
    with op.batch_alter_table("announcement_letters", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_announcement_letters_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_announcement_letters_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "announcement_ways",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("full", sa.String(length=20), nullable=True),
        sa.Column("steps", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_announcement_ways_person_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_announcement_ways_proposal_id_proposals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_ways")),
        sa.UniqueConstraint(
            "person_id", "proposal_id", name=op.f("uq_announcement_ways_person_id")
        ),
    )
    with op.batch_alter_table("announcement_ways", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_announcement_ways_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            "uq_announcement_ways_of_person",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("proposal_id IS NULL"),
            postgresql_where=sa.text("proposal_id IS NULL"),
        )

    op.create_table(
        "announcement_tidings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(length=20), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("mailbox", sa.String(length=330), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["announcement_letters.id"],
            name=op.f("fk_announcement_tidings_letter_id_announcement_letters"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_announcement_tidings_person_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_announcement_tidings_post_id_posts")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_announcement_tidings_proposal_id_proposals"),
        ),
        sa.ForeignKeyConstraint(
            ["step_id"],
            ["proposal_steps.id"],
            name=op.f("fk_announcement_tidings_step_id_proposal_steps"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_tidings")),
        sa.UniqueConstraint("person_id", "step_id", name=op.f("uq_announcement_tidings_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_announcement_tidings_public_id")),
    )
    with op.batch_alter_table("announcement_tidings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_announcement_tidings_letter_id"), ["letter_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_announcement_tidings_mailbox"), ["mailbox"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_announcement_tidings_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_announcement_tidings_post_id"), ["post_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_announcement_tidings_step_id"), ["step_id"], unique=False
        )
        batch_op.create_index(
            "ix_announcement_tidings_to_print",
            ["id"],
            unique=False,
            sqlite_where=sa.text("way = 'letter' AND letter_id IS NULL"),
            postgresql_where=sa.text("way = 'letter' AND letter_id IS NULL"),
        )
        batch_op.create_index(
            "ix_announcement_tidings_unread",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("way = 'web' AND read_at IS NULL"),
            postgresql_where=sa.text("way = 'web' AND read_at IS NULL"),
        )

    with op.batch_alter_table("minutes_answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("entered_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_minutes_answers_entered_by_id_persons"),
            "persons",
            ["entered_by_id"],
            ["id"],
        )
