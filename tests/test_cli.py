"""The `kakehashi` command as an operator meets it; with real processes and real kills."""

import json
import os
import shutil
import signal
import smtplib
import socket
import urllib.request
import zipfile

import pytest

from forum.base import connect
from forum.operations import migrate
from tests.conftest import available
from tests.processes import (
    children_of,
    environment,
    family_of,
    kakehashi,
    lives,
    serving,
    wait_for_end,
)
from tests.servers import nameserver
from tests.servers.base import wait_until


@pytest.fixture
def env(tmp_path, sqlite_template):
    """The environment of a program with a current, empty database."""
    (tmp_path / "var").mkdir()
    shutil.copy(sqlite_template, tmp_path / "var")
    return environment(tmp_path / "var")


@pytest.fixture
def log(tmp_path):
    return tmp_path / "log"


def page(env) -> int:
    with urllib.request.urlopen(f"{env['KAKEHASHI_SITE_URL']}/healthz", timeout=30) as answer:
        return answer.status


def test_help_needs_no_settings():
    done = kakehashi("--help", env={"PATH": os.environ["PATH"], "KAKEHASHI_RELAY": "nonsense"})
    assert done.returncode == 0
    assert "serve" in done.stdout


@pytest.mark.parametrize("words", [["no-such-command"], ["serve", "--loudly"], ["migrate", "up"]])
def test_a_wrong_call_is_told_apart_from_a_refusal(words, tmp_path):
    done = kakehashi(*words, env=environment(tmp_path))
    assert done.returncode == 2
    assert "Usage:" in done.stderr


@pytest.mark.parametrize("command", ["serve", "web", "receive", "migrate"])
def test_a_setting_that_cant_be_used_is_one_sentence(command, tmp_path):
    done = kakehashi(command, env=environment(tmp_path, RELAY="nonsense"))
    assert done.returncode == 1
    assert done.stderr.startswith("kakehashi: KAKEHASHI_RELAY can't be used: ")
    assert done.stderr.count("\n") == 1


def test_a_database_that_is_away_is_one_sentence(tmp_path):
    away = f"postgresql://nobody@/nothing?host={tmp_path}"
    done = kakehashi("migrate", env=environment(tmp_path, DATABASE_URL=away))
    assert done.returncode == 1
    assert done.stderr.startswith("kakehashi: The database can't be used: ")
    assert done.stderr.count("\n") == 1


def test_a_data_directory_that_cant_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    done = kakehashi("migrate", env=environment(tmp_path / "file" / "var"))
    assert done.returncode == 1
    assert "can't be made: Not a directory." in done.stderr


@pytest.mark.parametrize("command", ["serve", "web", "receive", "read", "deliver"])
def test_an_old_schema_stops_every_part_with_a_sentence(command, tmp_path):
    done = kakehashi(command, env=environment(tmp_path))
    assert done.returncode == 1
    assert "run `kakehashi migrate` first" in done.stderr


def test_migrate_makes_the_database_current(tmp_path):
    env = environment(tmp_path / "var")
    for _ in range(2):
        assert kakehashi("migrate", env=env).returncode == 0
        engine = connect(f"sqlite:///{tmp_path}/var/kakehashi.sqlite3")
        assert migrate.is_current(engine)
        engine.dispose()


def test_serve_opens_every_door_and_says_so(env, log):
    with serving(env, log) as process:
        assert page(env) == 200
        for name in ("SMTP", "LMTP"):
            host, port = env[f"KAKEHASHI_{name}_LISTEN"].split(":")
            with socket.create_connection((host, int(port)), timeout=10) as line:
                assert line.recv(100).startswith(b"220")
            assert env[f"KAKEHASHI_{name}_LISTEN"] in log.read_text()
        assert env["KAKEHASHI_SITE_URL"] in log.read_text()
        family = family_of(process.pid)
        process.terminate()
        assert process.wait(60) == 0
    wait_for_end(family)


