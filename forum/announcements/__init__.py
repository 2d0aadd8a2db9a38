"""Telling people of a proposal's way: its board, whoever is cited, whoever takes part."""
