"""`kakehashi dkim`: made, published, used, retired."""

import click

from commands.installation import resolver, settings


@click.group()
def dkim() -> None:
    """The keys that sign our mail, and what others need to know of them."""


@dkim.command("new")
@click.option("--selector", help="Its name in the DNS; by default of its kind and month.")
@click.option("--algorithm", type=click.Choice(["rsa", "ed25519"]), default="rsa")
def dkim_new(selector: str | None, algorithm: str) -> None:
    """Make a key, and print the records to publish; it signs nothing yet."""
    from mailgate.outbound.signing import telling
    from mailgate.outbound.signing.keyring import Algorithm, Keyring

    found = settings()
    key = Keyring(found.data_dir).make(selector, Algorithm(algorithm))
    click.echo("\n".join(telling.after_making(key, found.mail_domain)))


@dkim.command("list")
@click.argument("selector", required=False)
def dkim_list(selector: str | None) -> None:
    """One line a key; with SELECTOR the record to publish of that one."""
    from mailgate.outbound.signing import telling
    from mailgate.outbound.signing.keyring import Keyring

    found = settings()
    ring = Keyring(found.data_dir)
    lines = (
        telling.to_publish(ring.named(selector), found.mail_domain)
        if selector
        else telling.overview(ring.all())
    )
    for line in lines:
        click.echo(line)


@dkim.command("use")
@click.argument("selector")
@click.option("--unseen", is_flag=True, help="Even where its record can't be seen in the DNS.")
def dkim_use(selector: str, unseen: bool) -> None:
    """Sign with this key from now on, instead of the other one of its kind."""
    import time

    from mailgate.outbound.signing.keyring import Keyring
    from mailgate.outbound.signing.records import require_published

    found = settings()
    ring = Keyring(found.data_dir)
    if not unseen:
        names = resolver(found).until(time.monotonic() + 5)
        require_published(ring.named(selector), found.mail_domain, names)
    ring.use(selector)


@dkim.command("retire")
@click.argument("selector")
def dkim_retire(selector: str) -> None:
    """Destroy a key that signs no more; its record stays until its mails are through."""
    from mailgate.outbound.signing import telling
    from mailgate.outbound.signing.keyring import Keyring

    for line in telling.overview([Keyring(settings().data_dir).retire(selector)]):
        click.echo(line)
