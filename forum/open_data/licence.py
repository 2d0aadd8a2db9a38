"""Under what the tables may be used."""

from forum.language import LANGUAGES, N_, words
from forum.site import Site

NAME = "CC BY 4.0"
URL = "https://creativecommons.org/licenses/by/4.0/"
_GRANT = N_(
    "この表は、クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）で使えます。"
    "出典を書けば、写すことも、変えることも、商売に使うこともできます。"
)
_ATTRIBUTION = N_("出典：%(name)s（%(url)s）")
_NOT_POSTS = N_(
    "投稿の文章は、書いた人のものです。引用するときは、書いた人の名前と投稿のアドレスを添えてください。"
)


def attribution(site: Site, locale: str = "ja") -> str:
    """How to name the source, in one line."""
    return words(locale).gettext(_ATTRIBUTION, name=site.name, url=site.url)


def text(site: Site) -> str:
    """The licence as a file, in every language."""
    parts = []
    for locale in LANGUAGES:
        said = words(locale)
        lines = (said.gettext(_GRANT), attribution(site, locale), said.gettext(_NOT_POSTS))
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, f"{NAME}: {URL}"]) + "\n"
