"""What was said: kept messages, threads and posts, attachments, search, mbox."""
