"""Why the plan changed"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("measure_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proposal_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("evaluation_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_measure_versions_evaluation_id"), ["evaluation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_measure_versions_proposal_id"), ["proposal_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_measure_versions_evaluation_id_evaluations"),
            "evaluations",
            ["evaluation_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_measure_versions_proposal_id_proposals"),
            "proposals",
            ["proposal_id"],
            ["id"],
        )
