"""From voices to proposals"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "announcement_bundlings",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_announcement_bundlings")),
    )
    op.create_table(
        "announcement_listeners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(length=330), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_listeners")),
        sa.UniqueConstraint("mailbox", name=op.f("uq_announcement_listeners_mailbox")),
    )
    op.create_table(
        "open_data_nights",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("archive", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_open_data_nights")),
    )
    op.create_table(
        "proposal_numbers",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "fiscal_year", name=op.f("pk_proposal_numbers")),
    )
    op.create_table(
        "adviser_interests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_adviser_interests_person_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adviser_interests")),
    )
    with op.batch_alter_table("adviser_interests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_adviser_interests_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("octets", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["persons.id"], name=op.f("fk_documents_asked_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("kind", "subject", "edition", name=op.f("uq_documents_kind")),
        sa.UniqueConstraint("public_id", name=op.f("uq_documents_public_id")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(
            "ix_documents_unmade",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'making')"),
            postgresql_where=sa.text("state IN ('waiting', 'making')"),
        )

    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("called_by_id", sa.Integer(), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_until", sa.Date(), nullable=True),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_meetings_board_id_boards")
        ),
        sa.ForeignKeyConstraint(
            ["called_by_id"], ["persons.id"], name=op.f("fk_meetings_called_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("public_id", name=op.f("uq_meetings_public_id")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index("ix_meetings_by_board", ["board_id", "starts_at"], unique=False)

    op.create_table(
        "printed_issues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_printed_issues_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_issues")),
        sa.UniqueConstraint("document_id", name=op.f("uq_printed_issues_document_id")),
        sa.UniqueConstraint("number", name=op.f("uq_printed_issues_number")),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("comment_until", sa.Date(), nullable=True),
        sa.Column("frozen_version", sa.Integer(), nullable=True),
        sa.Column("frozen_hash", sa.String(length=64), nullable=True),
        sa.Column("method", sa.String(length=20), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_words", sa.Text(), nullable=False),
        sa.Column("tally", sa.JSON(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("superseded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_proposals_board_id_boards")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["proposals.id"], name=op.f("fk_proposals_merged_into_id_proposals")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by_id"],
            ["proposals.id"],
            name=op.f("fk_proposals_superseded_by_id_proposals"),
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_proposals_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("kind", "fiscal_year", "number", name=op.f("uq_proposals_kind")),
        sa.UniqueConstraint("public_id", name=op.f("uq_proposals_public_id")),
    )
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proposals_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_index("ix_proposals_state", ["state", "state_since"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_proposals_superseded_by_id"), ["superseded_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_proposals_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_as", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("evaluation_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["adviser_id"], ["persons.id"], name=op.f("fk_advice_adviser_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["persons.id"], name=op.f("fk_advice_asked_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluations.id"], name=op.f("fk_advice_evaluation_id_evaluations")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_advice_measure_id_measures")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_advice_proposal_id_proposals")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_advice_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_advice_public_id")),
    )
    with op.batch_alter_table("advice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advice_adviser_id"), ["adviser_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_advice_evaluation_id"), ["evaluation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_advice_measure_id"), ["measure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_advice_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_advice_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_agenda_items_measure_id_measures")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_agenda_items_proposal_id_proposals")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_agenda_items_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
    )
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.create_index(
            "ix_agenda_items_of_meeting", ["meeting_id", "position"], unique=False
        )

    op.create_table(
        "announcement_hearings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listener_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["listener_id"],
            ["announcement_listeners.id"],
            name=op.f("fk_announcement_hearings_listener_id_announcement_listeners"),
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_announcement_hearings_proposal_id_proposals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_hearings")),
        sa.UniqueConstraint(
            "listener_id", "proposal_id", name=op.f("uq_announcement_hearings_listener_id")
        ),
    )
    with op.batch_alter_table("announcement_hearings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_announcement_hearings_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "city_desks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_city_desks_person_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_city_desks_proposal_id_proposals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city_desks")),
        sa.UniqueConstraint("proposal_id", "person_id", name=op.f("uq_city_desks_proposal_id")),
    )
    with op.batch_alter_table("city_desks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_city_desks_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_city_desks_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "clarifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["persons.id"],
            name=op.f("fk_clarifications_answered_by_id_persons"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["persons.id"], name=op.f("fk_clarifications_asked_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_clarifications_proposal_id_proposals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarifications")),
    )
    with op.batch_alter_table("clarifications", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_clarifications_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("handouts", sa.Text(), nullable=False),
        sa.Column("observers", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_minutes_post_id_posts")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["persons.id"], name=op.f("fk_minutes_written_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_minutes_meeting_id")),
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_post_id"), ["post_id"], unique=False)

    op.create_table(
        "polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chair_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_polls_proposal_id_proposals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
        sa.UniqueConstraint("proposal_id", "number", name=op.f("uq_polls_proposal_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_polls_public_id")),
    )
    op.create_table(
        "printed_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["printed_issues.id"],
            name=op.f("fk_printed_entries_issue_id_printed_issues"),
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_printed_entries_post_id_posts")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_printed_entries_proposal_id_proposals")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_printed_entries_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_entries")),
        sa.UniqueConstraint("issue_id", "number", name=op.f("uq_printed_entries_issue_id")),
    )
    op.create_table(
        "proposal_drafters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_proposal_drafters_person_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_proposal_drafters_proposal_id_proposals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_drafters")),
        sa.UniqueConstraint(
            "proposal_id", "person_id", name=op.f("uq_proposal_drafters_proposal_id")
        ),
    )
    with op.batch_alter_table("proposal_drafters", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proposal_drafters_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "proposal_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_items_proposal_id_proposals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_items")),
        sa.UniqueConstraint("public_id", name=op.f("uq_proposal_items_public_id")),
    )
    with op.batch_alter_table("proposal_items", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proposal_items_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "proposal_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=True),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["persons.id"], name=op.f("fk_proposal_steps_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_steps_proposal_id_proposals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_steps")),
        sa.UniqueConstraint("proposal_id", "number", name=op.f("uq_proposal_steps_proposal_id")),
    )
    op.create_table(
        "proposal_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["persons.id"], name=op.f("fk_proposal_versions_made_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_proposal_versions_proposal_id_proposals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_versions")),
        sa.UniqueConstraint("proposal_id", "number", name=op.f("uq_proposal_versions_proposal_id")),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("addressee", sa.String(length=200), nullable=False),
        sa.Column("document_number", sa.String(length=100), nullable=False),
        sa.Column("document_sha256", sa.String(length=64), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("receipt_number", sa.String(length=100), nullable=False),
        sa.Column("lead_department", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_submissions_proposal_id_proposals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_submissions_proposal_id")),
    )
    op.create_table(
        "advice_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("advice_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("declines", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("interest_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["advice_id"], ["advice.id"], name=op.f("fk_advice_replies_advice_id_advice")
        ),
        sa.ForeignKeyConstraint(
            ["interest_id"],
            ["adviser_interests.id"],
            name=op.f("fk_advice_replies_interest_id_adviser_interests"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_replies")),
    )
    with op.batch_alter_table("advice_replies", schema=None) as batch_op:
        batch_op.create_index("ix_advice_replies_of", ["advice_id"], unique=False)

    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_interim", sa.Boolean(), nullable=False),
        sa.Column("judgement", sa.String(length=20), nullable=True),
        sa.Column("response", sa.String(length=20), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("passed_to", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("department", sa.String(length=200), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("is_written", sa.Boolean(), nullable=False),
        sa.Column("transcribed_by_id", sa.Integer(), nullable=True),
        sa.Column("scan_sha256", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["persons.id"], name=op.f("fk_answers_answered_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["proposal_items.id"], name=op.f("fk_answers_item_id_proposal_items")
        ),
        sa.ForeignKeyConstraint(
            ["transcribed_by_id"], ["persons.id"], name=op.f("fk_answers_transcribed_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("item_id", "number", name=op.f("uq_answers_item_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_answers_public_id")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index("ix_answers_answered_on", ["answered_on"], unique=False)

    op.create_table(
        "attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("has_seat", sa.Boolean(), nullable=False),
        sa.Column("presence", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_attendances_minutes_id_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_attendances_person_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint("minutes_id", "person_id", name=op.f("uq_attendances_minutes_id")),
    )
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendances_person_id"), ["person_id"], unique=False)

    op.create_table(
        "ballots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declines_annex", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("is_member", sa.Boolean(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("scan_sha256", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["persons.id"], name=op.f("fk_ballots_entered_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_ballots_person_id_persons")
        ),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_ballots_poll_id_polls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballots")),
        sa.UniqueConstraint("public_id", name=op.f("uq_ballots_public_id")),
    )
    with op.batch_alter_table("ballots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballots_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_ballots_poll", ["poll_id", "id"], unique=False)

    op.create_table(
        "city_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["desk_id"], ["city_desks.id"], name=op.f("fk_city_words_desk_id_city_desks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city_words")),
    )
    with op.batch_alter_table("city_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_city_words_desk_id"), ["desk_id"], unique=False)

    op.create_table(
        "entries_on_behalf",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("held_post_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_entries_on_behalf_board_id_boards")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["persons.id"],
            name=op.f("fk_entries_on_behalf_entered_by_id_persons"),
        ),
        sa.ForeignKeyConstraint(
            ["held_post_id"],
            ["held_posts.id"],
            name=op.f("fk_entries_on_behalf_held_post_id_held_posts"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_entries_on_behalf_person_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_entries_on_behalf_post_id_posts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries_on_behalf")),
        sa.UniqueConstraint("held_post_id", name=op.f("uq_entries_on_behalf_held_post_id")),
        sa.UniqueConstraint("post_id", name=op.f("uq_entries_on_behalf_post_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_entries_on_behalf_public_id")),
    )
    with op.batch_alter_table("entries_on_behalf", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_entries_on_behalf_board_id"), ["board_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_entries_on_behalf_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "item_measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["persons.id"], name=op.f("fk_item_measures_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["proposal_items.id"], name=op.f("fk_item_measures_item_id_proposal_items")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_item_measures_measure_id_measures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_measures")),
        sa.UniqueConstraint("item_id", "measure_id", name=op.f("uq_item_measures_item_id")),
    )
    with op.batch_alter_table("item_measures", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_item_measures_measure_id"), ["measure_id"], unique=False
        )

    op.create_table(
        "item_referrals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("to", sa.String(length=200), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["persons.id"], name=op.f("fk_item_referrals_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["proposal_items.id"],
            name=op.f("fk_item_referrals_item_id_proposal_items"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_referrals")),
    )
    with op.batch_alter_table("item_referrals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_referrals_item_id"), ["item_id"], unique=False)

    op.create_table(
        "minutes_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_answers_minutes_id_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_minutes_answers_person_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_answers")),
    )
    with op.batch_alter_table("minutes_answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_minutes_answers_minutes_id"), ["minutes_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_minutes_answers_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "poll_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["address_id"], ["addresses.id"], name=op.f("fk_poll_invitations_address_id_addresses")
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["polls.id"], name=op.f("fk_poll_invitations_poll_id_polls")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_invitations")),
        sa.UniqueConstraint("poll_id", "address_id", name=op.f("uq_poll_invitations_poll_id")),
    )
    with op.batch_alter_table("poll_invitations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_poll_invitations_address_id"), ["address_id"], unique=False
        )

    op.create_table(
        "printed_slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("poll_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(issue_id IS NULL) <> (poll_id IS NULL)", name=op.f("ck_printed_slips_one_place")
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["printed_issues.id"],
            name=op.f("fk_printed_slips_issue_id_printed_issues"),
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["polls.id"], name=op.f("fk_printed_slips_poll_id_polls")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_slips")),
        sa.UniqueConstraint("code", name=op.f("uq_printed_slips_code")),
        sa.UniqueConstraint("issue_id", name=op.f("uq_printed_slips_issue_id")),
        sa.UniqueConstraint("poll_id", name=op.f("uq_printed_slips_poll_id")),
    )
    op.create_table(
        "proposal_citations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN post_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN thread_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN need_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_proposal_citations_one_source"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["persons.id"], name=op.f("fk_proposal_citations_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["proposal_items.id"],
            name=op.f("fk_proposal_citations_item_id_proposal_items"),
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["needs.id"], name=op.f("fk_proposal_citations_need_id_needs")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_proposal_citations_post_id_posts")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_proposal_citations_proposal_id_proposals"),
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_proposal_citations_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_citations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_proposal_citations_public_id")),
    )
    with op.batch_alter_table("proposal_citations", schema=None) as batch_op:
        batch_op.create_index("ix_proposal_citations_need", ["need_id"], unique=False)
        batch_op.create_index("ix_proposal_citations_post", ["post_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_proposal_citations_proposal_id"), ["proposal_id"], unique=False
        )
        batch_op.create_index("ix_proposal_citations_thread", ["thread_id"], unique=False)

    op.create_table(
        "proposal_item_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("target_words", sa.String(length=200), nullable=False),
        sa.Column("doer", sa.String(length=200), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["proposal_items.id"],
            name=op.f("fk_proposal_item_versions_item_id_proposal_items"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["proposal_versions.id"],
            name=op.f("fk_proposal_item_versions_version_id_proposal_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_item_versions")),
        sa.UniqueConstraint(
            "version_id", "position", name=op.f("uq_proposal_item_versions_version_id")
        ),
    )
    with op.batch_alter_table("proposal_item_versions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proposal_item_versions_item_id"), ["item_id"], unique=False
        )

    op.create_table(
        "resolutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_resolutions_measure_id_measures")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_resolutions_minutes_id_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_resolutions_proposal_id_proposals")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_resolutions_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
        sa.UniqueConstraint("minutes_id", "position", name=op.f("uq_resolutions_minutes_id")),
    )
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_resolutions_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "ballot_corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballots.id"], name=op.f("fk_ballot_corrections_ballot_id_ballots")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["persons.id"], name=op.f("fk_ballot_corrections_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_corrections")),
        sa.UniqueConstraint("ballot_id", name=op.f("uq_ballot_corrections_ballot_id")),
    )
    op.create_table(
        "entry_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["entries_on_behalf.id"],
            name=op.f("fk_entry_notes_entry_id_entries_on_behalf"),
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["persons.id"], name=op.f("fk_entry_notes_settled_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_notes")),
    )
    with op.batch_alter_table("entry_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_notes_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "entry_scans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content_type", sa.String(length=255), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["entries_on_behalf.id"],
            name=op.f("fk_entry_scans_entry_id_entries_on_behalf"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_scans")),
        sa.UniqueConstraint("public_id", name=op.f("uq_entry_scans_public_id")),
    )
    with op.batch_alter_table("entry_scans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_scans_entry_id"), ["entry_id"], unique=False)

    with op.batch_alter_table("digests", schema=None) as batch_op:
        batch_op.add_column(sa.Column("correction_ids", sa.JSON(), nullable=True))
