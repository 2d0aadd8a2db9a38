"""What is true whichever door one uses, and the web door.

From the ground up, each floor imports only those above it in this list:

- `base`, `dates`, `text`, `language`: rows, calendars, safe words, two languages
- `addresses`, `tokens`: the grammar of mail addresses; sealed and single-use tokens
- `people`: who takes part, in which role
- `boards`: where they talk; a board is also a mailing list
- `archive`: what was said: kept messages, threads, posts, attachments, search, mbox
- `acceptance`: what may be said: contributions, rules, verdicts
- `distribution`: what is owed to whom: the outbox
- `moderation`: held posts, decisions, the public log
- `posting`: the one way in
- `operations`: migrations, backups, checks, the processes of `kakehashi serve`
- `web`: the web door (its sibling `mailgate` is the mail door)
"""
