"""What people are told of proposals: on My page, and by letters that the office sends."""