def test_ctrl_c_ends_everything(env, log):
    with serving(env, log) as process:
        family = family_of(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    wait_for_end(family)
    assert "Traceback" not in log.read_text()


def test_nothing_is_left_of_a_killed_program_and_it_starts_again(env, log):
    with serving(env, log) as first:
        family = family_of(first.pid)
        assert len(family) == 7  # itself, two mail workers, the mail door, the web door and its two
        first.kill()
        first.wait()
        with serving(env, log):
            assert page(env) == 200
            assert not any(map(lives, family))


def test_every_part_that_is_killed_comes_back(env, log):
    with serving(env, log) as process:
        for child in children_of(process.pid):
            os.kill(child, signal.SIGKILL)
        wait_until(lambda: len(family_of(process.pid)) == 7, "the children")
        wait_until(lambda: answers_again(env), "the doors")


def answers_again(env) -> bool:
    host, port = env["KAKEHASHI_SMTP_LISTEN"].split(":")
    try:
        with smtplib.SMTP(host, int(port), timeout=5) as client:
            client.noop()
        return page(env) == 200
    except OSError:
        return False


def test_a_second_serve_on_the_same_data_is_refused(env, log, tmp_path):
    with serving(env, log) as process:
        second = environment(tmp_path / "var")
        done = kakehashi("serve", env=second)
        assert done.returncode == 1
        assert f"already running on {tmp_path}/var (process {process.pid})" in done.stderr


def test_a_taken_port_is_refused_with_a_sentence(env):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        done = kakehashi("serve", env={**env, "KAKEHASHI_SMTP_LISTEN": taken})
    assert done.returncode == 1
    assert f"The mail door (SMTP) can't listen on {taken}: Address already in use" in done.stderr


def test_doors_of_their_own_end_without_a_trace(env, log):
    """`web` and `receive` run alone, for one machine each."""
    from tests.processes import started

    with started("-m", "cli", "web", env=env, log=log) as process:
        wait_until(lambda: _page_answers(env), "the web door")
        family = family_of(process.pid)
        process.kill()
        wait_for_end(family)


def _page_answers(env) -> bool:
    try:
        return page(env) == 200
    except OSError:
        return False


def test_an_operator_opens_a_board_and_fills_it(env, tmp_path):
    def run(*words: str, **more):
        done = kakehashi(*words, env=env, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run("board", "add", "parks", "--name", "公園") == "parks@lists.localhost\n"
    run("person", "add", "anna@example.jp", "--name", "安田", "--role", "moderator:parks")
    run("person", "add", "--name", "石田", "--sector", "university")
    (tmp_path / "people").write_text("bea@example.jp\n\nanna@example.jp\n")
    said = run("subscribe", "parks", "c@example.jp", "--file", str(tmp_path / "people"))
    assert said == "3 subscribed to parks\n"
    run("unsubscribe", "parks", "bea@example.jp")
    assert run("board", "list") == "parks\tpublic\tanyone\topen\t2\t0\t公園\n"
    assert run("person", "list") == (
        "安田\tcitizen\tmoderator\tanna@example.jp\n石田\tuniversity\tresident\t\n"
    )
    link = run("login-link", "anna@example.jp").strip()
    assert link.startswith(f"{env['KAKEHASHI_SITE_URL']}/login/")
    assert run("export", "parks") == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["board", "add", "reply", "--name", "x"], "“reply” can't name a board"),
        (["subscribe", "rivers", "a@example.jp"], "There is no board rivers."),
        (["subscribe", "rivers", "nobody"], "“nobody” is not a mail address."),
        (["unsubscribe", "rivers", "a@example.jp"], "There is no board rivers."),
        (["login-link", "a@example.jp"], "Nobody here has the address a@example.jp"),
        (["export", "rivers"], "There is no board rivers."),
    ],
)
def test_what_cant_be_done_is_refused_with_a_sentence(env, words, sentence):
    done = kakehashi(*words, env=env)
    assert done.returncode == 1
    assert done.stderr.startswith(f"kakehashi: {sentence}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["person", "add", "--name", "x", "--role", "king"],
        ["board", "add", "x", "--name", "x", "--join", "never"],
        ["subscribe", "x"],
    ],
)
def test_a_word_that_isnt_known_is_a_wrong_call(env, words):
    assert kakehashi(*words, env=env).returncode == 2


