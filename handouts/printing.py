"""The whole run of ``handouts make --print-file``: leaflets as always, and all of them in one file for the printer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import pipeline
from handouts.deliver import Target, check_out, targets
from handouts.errors import BadInput
from handouts.finish import finish
from handouts.library.mail import read_mail_profile
from handouts.model.problem import errors_in
from handouts.print_run import Printed, PrintOptions, print_run

if TYPE_CHECKING:
    from handouts.model.mail import MailProfile
    from handouts.pipeline import Made, Settings


def make_and_print(
    paths: Sequence[Path],
    out: Path,
    settings: Settings,
    printing: PrintOptions,
    *,
    verify: bool = False,
    password: str | None = None,
    dry_run: bool = False,
) -> tuple[tuple[tuple[Made, Target], ...], Printed]:
    """As :func:`handouts.pipeline.make_files`, and as ``printing`` says one file for the printer, with an index.

    Raises :class:`~handouts.errors.Findings` when the preflight finds a fault: then nothing is written at all.
    """
    check_out(out)
    library, said = pipeline.open_library(settings)
    all_made = pipeline.make_all(paths, library, settings)
    with print_run(printing, settings.today) as run:
        for made in settings.track(all_made, "Collecting"):
            run.add(made)
        with run.written(dry_run=dry_run) as printed:
            leaflets = targets(out, [made.order.reference for made in all_made], settings.also)
            printed.keep_apart(leaflets, settings.also)
            found = finish(all_made, library, said, out, settings, verify=verify, password=password, dry_run=dry_run)
            return found, printed


def mail_profile(name: str, settings: Settings) -> MailProfile:
    """The mail profile ``name``, built in or of the clinic's own library."""
    profile, problems = read_mail_profile(name, settings.library)
    if profile is None:
        raise BadInput("the mail profile cannot be used", problems=errors_in(problems))
    return profile
