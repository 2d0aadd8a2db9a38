"""The city's plan: its measures, how far they are, and what they have brought."""
