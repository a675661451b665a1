"""Measure what pages cost, in queries and in time, with few rows and with many. Writes docs/performance.md.

`make bench`, about four minutes. `--explain` also prints where the queries of pages over budget come from; `--quick`
counts queries alone and writes nothing. It uses the embedded database server, databases of its own, and no network but
the loopback.
"""

import argparse
import json
import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT / "scripts")]

import psutil  # noqa: E402 -- the path comes first
import psycopg  # noqa: E402
from bench_report import BUDGETS, report  # noqa: E402
from psycopg import sql  # noqa: E402

from hub.settings.embedded_database import DATA, database_url, embedded_database  # noqa: E402

SECRET_KEY = secrets.token_urlsafe(60)
BASE, NAME = "hub_bench_base", "hub_bench"
SIZES = ["S", "M"]
TIMED = ["Asset", "Event", "Community", "Library", "Events", "Communities", "Home", "Search"]
BARE, BARE_SIGNED_IN = "/bench/bare", "/bench/signed-in"
ROUNDS, SECONDS, WARM_SECONDS, CONNECTIONS = 5, 1.0, 1.0, 12
DJANGO = "import sys, django; django.setup(); import {0}; {0}.main(*sys.argv[1:])"


def main():
    arguments = _arguments()
    server = embedded_database(DATA, "postgres")
    files = ROOT / "var" / "bench"
    results = {}
    try:
        _make_database(server, BASE)
        _say("Loading the demo")
        _in_django(server, BASE, "prepare")
        for size in SIZES:
            _make_database(server, NAME, template=BASE)
            _say(f"Size {size}: loading rows and counting queries")
            results[size] = _in_django(server, NAME, "measure", size)
            if not arguments.quick:
                _say(f"Size {size}: measuring speed")
                results[size]["speed"] = _speed(server, results[size])
        if not arguments.quick:
            _say("Sign-ups at once")
            results["M"]["storm"] = _in_django(server, NAME, module="bench_signups")
    finally:
        _drop_databases(server)
        shutil.rmtree(files, ignore_errors=True)
    if arguments.explain is not None:
        _explain(results["M"], arguments.explain)
    text = report(results)
    if not arguments.quick:
        (ROOT / "docs" / "performance.md").write_text(text)
    print(text)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--explain", nargs="*", metavar="PAGE", help="print where queries come from: over budget, or these"
    )
    parser.add_argument("--quick", action="store_true", help="count queries alone and write nothing")
    return parser.parse_args()


def _say(text):
    print(f"{text} ...", file=sys.stderr, flush=True)


# --- databases -------------------------------------------------------------------------------------------------------
def _make_database(server, name, template="template1"):
    with _administration(server) as db:
        db.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        names = (sql.Identifier(name), sql.Identifier(template))
        db.execute(sql.SQL("create database {} template {}").format(*names))


def _drop_databases(server):
    with _administration(server) as db:
        for name in (NAME, BASE):
            db.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _administration(server):
    return psycopg.connect(
        host=server["HOST"], port=server["PORT"], user=server["USER"], dbname="postgres", autocommit=True
    )


def _environment(server, name):
    return {
        **os.environ,
        "DATABASE_URL": database_url({**server, "NAME": name}),
        "DJANGO_SETTINGS_MODULE": "bench_settings",
        "SECRET_KEY": SECRET_KEY,
        "ALLOWED_HOSTS": "localhost,testserver",
        "BASE_URL": "http://localhost",
        "SECURE_SSL_REDIRECT": "false",
        "PYTHONPATH": os.pathsep.join(str(ROOT / folder) for folder in (".", "site", "scripts")),
    }


def _in_django(server, name, *arguments, module="bench_pages"):
    """Run one step of a module in a process of its own and return its answer."""
    command = [sys.executable, "-c", DJANGO.format(module), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=_environment(server, name), stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"{module} {' '.join(arguments)} failed.")
    return json.loads(done.stdout)


