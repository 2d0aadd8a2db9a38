"""Mail done right"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("addresses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wants_receipts", sa.Boolean(), nullable=True))
        batch_op.add_column(
            sa.Column("format", sa.String(length=20), server_default="full", nullable=False)
        )
        batch_op.add_column(
            sa.Column("format_chosen_at", sa.DateTime(timezone=True), nullable=True)
        )

    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cards", sa.JSON(), nullable=True))

    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hidden_subject", sa.Text(), nullable=True))
