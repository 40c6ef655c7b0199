"""``python -m handouts.draw [FOLDER]``: compile the poses of a folder, the built-in ones by default."""

from __future__ import annotations

import sys
from pathlib import Path

from handouts import resources
from handouts.draw.compile import COMPILED, SHARED, Studio, compiled


def main(arguments: list[str]) -> int:
    """Compile every pose; returns 0, or 2 when there is a fault and nothing was written."""
    home = resources.assets_dir() / "illustrations"
    folder = Path(arguments[0]) if arguments else home
    studio = Studio()
    for place in dict.fromkeys((home, folder)):
        studio.add(place / SHARED)
    problems, made = list(studio.problems), {}
    for path in sorted(folder.glob("*.yaml")):
        text, found = compiled(path, studio)
        problems += found
        if text is not None:
            made[f"{path.stem}.json"] = text
    for problem in problems:
        sys.stderr.write(f"{problem.place}: {problem.message} [{problem.code}]\n    {problem.hint}\n")
    if problems:
        return 2
    out = folder / COMPILED
    out.mkdir(exist_ok=True)
    for old in set(out.glob("*.json")) - {out / name for name in made}:
        old.unlink()
    for name, text in made.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    size = sum(len(text) for text in made.values())
    sys.stdout.write(f"{len(made)} drawings, {size // 1024} kB, in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
