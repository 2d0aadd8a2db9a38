"""What is true whichever door one uses, and the web door.

From the ground up; a room imports only from the floors above it in this list (`pyproject.toml`
has every room, docs/architecture.md says more of each):

- `base`, `addresses`, `tokens`, `dates`, `text`, `language`: rows, mailboxes, calendars, safe words
- `people`, `boards`: who takes part, in which role; where they talk
- `plan`, `archive`: the city's plan; what was said, threads, attachments, search
- `needs`, `proposals`, `participation`: what many ask for, what the council asks of the city
- `open_data`, `documents`: the record as tables, and on paper
- `acceptance`, `distribution`: what may be said, what is owed to whom
- `digests`, `letters`, `bouncing`: what is told in one mail, what we write ourselves, what comes back
- `posting`: the one way in
- `moderation`: held posts, decisions, the public log
- `announcements`, `polls`, `meetings`, `advice`, `intake`: who is told and asked about what
- `subscribing`, `accounts`, `personal`, `wishes`, `confirming`: joining, signing in, changing, leaving
- `operations`: migrations, backups, checks, the processes of `kakehashi serve`
- `web`: the web door (its sibling `mailgate` is the mail door)
"""
