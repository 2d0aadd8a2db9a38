#!/bin/sh
# `make setup` puts this beside the interpreter it starts. -P: the current folder is no place to
# import from, since an operator may stand anywhere.
exec "$(dirname "$(readlink -f "$0")")/python" -P -m cli "$@"
