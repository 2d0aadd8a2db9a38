"""What a mailing list says of itself in every mail (RFC 2369, 2919, 5064, 8058), in plain ASCII."""

from dataclasses import dataclass

from forum.addresses import Part
from forum.archive.canonical import mailbox
from forum.site import Site

MAX_LIST_ID = 255  # octets, RFC 2919 3
# Any mail that carries it has been through us: mailgate/inbound refuses it as a loop.
LOOP_HEADER = "Kakehashi-Loop"


@dataclass(frozen=True, slots=True)
class ListNames:
    """The slug of a board and its name to read."""

    slug: str
    name: str


def list_headers(board: ListNames, post_public_id: str, site: Site) -> list[str]:
    """The header lines that every copy of a post has in common."""
    archived = site.link(f"/posts/{post_public_id}")
    return [*of_list(board, site), f"Archived-At: <{archived}>", "Precedence: list"]


def of_list(board: ListNames, site: Site) -> list[str]:
    """What stands in all mail to the list's subscribers."""
    slug, address = board.slug, site.address
    return [
        f"{LOOP_HEADER}: {address(slug)}",
        f"List-Id: {_list_id(board, site)}",
        f"List-Post: <mailto:{address(slug)}>",
        f"List-Help: <mailto:{address(slug, Part.REQUEST)}?subject=help>",
        f"List-Subscribe: <{site.link(f'/boards/{slug}')}>,",
        f" <mailto:{address(slug, Part.JOIN)}>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        f"List-Owner: <mailto:{address(slug, Part.OWNER)}>",
        f"List-Archive: <{site.link(f'/boards/{slug}')}>",
    ]


def _list_id(board: ListNames, site: Site) -> str:
    stable = f"{board.slug}.{site.mail_domain}"
    named = mailbox(board.name, stable)
    return named if len(named) <= MAX_LIST_ID else f"<{stable}>"
