"""Mail done right"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digest_runs",
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mode", "day", name=op.f("pk_digest_runs")),
    )
    op.create_table(
        "measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
        sa.UniqueConstraint("code", name=op.f("uq_measures_code")),
        sa.UniqueConstraint("position", name=op.f("uq_measures_position")),
    )
    op.create_table(
        "needs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["needs.id"], name=op.f("fk_needs_merged_into_id_needs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs")),
        sa.UniqueConstraint("public_id", name=op.f("uq_needs_public_id")),
    )
    with op.batch_alter_table("needs", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_needs_merged_into_id"), ["merged_into_id"], unique=False
        )

    op.create_table(
        "plan_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_periods")),
        sa.UniqueConstraint("name", name=op.f("uq_plan_periods_name")),
    )
    op.create_table(
        "authentications",
        sa.Column("message_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("identity", sa.String(length=20), nullable=False),
        sa.Column("proof", sa.JSON(), nullable=True),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("chain", sa.String(length=10), nullable=False),
        sa.Column("policy", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_authentications_message_id_messages")
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_authentications")),
    )
    op.create_table(
        "digests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("after_id", sa.BigInteger(), nullable=False),
        sa.Column("until_id", sa.BigInteger(), nullable=False),
        sa.Column("post_ids", sa.JSON(), nullable=False),
        sa.Column("subscription_id", sa.BigInteger(), nullable=True),
        sa.Column("topics_only", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_digests_board_id_boards")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
    )
    with op.batch_alter_table("digests", schema=None) as batch_op:
        batch_op.create_index("ix_digests_newest", ["board_id", "mode", "until_id"], unique=False)
        batch_op.create_index(
            "uq_digests_of_day",
            ["board_id", "mode", "day"],
            unique=True,
            sqlite_where=sa.text("subscription_id IS NULL"),
            postgresql_where=sa.text("subscription_id IS NULL"),
        )

    op.create_table(
        "evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("evaluator", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("consequence", sa.String(length=20), nullable=True),
        sa.Column("consequence_words", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["before_id"], ["evaluations.id"], name=op.f("fk_evaluations_before_id_evaluations")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["persons.id"], name=op.f("fk_evaluations_entered_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_evaluations_measure_id_measures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
        sa.UniqueConstraint("before_id", name=op.f("uq_evaluations_before_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_evaluations_public_id")),
    )
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluations_measure_id"), ["measure_id"], unique=False)

    op.create_table(
        "measure_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("figure", sa.Numeric(precision=15, scale=2), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["persons.id"],
            name=op.f("fk_measure_progress_entered_by_id_persons"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_measure_progress_measure_id_measures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_progress")),
    )
    with op.batch_alter_table("measure_progress", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_measure_progress_measure_id"), ["measure_id"], unique=False
        )

    op.create_table(
        "measure_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("doer", sa.String(length=20), nullable=False),
        sa.Column("department", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("flags", sa.String(length=100), nullable=False),
        sa.Column("lessons", sa.Text(), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["persons.id"], name=op.f("fk_measure_versions_made_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_measure_versions_measure_id_measures")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["plan_periods.id"],
            name=op.f("fk_measure_versions_period_id_plan_periods"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_versions")),
        sa.UniqueConstraint("measure_id", "number", name=op.f("uq_measure_versions_measure_id")),
    )
    op.create_table(
        "evaluation_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=100), nullable=False),
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluations.id"],
            name=op.f("fk_evaluation_findings_evaluation_id_evaluations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_findings")),
        sa.UniqueConstraint(
            "evaluation_id", "position", name=op.f("uq_evaluation_findings_evaluation_id")
        ),
    )
    op.create_table(
        "followings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("address_id", sa.Integer(), nullable=True),
        sa.Column("attention", sa.String(length=20), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["address_id"], ["addresses.id"], name=op.f("fk_followings_address_id_addresses")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_followings_person_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_followings_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followings")),
        sa.UniqueConstraint("thread_id", "person_id", name=op.f("uq_followings_thread_id")),
    )
    with op.batch_alter_table("followings", schema=None) as batch_op:
        batch_op.create_index("ix_followings_of_address", ["address_id"], unique=False)
        batch_op.create_index("ix_followings_of_person", ["person_id"], unique=False)
        batch_op.create_index("uq_followings_address", ["thread_id", "address_id"], unique=True)

    op.create_table(
        "need_clips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("clipped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["need_id"], ["needs.id"], name=op.f("fk_need_clips_need_id_needs")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_need_clips_post_id_posts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_clips")),
        sa.UniqueConstraint("public_id", name=op.f("uq_need_clips_public_id")),
    )
    with op.batch_alter_table("need_clips", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_clips_need_id"), ["need_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_clips_post_id"), ["post_id"], unique=False)

    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("address_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("identity", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("end", sa.String(length=20), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["address_id"], ["addresses.id"], name=op.f("fk_reports_address_id_addresses")
        ),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_reports_board_id_boards")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["persons.id"], name=op.f("fk_reports_decided_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_reports_person_id_persons")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_reports_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reports_public_id")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_post_id"), ["post_id"], unique=False)
        batch_op.create_index(
            "ix_reports_waiting",
            ["board_id", "id"],
            unique=False,
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    op.create_table(
        "need_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("clip_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["persons.id"], name=op.f("fk_need_steps_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["clip_id"], ["need_clips.id"], name=op.f("fk_need_steps_clip_id_need_clips")
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["needs.id"], name=op.f("fk_need_steps_need_id_needs")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["needs.id"], name=op.f("fk_need_steps_other_id_needs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_steps")),
    )
    with op.batch_alter_table("need_steps", schema=None) as batch_op:
        batch_op.create_index("ix_need_steps_need_id", ["need_id"], unique=False)

    with op.batch_alter_table("addresses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("main_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("wants_receipts", sa.Boolean(), nullable=True))
        batch_op.add_column(
            sa.Column("format", sa.String(length=20), server_default="full", nullable=False)
        )
        batch_op.add_column(
            sa.Column("format_chosen_at", sa.DateTime(timezone=True), nullable=True)
        )

    with op.batch_alter_table("boards", schema=None) as batch_op:
        batch_op.add_column(sa.Column("holds_unproven", sa.Boolean(), nullable=True))

    with op.batch_alter_table("mailings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digest_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_mailings_digest_id_digests"), "digests", ["digest_id"], ["id"]
        )

    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cards", sa.JSON(), nullable=True))

    with op.batch_alter_table("subscriptions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("digest_format", sa.String(length=20), server_default="plain", nullable=False)
        )
        batch_op.add_column(sa.Column("digest_after_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("away_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("away_after_id", sa.BigInteger(), nullable=True))
        batch_op.create_index(
            "ix_subscriptions_away",
            ["away_until"],
            unique=False,
            sqlite_where=sa.text("away_until IS NOT NULL"),
            postgresql_where=sa.text("away_until IS NOT NULL"),
        )

    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hidden_subject", sa.Text(), nullable=True))
        batch_op.create_index(
            "ix_threads_pinned",
            ["board_id", "last_order_key"],
            unique=False,
            sqlite_where=sa.text("pinned_at IS NOT NULL"),
            postgresql_where=sa.text("pinned_at IS NOT NULL"),
        )
