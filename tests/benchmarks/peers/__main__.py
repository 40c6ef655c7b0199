"""This program against what a user would pick instead: one command, one run, the same leaflets.

    python -m tests.benchmarks.peers [--orders N] [--rounds R] [--markdown]

WeasyPrint and Typst write PDF/UA-1, platypus writes no tags. All print the same words and drawings in the same
fonts on A4; each is written as its own experts would (``weasy.py``, ``typst_peer.py``, ``platypus.py``), and its
files are checked: every sentence must be in them, and a validator says whether they are PDF/UA-1. Only ratios carry
over to other machines. Not part of the tests: it needs ``pip install -e ".[bench]"`` and takes minutes.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Collection, Mapping
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.peers import content, measures, ours
from tests.benchmarks.peers.check import Checked
from tests.benchmarks.peers.makers import OURS, PEERS, PIP, Maker
from tests.benchmarks.peers.measures import Bench, Warm
from tests.benchmarks.peers.report import Report, Row, Value

PARTS = ("rate", "cold", "growth", "merged")
FROM_ZERO = ("kinds", "warm")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.benchmarks.peers", description=__doc__.split("\n\n")[0])
    parser.add_argument("--orders", type=int, default=10, help="patients in each round")
    parser.add_argument("--rounds", type=int, default=7, help="rounds that count; one more warms up")
    parser.add_argument("--kinds", type=int, default=8, help="sets of choices that patients share; 0: each its own")
    parser.add_argument("--warm", type=int, default=200, help="leaflets that we make before the first round")
    parser.add_argument("--cold", type=int, default=7, help="cold starts of each")
    parser.add_argument("--rate", type=int, default=40, help="leaflets of each of two processes")
    parser.add_argument("--growth", type=int, default=1000, help="leaflets that we grow to; the goal is 10000")
    parser.add_argument("--peer-growth", type=int, default=100, help="leaflets that each peer grows to")
    parser.add_argument("--merged", type=int, default=1000, help="patients in our print file")
    parser.add_argument("--peer-merged", type=int, default=100, help="patients in one file of each peer")
    parser.add_argument("--peers", default=",".join(PEERS), help="which peers, with commas between them")
    parser.add_argument("--skip", default="", help=f"what not to measure: {', '.join(PARTS)}")
    parser.add_argument("--markdown", action="store_true", help="the table for the README")
    options = parser.parse_args()
    options.peers, options.skip = _named(parser, options.peers, PEERS), _named(parser, options.skip, PARTS)
    numbers = [value for name, value in vars(options).items() if isinstance(value, int) and name not in FROM_ZERO]
    if min(numbers) < 1 - any(value is False for value in numbers):
        parser.error("numbers start at 1")
    return options


def _named(parser: argparse.ArgumentParser, text: str, known: Collection[str]) -> list[str]:
    found = [name for name in text.split(",") if name]
    for name in found:
        if name not in known:
            parser.error(f"{name}: not one of {', '.join(known)}")
    return found


def open_peers(names: list[str], files: Path, fonts: Path) -> dict[str, Maker]:
    """The peers; ends the run with what is to be installed when one is missing."""
    makers, missing = {}, []
    for name in names:
        try:
            makers[name] = PEERS[name].open(files, fonts)
        except (ImportError, OSError) as error:
            missing.append(f"{PEERS[name].title} cannot be used ({error}).\n    Install it: {PEERS[name].remedy}")
    if find_spec("pypdfium2") is None:
        sys.exit(f"The words in the files cannot be read without pypdfium2.\n    Install it: {PIP}")
    if missing:
        rest = ",".join(makers) or "..."
        sys.exit("\n".join([*missing, f"Or leave it out: --peers {rest}"]))
    return makers


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run(options: argparse.Namespace, work: Path) -> Report:
    """Everything that was asked for."""
    us, files, fonts = ours.Ours(), work / "files", content.fonts_dir()
    content.write_files(us.library, files)
    bench = Bench(files, fonts, work, us, open_peers(options.peers, files, fonts), options.kinds)
    versions = {us.name: us.version, **{maker.name: maker.version for maker in bench.peers.values()}}
    report = Report(bench.all(), versions)
    warm = measures.warm(bench, options.orders, options.rounds, _say, options.warm)
    _warm_rows(report, warm, options)
    most = max(options.peer_growth, options.peer_merged, 2 * options.rate + 10)
    if set(options.skip) != set(PARTS):
        _say(f"composing {most} leaflets for the peers")
        measures.write_leaflets(bench, most)
    for part in (part for part in PARTS if part not in options.skip):
        {"rate": _rate, "cold": _cold, "growth": _growth, "merged": _merged}[part](report, bench, options)
    return report


def _warm_rows(report: Report, warm: Warm, options: argparse.Namespace) -> None:
    ours_ms = warm.whole[OURS]
    ratios = {id: [a / b for a, b in zip(warm.whole[id], ours_ms, strict=True)] for id in options.peers}
    spans = [f"{PEERS[id].title} {_middle_half(each)}" for id, each in ratios.items()]
    composed, printed = statistics.median(warm.composed), statistics.median(warm.printed)
    report.rows += [
        Row("Warm, one core, ms a leaflet", _medians(warm.whole), 2),
        Row("... of which choosing and composing the words", {OURS: composed}, 2),
        Row("From the words alone, one pass, ms", {**_medians(warm.whole), OURS: printed}, 2),
        Row("KB a leaflet", {id: statistics.median(sizes) / 1024 for id, sizes in warm.sizes.items()}, 0),
        Row("Pages", {id: statistics.mean(c.pages for c in each) for id, each in warm.checked.items()}, 1, False),
        Row("PDF/UA-1", {id: _verdict(set().union(*(c.rules for c in each))) for id, each in warm.checked.items()}),
        Row("Sentences missing", {id: _missing(each) for id, each in warm.checked.items()}),
    ]
    report.notes += [
        f"{len(ours_ms)} patients, each made by all in turn, none seen twice; medians. Ratios to ours, patient by "
        f"patient, the middle half: {'; '.join(spans) or 'no peers'}.",
        "We go from the order to the file in memory, choice of text by the safety rules included; peers are given the "
        "chosen words and do not choose.",
    ]


def _middle_half(ratios: list[float]) -> str:
    low, _, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else (ratios[0],) * 3
    return f"{low:.2f} to {high:.2f}"


def _medians(times: Mapping[str, list[float]]) -> dict[str, Value]:
    return {id: statistics.median(each) for id, each in times.items()}


def _verdict(rules: set[str]) -> str:
    return f"fails {len(rules)} rules" if rules else "pass"


def _missing(checked: list[Checked]) -> str:
    found = [sentence for each in checked for sentence in each.missing]
    for sentence in found[:5]:
        _say(f"missing: {sentence}")
    return str(len(found)) if found else "none"


def _rate(report: Report, bench: Bench, options: argparse.Namespace) -> None:
    found: dict[int, dict[str, Value]] = {1: {}, 2: {}}
    for processes, rates in found.items():
        for id in bench.all():
            rates[id] = 1000 / measures.rate(bench, id, processes, options.rate)
            _say(f"{processes} processes: {id} {rates[id]:.1f} ms a leaflet")
    report.rows += [
        Row("One process by itself, ms a leaflet", found[1], 2),
        Row("Two processes together, ms a leaflet", found[2], 2),
    ]


def _cold(report: Report, bench: Bench, options: argparse.Namespace) -> None:
    _say("cold starts")
    found: dict[str, Value] = dict(measures.cold(bench, options.cold))
    read, kept, command = (found.pop(id, "") for id in ("checked-read", "checked-kept", "typst-cli"))
    report.rows.append(Row("Cold, one leaflet from the command line, ms", found, 0))
    report.rows += [
        Row("... with the same checks of the order", {OURS: found[OURS], "platypus": read}, 0),
        Row("... and with our compiled library too", {OURS: found[OURS], "platypus": kept}, 0),
    ]
    if "typst" in bench.peers:
        if command:
            report.rows.append(Row("... Typst's own command", {OURS: found[OURS], "typst": command}, 0))
        else:
            report.notes.append("Typst's own command is not installed here; cold is its Python package.")


def _growth(report: Report, bench: Bench, options: argparse.Namespace) -> None:
    found = {}
    for id in bench.all():
        count = options.growth if id == OURS else options.peer_growth
        _say(f"growing to {count}: {id}")
        found[id] = {step["count"]: step for step in measures.in_child(bench, "growth", id, count)}
    for count in sorted({count for steps in found.values() for count in steps}):
        ms: dict[str, Value] = {id: steps[count]["ms"] for id, steps in found.items() if count in steps}
        mb: dict[str, Value] = {id: steps[count]["mb"] for id, steps in found.items() if count in steps}
        report.rows.append(Row(f"Up to leaflet {count:,.0f}: ms each", ms, 2))
        report.rows.append(Row(f"Up to leaflet {count:,.0f}: peak memory, MB", mb, 0))


def _merged(report: Report, bench: Bench, options: argparse.Namespace) -> None:
    found = {}
    for id in bench.all():
        if id == OURS and not ours.prints_many():
            report.notes.append(
                "This version has no batch --print-file yet: our side of the merged file is not measured."
            )
            continue
        count = options.merged if id == OURS else options.peer_merged
        _say(f"one file for {count}: {id}")
        found[id] = measures.in_child(bench, "merged", id, count)
    for key, title, digits in (("count", "patients", 0), ("ms", "ms a patient", 2), ("kb", "KB a patient", 1)):
        compared = key != "count"
        report.rows.append(
            Row(f"One file for many: {title}", {id: f[key] for id, f in found.items()}, digits, compared)
        )
    report.rows.append(Row("One file for many: peak memory, MB", {id: f["mb"] for id, f in found.items()}, 0))


def main() -> None:
    """Run and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as work:
        print(run(options, Path(work)).text(markdown=options.markdown))


if __name__ == "__main__":
    main()
