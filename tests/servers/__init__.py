"""Real servers for tests: under a temporary directory, on free ports, gone with the test.

Each is a context manager that yields a small object with its addresses:

    with postgresql.running() as server: server.new_database()  # a URL
    with dovecot.running(["anna@example.jp"]) as store: store.lmtp, store.mailbox("anna@example.jp")
    with postfix.running(lists=(domain, lmtp), mailboxes=(domain, lmtp)) as mta: mta.smtp
    with sink.running() as hole: hole.smtp, hole.mails()
    with nameserver.running({"city.test": "@ MX 10 mx"}) as names: names.address
    with chromium.running() as browser: browser.new_page()
"""
