"""A command that changes something, as a wish."""

from forum.boards import DigestFormat
from forum.wishes import Kind, Wish
from mailgate.inbound.commands.obeyed import Asking
from mailgate.inbound.commands.places import spot_of
from mailgate.inbound.commands.request import Command, Request

_ABOUT_THREADS = {
    Command.FOLLOW: Kind.FOLLOW,
    Command.MUTE: Kind.MUTE,
    Command.UNFOLLOW: Kind.UNFOLLOW,
}
_ABOUT_ADDRESSES = {
    Command.ADD_ADDRESS: Kind.ADD_ADDRESS,
    Command.CHANGE_ADDRESS: Kind.CHANGE_ADDRESS,
    Command.REMOVE_ADDRESS: Kind.REMOVE_ADDRESS,
    Command.MAIN_ADDRESS: Kind.MAIN_ADDRESS,
}
CHANGING = frozenset(
    {
        Command.JOIN, Command.LEAVE, Command.MODE, Command.OWN_POSTS, Command.DIGEST,
        Command.VACATION, Command.EXPORT, Command.ERASE, *_ABOUT_THREADS, *_ABOUT_ADDRESSES,
    }
)  # fmt: skip


def wish_of(asking: Asking, request: Request) -> Wish | str:
    """What the command wishes for, or the code of what it lacks (answer.py has the words)."""
    match request.command:
        case Command.JOIN:
            told = {"name": asking.writer.name, "language": asking.language.locale}
            return Wish(Kind.JOIN, told)
        case Command.LEAVE:
            return Wish(Kind.LEAVE)
        case Command.MODE if request.mode is not None:
            return Wish(Kind.MODE, {"mode": request.mode.value})
        case Command.OWN_POSTS:
            return Wish(Kind.OWN_POSTS, {"wanted": bool(request.yes)})
        case Command.DIGEST:
            form = DigestFormat.MIME if request.yes else DigestFormat.PLAIN
            return Wish(Kind.DIGEST, {"format": form.value})
        case Command.VACATION:
            return _vacation(request)
        case Command.EXPORT:
            return Wish(Kind.TAKE_DATA)
        case Command.ERASE:
            return Wish(Kind.ERASE, {"anonymous": bool(request.yes)})
    if request.command in _ABOUT_THREADS:
        spot = spot_of(asking, request.place, asking.owner())
        if spot is None:
            return "no_thread_named" if request.place.is_empty else "no_such_thread"
        return Wish(_ABOUT_THREADS[request.command], {"thread_id": spot.thread_id})
    return _about_address(asking, request)


def _vacation(request: Request) -> Wish | str:
    if not request.yes:
        return Wish(Kind.COME_BACK)
    if request.until is None:
        return "no_day"
    return Wish(Kind.REST, {"until": request.until.isoformat()})


def _about_address(asking: Asking, request: Request) -> Wish | str:
    if request.address is None:
        return "no_address_named"
    return Wish(_ABOUT_ADDRESSES[request.command], {"address": str(request.address)})
