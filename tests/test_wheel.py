"""The wheel carries everything: a leaflet is made from it, outside the checkout, in an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PDF = b"%PDF-"


def run(*command: str | Path, cwd: Path) -> str:
    """Its output; an empty home, no settings of this machine, and nothing of the checkout on the path."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    environment = kept | {"HOME": str(cwd), "USERPROFILE": str(cwd), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the build backend of this environment."""
    out = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT)
    run(*command, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A clean environment with the wheel in it, and a folder to work in.

    What Handouts needs comes from the environment of the tests, by a path file; Handouts itself only
    from the wheel: its folder comes first on the path.
    """
    home = tmp_path_factory.mktemp("clean")
    venv.create(home / "venv", with_pip=False, symlinks=os.name != "nt")
    scheme = {"base": str(home / "venv"), "platbase": str(home / "venv")}
    packages = Path(sysconfig.get_path("purelib", vars=scheme))
    python = Path(sysconfig.get_path("scripts", vars=scheme)) / ("python.exe" if os.name == "nt" else "python")
    pip = (sys.executable, "-m", "pip", "--quiet", "--python", python, "install", "--no-index", "--no-deps")
    run(*pip, wheel, cwd=home)
    (packages / "needs.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    work = home / "elsewhere"
    work.mkdir()
    return python, work


def test_the_wheel_holds_the_library(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("sections", "assets"):
        here = [path for path in (ROOT / folder).rglob("*") if path.is_file() and not path.name.startswith(".")]
        assert here
        for path in here:
            assert f"handouts/_data/{path.relative_to(ROOT).as_posix()}" in names
    assert "handouts/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/assets/fonts/OFL.txt") for name in names)
    assert any(name.endswith("licenses/assets/syllables/LICENSE") for name in names)
    assert not {name for name in names if name.startswith("tests/") or "__pycache__" in name}


def test_handouts_comes_from_the_wheel(installed: tuple[Path, Path]) -> None:
    python, work = installed
    code = "import handouts, handouts.resources as r; print(handouts.__file__); print(r.sections_dir())"
    module, sections = (Path(line) for line in run(python, "-c", code, cwd=work).splitlines())
    assert work.parent in module.parents
    assert sections == module.parent / "_data" / "sections"
    assert ROOT not in module.parents


def test_a_leaflet_is_made_outside_the_checkout(installed: tuple[Path, Path]) -> None:
    python, work = installed
    sample = "import handouts.resources as r; print(r.assets_dir() / 'samples' / 'order.yaml')"
    order = run(python, "-c", sample, cwd=work).strip()
    (work / "order.yaml").write_bytes(Path(order).read_bytes())
    command = ("-m", "handouts", "make", "order.yaml", "-o", "leaflet.pdf", "--today", "2026-11-21")
    run(python, "-W", "error", *command, cwd=work)
    assert (work / "leaflet.pdf").read_bytes().startswith(PDF)
    assert (work / "leaflet.pdf").stat().st_size > 20_000


def test_the_console_script_is_there(installed: tuple[Path, Path]) -> None:
    python, work = installed
    script = python.with_name("handouts.exe" if os.name == "nt" else "handouts")
    assert "make" in run(script, "--help", cwd=work)
