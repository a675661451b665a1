"""The floors of the house, held by reading every import and every string that names a model."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = [
    {"hub.core"},
    {"hub.people"},
    {"hub.circles"},
    {"hub.media"},
    {"hub.notices"},
    {"hub.topics", "hub.trail"},
    {"hub.ask", "hub.directory", "hub.review"},
    {"hub.search"},
    {"assets_library"},
    {"events"},
    {"communities"},
    {"home"},
]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
LABELS = {f"hub_{room.removeprefix('hub.')}" if room.startswith("hub.") else room: room for room in FLOOR_OF}
COMPOSITION_ROOT = {"settings", "urls.py", "wsgi.py", "__init__.py"}
MODEL_NAME = re.compile(r"^([a-z_]+)\.[A-Za-z]+$")
BANNED_NAMES = {"utils.py", "helpers.py", "misc.py", "managers.py", "common", "services"}


def room_of(module: str) -> str | None:
    parts = module.split(".")
    name = ".".join(parts[:2]) if parts[0] == "hub" else parts[0]
    return name if name in FLOOR_OF else None


def room_of_file(path: Path) -> str | None:
    parts = path.relative_to(ROOT).parts
    if parts[:2] == ("site", "hub"):
        return None if parts[2] in COMPOSITION_ROOT else f"hub.{parts[2]}"
    return parts[0]


def source_files():
    folders = [ROOT / name for name in ("home", "communities", "events", "assets_library", "site/hub")]
    return [path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts]


def names_in(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and MODEL_NAME.match(node.value):
            label = MODEL_NAME.match(node.value)[1]
            if label in LABELS:
                yield LABELS[label]


def breaches(path: Path):
    own = room_of_file(path)
    if own is None:
        return []
    rooms = {room for name in names_in(path) if (room := room_of(name)) and room != own}
    return sorted(room for room in rooms if FLOOR_OF[room] >= FLOOR_OF[own])


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_down_only(path):
    assert breaches(path) == []


def test_the_floor_test_sees_a_breach(tmp_path, monkeypatch):
    folder = tmp_path / "events"
    folder.mkdir()
    upward = folder / "upward.py"
    upward.write_text('from communities.models import CommunityPage\npage = "home.HomePage"\n')
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)

    assert breaches(upward) == ["communities", "home"]


def test_every_room_of_the_house_has_a_floor():
    rooms = {room_of_file(path) for path in source_files()} - {None}

    assert rooms - set(FLOOR_OF) == set()


def test_site_is_the_standard_library_module():
    assert not (ROOT / "site" / "__init__.py").exists()
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import site; print(site.__file__)"
    answer = subprocess.run([sys.executable, "-X", "frozen_modules=off", "-c", code], capture_output=True, text=True)

    assert str(ROOT) not in answer.stdout, answer.stdout
    assert answer.stdout.strip().endswith("site.py"), answer.stderr


def test_nothing_lies_in_a_drawer():
    folders = [ROOT / name for name in ("home", "communities", "events", "assets_library", "site/hub")]
    found = [path for folder in folders for path in folder.rglob("*") if path.name in BANNED_NAMES]

    assert found == []


def test_html_is_cleaned_in_one_place_alone():
    importers = {
        str(path.relative_to(ROOT))
        for path in source_files()
        if any(name.split(".")[0] in {"bleach", "nh3"} for name in names_in(path))
    }

    assert importers == {"site/hub/core/html.py"}


def test_public_templates_hold_no_inline_script_style_or_handler():
    forbidden = re.compile(
        r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=[\"']|https?://(?!www\.w3\.org)", re.I
    )
    folders = [ROOT / name for name in ("home", "communities", "events", "assets_library", "site")]
    templates = [
        path
        for folder in folders
        for path in folder.rglob("templates/**/*.html")
        if not {"email", "admin", "wagtailadmin", "pdf"} & set(path.parts)
    ]

    assert {str(path.relative_to(ROOT)) for path in templates if forbidden.search(path.read_text())} == set()
