"""Turns what `make bench` measured into docs/performance.md."""

import os
import platform

BUDGETS = {"content": 10, "list": 12, "home": 15, "search": 9, "sign-up": 6}
SPEED = {"content": 0.034, "list": 0.028, "home": 0.020, "search": 0.025}
GROWTH = 1.25
STORM = 0.60

HEAD = """# Performance

Written by `make bench` ({command}); figures differ by machine, so the goals are counts and ratios.

- This run: {cores} cores, Python {python}, gunicorn with 2 workers of 4 threads, PostgreSQL and the load on the same
  machine, settings as in production but for TLS and hashed static files.
- The reader is a member of staff with communities, sign-ups and followed topics. Their session is made in the database.
- *Queries* are those of one request with warm caches, session and person included, transaction control left out.
  *Repeated* counts queries asked twice with the same values.
- *bare* is a view that answers one word, signed out, and asks the database for nothing, behind the same middleware on
  the same server in the same run. *÷ bare* is bare's processor time over the page's, web server and database together:
  steadier than requests a second when something else runs. Medians of five rounds, taken in turn.
- Rows are written in bulk by `home/demo/bulk.py`, beside the demo's own.

| size | members | communities | events | sign-ups | assets | bulletins | loaded in |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


def report(results) -> str:
    """The whole page. Speed is left out when it was not measured."""
    head = HEAD.format(command="`scripts/bench.py`", cores=os.cpu_count(), python=platform.python_version())
    parts = [head + "".join(_size_row(size, one) for size, one in results.items()), _queries(results)]
    if all("speed" in one for one in results.values()):
        parts.append(_speed(results))
    if "storm" in results["M"]:
        parts.append(_storm(results["M"]["storm"]))
    return "\n".join(parts)


def _size_row(size, one):
    counts = one["counts"]
    names = ("people", "communities", "events", "signups", "assets", "bulletins")
    return f"| {size} | " + " | ".join(f"{counts[name]:,}" for name in names) + f" | {one['load_seconds']:.0f} s |\n"


def _queries(results):
    few, many = results["S"]["queries"], results["M"]["queries"]
    kinds = _kinds(results)
    lines = [
        "\n## Queries for each page\n",
        "Goals: within budget, none repeated, and as many with many rows as with few.\n",
        "| page | kind | at S | at M | budget | repeated | met |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, kind in kinds.items():
        at_s, at_m, repeated = few[name]["count"], many[name]["count"], many[name]["duplicates"]
        met = max(at_s, at_m) <= BUDGETS[kind] and not repeated and at_m <= at_s
        lines.append(f"| {name} | {kind} | {at_s} | {at_m} | ≤ {BUDGETS[kind]} | {repeated} | {_word(met)} |")
    return "\n".join(lines) + "\n"


def _speed(results):
    few, many = results["S"]["speed"], results["M"]["speed"]
    kinds = _kinds(results)
    lines = [
        "\n## Speed\n",
        f"Growth is the processor time at M over that at S; goal ≤ {GROWTH}. Requests/s vary with what else runs.\n",
        "| page | requests/s at M | ÷ bare in requests/s | ms of processor "
        "| ÷ bare at S | ÷ bare at M | goal | met | growth | met |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join(lines + [_speed_row(name, kinds.get(name), few, many) for name in many]) + "\n"


def _storm(storm):
    share = storm["action"] / storm["by_hand"]
    return f"""
## Sign-ups at once

{storm["people"]:,} people sign up for one date with limited places, {storm["clients"]} clients at once, on the same
machine as the database; medians of {storm["rounds"]} rounds, taken in turn. *By hand* is one transaction that inserts
the sign-up and raises the date's tally, and nothing else. *The action* also asks who may see, whether sign-up is open
and whether there is room, and writes the notice.

| how | sign-ups a second |
| --- | --- |
| by hand | {storm["by_hand"]:,.0f} |
| the action | {storm["action"]:,.0f} |
| ratio, goal ≥ {STORM:.2f} | {share:.2f} ({_word(share >= STORM)}) |
"""


def _speed_row(name, kind, few, many):
    page, bare = many[name], many["bare"]
    share, growth = bare["cpu"] / page["cpu"], page["cpu"] / few[name]["cpu"]
    small = few["bare"]["cpu"] / few[name]["cpu"]
    row = f"| {name} | {page['rate']:,.0f} | {page['rate'] / bare['rate']:.3f} | {page['cpu']:.2f} |"
    row += f" {small:.3f} | {share:.3f} |"
    if kind is None:
        return f"{row} | | | |"
    return f"{row} ≥ {SPEED[kind]:.3f} | {_word(share >= SPEED[kind])} | {growth:.2f} | {_word(growth <= GROWTH)} |"


def _kinds(results):
    return {page["name"]: page["kind"] for page in results["M"]["pages"]} | {"Sign up": "sign-up"}


def _word(met):
    return "yes" if met else "**no**"
