"""What STARTTLS shall use towards a relay."""

import ssl

from forum.endpoints import LmtpRelay, SmtpRelay


def encryption(relay: SmtpRelay | LmtpRelay) -> ssl.SSLContext:
    """Settings for TLS; an unverified certificate still keeps listeners out (RFC 7435)."""
    if relay.verified:
        authorities = str(relay.authorities) if relay.authorities else None
        return ssl.create_default_context(cafile=authorities)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
