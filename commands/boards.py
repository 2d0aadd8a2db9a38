"""`kakehashi board`: where people write."""

import click

from commands.installation import entering, settings

VISIBILITY = click.Choice(["public", "members", "staff"])
POSTING = click.Choice(["anyone", "subscribers", "members", "moderators"])
JOIN = click.Choice(["open", "approve", "closed"])


@click.group()
def board() -> None:
    """Boards: each is a forum and a mailing list."""


@board.command("add")
@click.argument("slug")
@click.option("--name", required=True, help="What people call it.")
@click.option("--visibility", type=VISIBILITY, default="public")
@click.option("--posting", type=POSTING, default="anyone")
@click.option("--join", type=JOIN, default="open")
def board_add(slug: str, name: str, visibility: str, posting: str, join: str) -> None:
    """Open a board under the address SLUG@ of the mail domain."""
    found = settings()
    from forum.boards import Join, Posting, Visibility
    from forum.operations.entering import add_board

    with entering(found) as session:
        add_board(session, slug, name, Visibility(visibility), Posting(posting), Join(join))
    click.echo(f"{slug}@{found.mail_domain}")


@board.command("set")
@click.argument("slug")
@click.option("--visibility", type=VISIBILITY)
@click.option("--posting", type=POSTING)
@click.option("--join", type=JOIN)
@click.option(
    "--holds-unproven/--takes-unproven",
    default=None,
    help="Whether mail whose sender is not proven waits until its writer confirms it.",
)
def board_set(
    slug: str,
    visibility: str | None,
    posting: str | None,
    join: str | None,
    holds_unproven: bool | None,
) -> None:
    """Change what is named of a board; the page of its settings has more."""
    from forum.boards import Join, Posting, Visibility
    from forum.operations.entering import change_board

    with entering(settings()) as session:
        change_board(
            session,
            slug,
            visibility=visibility and Visibility(visibility),
            posting=posting and Posting(posting),
            join=join and Join(join),
            holds_unproven=holds_unproven,
        )


@board.command("list")
def board_list() -> None:
    """One line a board: slug, visibility, posting, join, subscribers, posts, name."""
    from forum.operations.entering import boards

    with entering(settings()) as session:
        for board, subscribers in boards(session):
            facts = (board.slug, board.visibility, board.posting, board.join)
            click.echo("\t".join(map(str, (*facts, subscribers, board.post_count, board.name))))
