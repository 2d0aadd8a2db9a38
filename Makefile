# make run     sets everything up inside this folder and serves the demonstration
# make test    sets up and runs every check and test
# make setup   sets up only; afterwards .venv/bin/kakehashi works
# make bench   measures and prints a table of ratios
# make lock    renews the locks from pyproject.toml (UPGRADE=--upgrade for newer releases)

PYTHON ?= python3
V := .venv/bin
WORKERS ?= 2
UPGRADE ?=

# Every file is checked against its hash, and no compiler is needed.
INSTALL := $(V)/python -m pip install -q --disable-pip-version-check --no-input \
	--require-hashes --only-binary :all: -r
LOCK := $(V)/uv pip compile pyproject.toml -q --universal --python-version 3.11 \
	--generate-hashes --only-binary :all: --no-emit-index-url --no-emit-find-links --no-header

.PHONY: setup setup-dev run test check bench lock

setup:
	@$(V)/python -c "" 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@cmp -s requirements.lock .venv/requirements.lock || \
	{ echo "Installing the locked dependencies into .venv" && \
	  $(INSTALL) requirements.lock && cp requirements.lock .venv/requirements.lock; }
	@grep -qxsF '$(CURDIR)' .venv/lib/python3*/site-packages/kakehashi.pth || \
	$(V)/python -c 'import sysconfig; open(sysconfig.get_path("purelib") + "/kakehashi.pth", "w").write("$(CURDIR)\n")'
	@cmp -s forum/operations/kakehashi.sh $(V)/kakehashi || install -m 755 forum/operations/kakehashi.sh $(V)/kakehashi
	@for po in forum/translations/*/LC_MESSAGES/*.po; do \
		test ! -e "$$po" || test "$${po%.po}.mo" -nt "$$po" || \
		$(V)/python -m babel.messages.frontend -q compile -i "$$po" -o "$${po%.po}.mo" || exit 1; \
	done
	@$(V)/python -m compileall -q *.py commands forum mailgate migrations

setup-dev: setup
	@cmp -s requirements-dev.lock .venv/requirements-dev.lock || \
	{ echo "Installing the locked tools for tests into .venv" && \
	  $(INSTALL) requirements-dev.lock && cp requirements-dev.lock .venv/requirements-dev.lock; }

run: setup
	@$(V)/kakehashi migrate
	@$(V)/kakehashi demo --if-empty
	@KAKEHASHI_DEV_MAILBOX=1 exec $(V)/kakehashi serve

check: setup-dev
	$(V)/ruff check .
	$(V)/ruff format --check .
	$(V)/mypy
	$(V)/lint-imports

test: setup-dev
	@tests/servers/install
	@$(MAKE) --no-print-directory check
	$(V)/python -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder

bench: setup-dev
	$(V)/python -m bench

lock: setup
	@test -x $(V)/uv || $(V)/python -m pip install -q uv
	$(LOCK) $(UPGRADE) -o requirements.lock
	$(LOCK) $(UPGRADE) --group dev -c requirements.lock -o requirements-dev.lock
