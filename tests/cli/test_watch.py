"""``handouts make --watch`` as a real process: what is saved is made again, what is wrong is told, Ctrl-C ends it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY, Cli
from tests.cli.terminal import ROOT, environment

ORDER = "reference: W-1\nfacts:\n  age: 41\n  region: low_back\n  onset_days: 5\n  red_flag_screen:\n    done: yes\n"
PATIENCE = 60.0
DONE = re.compile(r"^\d\d:\d\d:\d\d  out/W-1\.pdf  \d pages  \d+\.\d s$")


class Watcher:
    """The process, and the lines that it has printed so far."""

    def __init__(self, folder: Path, *options: object) -> None:
        command = [
            sys.executable,
            "-u",
            "-m",
            "handouts",
            "make",
            "order.yaml",
            "-o",
            "out",
            "--watch",
            *TODAY,
            *options,
        ]
        self.process = subprocess.Popen(
            list(map(str, command)),
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A run in the background passes on that Ctrl-C is ignored; here it is to be heard.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._seen = 0

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def until(self, pattern: str | re.Pattern[str]) -> str:
        """The next line that ``pattern`` is found in; those before it are passed over."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            while self._seen < len(self.lines):
                line = self.lines[self._seen]
                self._seen += 1
                if re.search(pattern, line):
                    return line
            assert self.process.poll() is None, self.lines
            time.sleep(0.02)
        raise AssertionError(f"{pattern} was not printed: {self.lines}")

    def stop(self) -> int:
        """Press Ctrl-C; returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE)
        self.end()
        return code

    def end(self) -> None:
        """Make sure that nothing is left of it."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self._reader.join(timeout=PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "order.yaml").write_text(ORDER, encoding="utf-8")
    own = tmp_path / "own"
    shutil.copytree(ROOT / "assets" / "brands" / "fernhollow", own / "brands" / "fernhollow")
    (own / "sections").mkdir()
    shutil.copy(ROOT / "sections" / "prevention.yaml", own / "sections")
    (tmp_path / "handouts.toml").write_text('library = "own"\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def watcher(folder: Path) -> Iterator[Watcher]:
    watcher = Watcher(folder)
    yield watcher
    watcher.end()


def changed(folder: Path, name: str, old: str, new: str) -> None:
    """Save as many editors do: under another name, which then takes the place of the file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text.replace(old, new), encoding="utf-8")
    beside.replace(path)


def test_from_the_first_leaflet_to_ctrl_c(watcher: Watcher, folder: Path) -> None:
    pdf = folder / "out" / "W-1.pdf"
    watcher.until(DONE)
    watcher.until(r"Watching\. Ctrl-C ends it\.")
    first = pdf.read_bytes()

    changed(folder, "order.yaml", "reference: W-1\n", "reference: W-1\nnote: Call me.\n")
    watcher.until(r"changed: order\.yaml")
    watcher.until(DONE)
    assert pdf.read_bytes() != first
    changed(folder, "order.yaml", "note: Call me.\n", "")
    assert "order.yaml" in watcher.until("changed|warning"), "what was warned of is not said again"
    watcher.until(DONE)
    assert pdf.read_bytes() == first

    changed(folder, "order.yaml", "age: 41", "age: 71")
    watcher.until(DONE)
    second = pdf.read_bytes()
    assert second != first

    # Broken: told with its place, and what was made stays.
    changed(folder, "order.yaml", "age: 71", "age: old")
    watcher.until(r"^\d\d:\d\d:\d\d  error: .*nothing was written")
    watcher.until(r"order\.yaml:3:8: error: ")
    assert pdf.read_bytes() == second
    (folder / "order.yaml").unlink()
    watcher.until("cannot be read|no such file|not be found|there is no")
    assert pdf.read_bytes() == second

    # Mended, written in place this time.
    (folder / "order.yaml").write_text(ORDER, encoding="utf-8")
    watcher.until(DONE)
    assert pdf.read_bytes() == first

    changed(folder, "own/brands/fernhollow/brand.yaml", "#0B5563", "#225577")
    watcher.until(r"changed: brand\.yaml")
    watcher.until(DONE)
    branded = pdf.read_bytes()
    assert branded != first

    changed(folder, "own/sections/prevention.yaml", "version:", "colour:")
    watcher.until(r"error: the library cannot be used")
    watcher.until(r"prevention\.yaml:\d+:\d+: error")
    assert pdf.read_bytes() == branded
    changed(folder, "own/sections/prevention.yaml", "colour:", "version:")
    watcher.until(DONE)

    changed(folder, "handouts.toml", 'library = "own"', 'brand = "quillmere"')
    watcher.until(r"changed: .*handouts\.toml")
    watcher.until(DONE)
    assert pdf.read_bytes() != branded

    assert watcher.stop() == 0
    assert watcher.lines[-1] == "Stopped."
    assert not any("Traceback" in line for line in watcher.lines)
    assert {path.name for path in (folder / "out").iterdir()} == {"W-1.pdf", "W-1.json"}


def test_a_burst_of_saves_is_one_rebuild(watcher: Watcher, folder: Path) -> None:
    watcher.until("Watching")
    for number in range(20):
        (folder / "order.yaml").write_text(ORDER.replace("41", str(50 + number)), encoding="utf-8")
        time.sleep(0.02)
    watcher.until(DONE)
    time.sleep(1)
    assert watcher.stop() == 0
    # One for the start, one for the burst; a slow machine may cut the burst in two.
    assert sum(bool(DONE.match(line)) for line in watcher.lines) <= 3


def test_an_urgent_order_is_announced_each_time_and_a_bad_start_ends_nothing(folder: Path) -> None:
    (folder / "order.yaml").write_text("reference: [", encoding="utf-8")
    watcher = Watcher(folder, "--quiet")
    try:
        watcher.until("error: ")
        (folder / "order.yaml").write_text(ORDER + "  red_flags: [saddle_numb]\n", encoding="utf-8")
        watcher.until("URGENT: 1 order of 1 gave no leaflet")
        watcher.until("written to out/W-1.pdf")
        assert watcher.stop() == 0
    finally:
        watcher.end()


@pytest.mark.parametrize(("order", "option", "why"), [("-", (), "needs files"), ("order.yaml", ("--json",), "--json")])
def test_what_cannot_be_watched(order: str, option: tuple[str, ...], why: str, cli: Cli) -> None:
    result = cli("make", order, "--watch", *option, *TODAY)
    assert result.code == 2
    assert why in result.err + result.out
