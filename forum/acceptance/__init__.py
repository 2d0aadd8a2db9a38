"""What may be said: contributions, the rules that look at them, and their verdicts."""
