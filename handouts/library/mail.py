"""Mail profiles by name: built in, or a clinic's own in ``mail/`` of its library."""

from __future__ import annotations

from pathlib import Path

from handouts import resources, strict
from handouts.model.mail import MailProfile
from handouts.model.problem import Place, Problem


def mail_profiles(own: Path | None = None) -> dict[str, Path]:
    """The files of all profiles by name; one of the clinic's own takes the place of a built-in one."""
    folders = [resources.assets_dir() / "mail", *([own / "mail"] if own else [])]
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))}


def read_mail_profile(name: str, own: Path | None = None) -> tuple[MailProfile | None, list[Problem]]:
    """The profile ``name`` (None with errors), and every problem with it."""
    known = mail_profiles(own)
    if name not in known:
        hint = f"Choose from: {', '.join(known)}. Your own stand in mail/ of your library."
        return None, [Problem("unknown-mail-profile", "--mail: there is no mail profile of this name", hint)]
    path = known[name]
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"this file cannot be read ({error.strerror})"
        return None, [Problem("cannot-read", message, "Check the file.", Place(str(path)))]
    profile, problems, _ = strict.read(raw, str(path), MailProfile)
    return profile, problems
