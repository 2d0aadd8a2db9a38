"""Personal letters, one after the other in one document; what stands in them is told beside it."""

from sqlalchemy.orm import Session

from forum.base import today
from forum.documents.document import Document, Reason
from forum.documents.pressing import NotMade
from forum.documents.writing import written
from forum.site import Site


def letters_page(session: Session, site: Site, document: Document) -> tuple[str, str]:
    """Title and page of a run of letters: each begins on a sheet of its own."""
    letters = document.details.get("letters")
    if not letters:
        raise NotMade(Reason.GONE)
    title = f"お送りする手紙　第{document.subject}回（{len(letters)}通）"
    html = written(
        "letters",
        title=title,
        author=site.name,
        about="言葉が引用された方のうち、メールを使わない方へのお知らせ。",
        made_on=today(),
        council=site.name,
        letters=letters,
        contact=f"postmaster@{site.mail_domain}",
    )
    return title, html