def test_a_backup_fills_an_empty_place_with_its_secret(env, tmp_path):
    kakehashi("board", "add", "parks", "--name", "公園", env=env)
    file = tmp_path / "backup"
    assert kakehashi("backup", str(file), env=env).returncode == 0
    elsewhere = environment(tmp_path / "elsewhere")
    done = kakehashi("restore", str(file), env=elsewhere)
    assert done.returncode == 0, done.stderr
    assert "parks" in kakehashi("board", "list", env=elsewhere).stdout
    kept = [tmp_path / place / "secret-key" for place in ("var", "elsewhere")]
    assert kept[0].read_text() == kept[1].read_text()
    again = kakehashi("restore", str(file), env=elsewhere)
    assert again.returncode == 1
    assert "is not empty" in again.stderr


def test_a_key_is_made_published_used_replaced_and_retired(env):
    """The keys that sign our mail, from the first record to the next key."""
    env = {**env, "KAKEHASHI_MAIL_DOMAIN": "lists.test"}

    def said(*words: str) -> str:
        done = kakehashi("dkim", *words, env=env)
        assert done.returncode == 0, done.stderr
        return done.stdout

    told = said("new", "--selector", "one")
    record = next(line[7:] for line in told.splitlines() if line.startswith("Text   "))
    assert "one._domainkey.lists.test. IN TXT" in told
    assert "v=spf1" in told
    assert "v=DMARC1" in told
    said("new", "--selector", "two")

    with available(
        nameserver.running({"lists.test": f"one._domainkey TXT {nameserver.text(record)}"})
    ) as dns:
        env["KAKEHASHI_RESOLVER"] = dns.address
        said("use", "one")
        refused = kakehashi("dkim", "use", "two", env=env)
        assert refused.returncode == 1
        assert refused.stderr.startswith("kakehashi: There is no record two._domainkey.lists.test")
        assert "ok       DKIM" in kakehashi("check", env=env).stdout

        said("use", "--unseen", "two")
        assert "fails    DKIM" in kakehashi("check", env=env).stdout

    assert [line.split("\t")[2].split()[0] for line in said("list").splitlines()] == [
        "replaced",
        "signs",
    ]
    assert "its record may go after" in said("retire", "one")
    assert kakehashi("dkim", "use", "one", env=env).returncode == 1


def test_status_is_for_people_and_for_programs(env):
    assert "published 0" in kakehashi("status", env=env).stdout
    told = json.loads(kakehashi("status", "--json", env=env).stdout)
    assert told["messages"]["kept"] == 0
    assert told["oldest_waiting_s"] == 0


def test_check_says_what_is_in_order_and_what_is_not(env):
    first = kakehashi("check", env=env)
    assert first.returncode == 0, first.stderr
    assert all(line.split()[0] in ("ok", "warning") for line in first.stdout.splitlines())
    assert "backup    none was made yet" in first.stdout
    away = kakehashi("check", env={**env, "KAKEHASHI_RELAY": "smtp://127.0.0.1:9"})
    assert away.returncode == 1
    assert "fails    relay" in away.stdout


def test_check_remembers_the_last_backup(env, tmp_path):
    assert kakehashi("backup", str(tmp_path / "file"), env=env).returncode == 0
    assert "backup    the newest is of" in kakehashi("check", env=env).stdout


def test_the_tables_and_the_whole_record_are_written_for_an_operator(env, tmp_path):
    assert kakehashi("board", "add", "general", "--name", "総合", env=env).returncode == 0
    tables, record = tmp_path / "open.zip", tmp_path / "record"

    assert kakehashi("open-data", str(tables), env=env).returncode == 0
    with zipfile.ZipFile(tables) as archive:
        assert {"needs.csv", "proposals.json", "dictionary.csv", "SHA256SUMS"} <= set(
            archive.namelist()
        )
    done = kakehashi("static-export", str(record), env=env)
    assert done.returncode == 0, done.stderr
    assert "総合" in (record / "boards" / "general.html").read_text("utf-8")
    again = kakehashi("static-export", str(record), env=env)
    assert again.returncode == 1
    assert "is not empty" in again.stderr
