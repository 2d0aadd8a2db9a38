"""Who takes part: people, their addresses, roles and accounts."""
