"""Voices that come by telephone, letter, fax or over the counter, entered by a clerk."""
