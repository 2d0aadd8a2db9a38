"""Running the house: migrations, the processes of `kakehashi serve`, backups, checks."""
