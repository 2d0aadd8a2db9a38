"""Needs: what many posts ask for, gathered so that each voice can be found again."""
