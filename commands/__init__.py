"""What an operator says to the house: a module a matter, loaded when its command is called.

An entry point like cli.py, whose table names every command: rooms here may read the settings and
open both doors, and nothing imports them. Each command loads what it needs within its function.
"""
