"""Digests on their way out: who gets which edition of one, and what an edition says."""
