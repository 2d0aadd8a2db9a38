"""The relay that the settings name, as something that takes batches of mail."""

from forum.endpoints import MaildirRelay, Relay
from mailgate.outbound.maildir import Maildir
from mailgate.outbound.transport import Connection

Way = Connection | Maildir


def way_to(relay: Relay, hostname: str) -> Way:
    """A way to `relay`, not open yet; `hostname` is how we introduce ourselves."""
    if isinstance(relay, MaildirRelay):
        return Maildir(relay.folder)
    return Connection(relay, hostname)
