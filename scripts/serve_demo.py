"""Serve the demo: the web server and one worker side by side, ended together by Ctrl-C or SIGTERM."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOST, PORT = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
ENVIRONMENT = {**os.environ, "DJANGO_SETTINGS_MODULE": "hub.settings.dev", "PYTHONUNBUFFERED": "1"}

WEB = (
    [sys.executable, "-m", "gunicorn", "hub.wsgi", "--pythonpath", "site", "--bind", f"{HOST}:{PORT}"]
    + ["--workers", "2", "--threads", "4", "--log-level", "warning", "--graceful-timeout", "5", "--no-control-socket"]
)  # fmt: skip
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WORKER = [sys.executable, "manage.py", "run_worker"]


def main():
    """Serve until told to end, or until the web server gives up; then end with its exit code."""
    if _is_answering():
        sys.exit(f"Port {PORT} is in use: make demo PORT={PORT + 1}")
    for number in SIGNALS:
        signal.signal(number, _stop)
    (ROOT / "var" / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where there is none
    running = {}
    try:
        running["web"] = _start(WEB)
        running["worker"] = _start(WORKER)
        _announce(running["web"])
        while running["web"].poll() is None:
            time.sleep(2)
            if running["worker"].poll() is not None:  # say, because the database was restarted
                running["worker"] = _start(WORKER)
        return running["web"].returncode
    except KeyboardInterrupt:
        return 0
    finally:
        _end(running.values())


def _stop(*_):
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # told once is enough
    raise KeyboardInterrupt


def _start(command):
    """In a session of its own: Ctrl-C reaches us alone, and we end the others in order."""
    return subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.DEVNULL, start_new_session=True)


def _announce(web):
    while web.poll() is None and not _is_answering():
        time.sleep(0.2)
    if web.poll() is None:
        sys.stdout.write(f"\nThe Knowledge Hub is at http://localhost:{PORT}/ (Ctrl-C ends it)\n")
        sys.stdout.flush()


def _is_answering():
    try:
        socket.create_connection(("127.0.0.1" if HOST == "0.0.0.0" else HOST, PORT), timeout=1).close()  # noqa: S104 -- a comparison
    except OSError:
        return False
    return True


def _end(processes):
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