# --- load ------------------------------------------------------------------------------------------------------------
def _speed(server, measured):
    """Of each timed page: requests a second, and processor milliseconds a request. Medians of rounds taken in turn."""
    addresses = {page["name"]: page["url"] for page in measured["pages"] if page["name"] in TIMED}
    targets = {"bare": BARE, "bare, signed in": BARE_SIGNED_IN, **addresses}
    seen = {name: [] for name in targets}
    with _web_server(server) as (port, web):
        for url in targets.values():
            _load(port, url, measured["session"], WARM_SECONDS)
        for _ in range(ROUNDS):
            for name, url in targets.items():
                seen[name].append(_round(port, web, url, measured["session"]))
    return {
        name: {
            "rate": statistics.median(rate for rate, _ in rounds),
            "cpu": statistics.median(cpu for _, cpu in rounds),
        }
        for name, rounds in seen.items()
    }


def _round(port, web, url, cookie):
    before, begin = _processor_seconds(web), time.monotonic()
    count = _load(port, url, cookie, SECONDS)
    seconds = time.monotonic() - begin
    used = sum(after - before.get(process, 0) for process, after in _processor_seconds(web).items())
    return count / seconds, 1000 * used / count


def _processor_seconds(web):
    """What each process of the web server, and of the database for our sessions, has used so far."""
    workers = psutil.Process(web.pid).children()
    sessions = [one for one in psutil.process_iter(["name", "cmdline"]) if _is_our_session(one)]
    return {one: sum(one.cpu_times()[:2]) for one in workers + sessions}


def _is_our_session(process):
    return process.info["name"] == "postgres" and f" {NAME} " in " ".join(process.info["cmdline"] or [])


@contextmanager
def _web_server(server):
    """gunicorn as it runs in production, on a free port."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "hub.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    command += ["--threads", "4", "--log-level", "warning", "--no-control-socket"]
    (ROOT / "var" / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where there is none
    web = subprocess.Popen(command, cwd=ROOT, env=_environment(server, NAME), start_new_session=True)
    try:
        _wait_for(port, web)
        yield port, web
    finally:
        web.terminate()
        try:
            web.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(web.pid, 9)


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def _wait_for(port, web):
    for _ in range(300):
        with suppress(OSError):
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        if web.poll() is not None:
            sys.exit("The web server did not start.")
        time.sleep(0.1)
    sys.exit("The web server does not answer.")


def _load(port, url, cookie, seconds):
    """Ask for so many seconds over several connections that stay open; how many answers came. Each must be 200."""
    signed_in = "" if url == BARE else f"Cookie: {cookie}\r\n"  # with a cookie the middleware asks for the session
    request = f"GET {url} HTTP/1.1\r\nHost: localhost\r\n{signed_in}Accept: text/html\r\n\r\n".encode()
    done, problems, lock = [], [], threading.Lock()
    until = time.monotonic() + seconds

    def drive():
        try:
            count = _drive(port, request, until)
        except (OSError, ValueError) as error:
            problems.append(f"{url}: {error}")
        else:
            with lock:
                done.append(count)

    threads = [threading.Thread(target=drive) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        sys.exit(problems[0])
    return sum(done)


def _drive(port, request, until):
    count = 0
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        while time.monotonic() < until:
            connection.sendall(request)
            _read_answer(connection)
            count += 1
    return count


def _read_answer(connection):
    """A bare reader: a full HTTP client would take the processor away from what is measured."""
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += _received(connection)
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise ValueError(head.splitlines()[0].decode())
    length = int(head.lower().partition(b"content-length:")[2].split()[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(_received(connection))


def _received(connection):
    piece = connection.recv(262_144)
    if not piece:
        raise ValueError("the server closed the connection")
    return piece


# --- words -----------------------------------------------------------------------------------------------------------
def _explain(measured, names):
    kinds = {page["name"]: page["kind"] for page in measured["pages"]} | {"Sign up": "sign-up"}
    for name, asked in measured["queries"].items():
        if name in names or asked["count"] > BUDGETS[kinds[name]] or asked["duplicates"]:
            print(f"\n{name}: {asked['count']} queries, {asked['duplicates']} of them repeated")
            for number, query in enumerate(asked["asked"], 1):
                print(f"  {number:2} {query['origin']}\n     {query['sql'][:160]}")


if __name__ == "__main__":
    main()
