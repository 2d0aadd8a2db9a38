"""The council's record as tables for programs: CSV and JSON, a dictionary, a licence, a nightly archive."""
