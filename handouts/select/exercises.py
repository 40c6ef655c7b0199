"""Which exercises this patient gets, with which dose, and why not the others.

The clinician's picks come first, and one that is not safe is refused, never dropped in silence. Otherwise
the pack's exercises are taken that the rules leave open; with too few of them, the safe set fills up.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct

from handouts.errors import Refused
from handouts.model.exercise import Dose, Exercise, Kind, Pick, Side
from handouts.model.level import Level
from handouts.model.library import Library
from handouts.model.memo import Memo
from handouts.model.order import Order
from handouts.model.pack import Pack
from handouts.model.patient import Answer, Region
from handouts.model.problem import Problem
from handouts.model.rules import Cap, ExerciseRule, matches
from handouts.model.selection import Cause, ChosenExercise, Ruling, Verdict
from handouts.select.levels import holding, to_open
from handouts.select.noted import Noted
from handouts.select.overrides import reasons
from handouts.select.rules import failure
from handouts.select.situation import Situation

ENOUGH = 2
"""With fewer left, the safe set fills up (CONTENT_BRIEF 3.2)."""
USUAL = 3
"""How many the safe set fills up to (CONTENT_BRIEF, principle 3)."""


class Bench(Struct, frozen=True):
    """What the choice of exercises is made from. ``kinds``: those that have a section to stand in.

    ``answers``: all that decides how far an exercise is open; ``memo`` keeps how far, by these.
    """

    order: Order
    library: Library
    situation: Situation
    kinds: frozenset[Kind]
    caps: tuple[Cap, ...]
    answers: Hashable
    memo: Memo

    def ruling(self, id: str) -> Ruling:
        """How far the exercise is open."""
        exercise = self.library.exercises[id]
        return self.memo.of("exercise", (id, self.answers), lambda: ruling_on(exercise, self.library, self.situation))


def ruling_on(exercise: Exercise, library: Library, situation: Situation) -> Ruling:
    """How far ``exercise`` is open to this patient, by the rules on what it does and by its own lists."""
    causes = []
    for rule in library.exercise_rules.values():
        if matches(rule.moves, exercise) and failure(rule.when, situation) is None:
            causes.append(Cause(rule.id, rule.level, *holding(rule.when, situation)))
    for name, level in (("not_for", Level.AVOID), ("ask_first", Level.ASK), ("care_with", Level.CARE)):
        tags = tuple(tag for tag in getattr(exercise, name) if situation.answer(tag) is Answer.YES)
        if tags:
            causes.append(Cause(f"{exercise.id}.{name}", level, tags))
    return Ruling.of(exercise.id, causes)


def exercises_for(
    order: Order, library: Library, pack: Pack, situation: Situation, kinds: frozenset[Kind], noted: Noted
) -> tuple[ChosenExercise, ...]:
    """The exercises of the leaflet, in the order of their cards."""
    answers = situation.answers(library.asked_by_exercises)
    caps = noted.memo.of("caps", answers, lambda: _caps(library, situation))
    bench = Bench(order, library, situation, kinds, caps, answers, noted.memo)
    if order.exercises is not None:
        picked = (_picked(bench, number, pick, pack, noted) for number, pick in enumerate(order.exercises))
        chosen = [one for one in picked if one is not None]
        _warn_of_many(bench, len(chosen), noted)
    else:
        chosen_by = (pack.id, kinds, situation.region, answers)
        chosen = list(noted.once("exercises", chosen_by, lambda own: _usual(bench, pack, own)))
    # Cards are printed by kind, so the number on a card ("1 of 3") follows the kind as well.
    placed = [*library.exercise_kinds(), *Kind]
    chosen.sort(key=lambda item: placed.index(library.exercises[item.id].kind))
    return tuple(chosen)


def _caps(library: Library, situation: Situation) -> tuple[Cap, ...]:
    return tuple(cap for cap in library.caps.values() if failure(cap.when, situation) is None)


def _usual(bench: Bench, pack: Pack, noted: Noted) -> tuple[ChosenExercise, ...]:
    """What a patient gets for whom nobody picked: nothing in it comes from the order but what is in ``kinds``."""
    chosen = _of_pack(bench, pack, noted)
    if len(chosen) < ENOUGH:
        chosen += _safe(bench, {item.id for item in chosen}, noted)
    return tuple(chosen)


def held_back(library: Library, pack: Pack, situation: Situation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Exercises of ``pack`` that are out only because something is not known, with the tags to ask about."""
    for pick in pack.exercises:
        exercise = library.exercises[pick.id]
        found = to_open(
            ruling_on(exercise, library, situation),
            situation,
            lambda answered, exercise=exercise: ruling_on(exercise, library, answered).level,  # type: ignore[misc]
        )
        if found:
            yield exercise.id, found


def _picked(bench: Bench, number: int, pick: Pick, pack: Pack, noted: Noted) -> ChosenExercise | None:
    """The exercise that the clinician picked, if it has a place. Its ``number`` is for a refusal alone."""
    reasoned = pick.id in reasons(bench.order)
    picked_by = (pick, pack.id, bench.kinds, reasoned, bench.answers)
    return noted.once("picked", picked_by, lambda own: _as_picked(bench, number, pick, pack, reasoned, own))


def _as_picked(
    bench: Bench, number: int, pick: Pick, pack: Pack, reasoned: bool, noted: Noted
) -> ChosenExercise | None:
    exercise, ruling = bench.library.exercises[pick.id], bench.ruling(pick.id)
    path = ("exercises", number, "id")
    if ruling.level is Level.AVOID:
        _refuse(
            f"the exercise {pick.id} is not safe with {_why(ruling)}",
            "Choose another; see: handouts list exercises",
            Problem("unsafe-exercise", "", path=path),
        )
    if ruling.level is Level.ASK and not reasoned and not _settled(bench.library, ruling, pick):
        _refuse(
            f"the exercise {pick.id} needs a clinician's reason with {_why(ruling)}",
            "Choose another, or give a reason under overrides (exercise, reason, by)"
            + (", or type its dose." if _dose_settles(bench.library, ruling) else "."),
            Problem("exercise-needs-reason", "", path=path),
        )
    if not _has_place(bench, exercise, noted):
        return None
    if ruling.level is Level.CARE:
        _warn_of_care(bench.library, exercise, ruling, noted)
    usual = next((one.dose for one in reversed(pack.exercises) if one.id == pick.id), exercise.dose)
    dose = pick.dose.over(usual.over(exercise.dose))
    noted.choose("exercise", pick.id, Verdict.IN, "picked", "named in the order")
    if ruling.level is Level.ASK:
        how = "a clinician gave a reason" if reasoned else "the clinician typed its dose"
        noted.choose("exercise", pick.id, Verdict.IN, "overridden", f"{how}; asked for by {_why(ruling)}")
    return _chosen(exercise, ruling, _capped(bench, pick, dose, noted, path), pick.side, noted)


def _refuse(message: str, remedy: str, problem: Problem) -> None:
    raise Refused(message, remedy=remedy, problems=[Problem(problem.code, message, remedy, path=problem.path)])


def _dose_settles(library: Library, ruling: Ruling) -> bool:
    """Whether a typed dose answers everything that asks."""
    asking = [library.exercise_rules.get(cause.rule) for cause in ruling.at(Level.ASK)]
    return all(isinstance(rule, ExerciseRule) and rule.dose_settles == "yes" for rule in asking)


def _settled(library: Library, ruling: Ruling, pick: Pick) -> bool:
    return pick.dose != Dose() and _dose_settles(library, ruling)


def _of_pack(bench: Bench, pack: Pack, noted: Noted) -> list[ChosenExercise]:
    chosen: list[ChosenExercise] = []
    most = min((cap.exercises for cap in bench.caps if cap.exercises), default=len(pack.exercises))
    for pick in pack.exercises:
        exercise, ruling = bench.library.exercises[pick.id], bench.ruling(pick.id)
        if ruling.level.rank >= Level.ASK.rank:
            how = "not with" if ruling.level is Level.AVOID else "only when the clinician picks it, because of"
            noted.choose("exercise", pick.id, Verdict.OUT, f"rule-{ruling.level}", f"{how} {_why(ruling)}")
        elif not _has_place(bench, exercise, noted):
            continue
        elif len(chosen) == most:
            names = ", ".join(tag for cap in bench.caps if cap.exercises == most for tag in cap.when.any_of)
            noted.choose("exercise", pick.id, Verdict.OUT, "cap", f"at most {most} with {names}")
        else:
            noted.choose("exercise", pick.id, Verdict.IN, "pack", f"in the pack {pack.id}")
            if ruling.level is Level.CARE:
                _warn_of_care(bench.library, exercise, ruling, noted)
            dose = _capped(bench, pick, pick.dose.over(exercise.dose), noted)
            chosen.append(_chosen(exercise, ruling, dose, pick.side, noted))
    return chosen


def _safe(bench: Bench, there: set[str], noted: Noted) -> list[ChosenExercise]:
    """Moves of the safe set that are open to this patient, so many that there are enough."""
    most = min((cap.exercises for cap in bench.caps if cap.exercises), default=USUAL)
    added: list[ChosenExercise] = []
    for id in bench.library.safe_set:
        exercise, ruling = bench.library.exercises[id], bench.ruling(id)
        fits = bench.situation.region in (*exercise.regions, Region.SEVERAL)
        if len(there) + len(added) == most or id in there or not fits or ruling.level.rank >= Level.ASK.rank:
            continue
        if _has_place(bench, exercise, noted):
            noted.choose("exercise", id, Verdict.IN, "safe-set", "of the safe set, as too few of the pack are left")
            dose = _capped(bench, Pick(id=id), exercise.dose, noted)
            added.append(_chosen(exercise, ruling, dose, None, noted))
    names = ", ".join(item.id for item in added) or "none of it is safe either"
    noted.warn(
        "few-exercises",
        f"fewer than {ENOUGH} exercises of the pack are safe for this patient; from the safe set: {names}",
        "Check them, or name others in the order; see: handouts list exercises",
    )
    return added


def _chosen(exercise: Exercise, ruling: Ruling, dose: Dose, side: Side | None, noted: Noted) -> ChosenExercise:
    """The exercise as it is printed. Where it needs care, the next step up is the clinician's to say."""
    if exercise.harder is not None and ruling.level is not Level.OK:
        reason = f"the clinician says how to go on, with {_why(ruling)}"
        noted.choose("line", f"{exercise.id}.{exercise.harder.id}", Verdict.OUT, f"rule-{ruling.level}", reason)
    return ChosenExercise(
        exercise.id,
        dose,
        (side or Side.BOTH) if exercise.one_sided == "yes" else None,
        harder=ruling.level is Level.OK,
    )


def _has_place(bench: Bench, exercise: Exercise, noted: Noted) -> bool:
    if exercise.kind in bench.kinds:
        return True
    reason = f"the section for {exercise.kind} was left out"
    noted.choose("exercise", exercise.id, Verdict.OUT, "no-section", reason)
    noted.warn("exercise-no-section", f"the exercise {exercise.id} is not printed: {reason}", "Put the section back.")
    return False


def _capped(bench: Bench, pick: Pick, dose: Dose, noted: Noted, path: tuple[str | int, ...] = ()) -> Dose:
    """``dose`` within the limits that conditions set.

    A hold that the clinician typed is refused, not changed. How long to walk is theirs to say.
    """
    for cap in bench.caps:
        names = ", ".join(
            [tag for tag in cap.when.any_of if bench.situation.answer(tag) is Answer.YES]
            + [f"{tag} not known" for tag in cap.when.unknown if bench.situation.answer(tag) is Answer.UNKNOWN]
        )
        for part, word in (("hold_seconds", "seconds"), ("minutes", "minutes")):
            most, usual = getattr(cap, part), getattr(dose, part)
            typed = bool(path) and getattr(pick, part) is not None
            if most is None or usual is None or usual <= most or (typed and part == "minutes"):
                continue
            if typed:
                _refuse(
                    f"{pick.id}: a hold of {usual} seconds is too long with {names}",
                    f"Type {most} seconds or fewer.",
                    Problem("hold-too-long", "", path=(*path[:-1], part)),
                )
            noted.choose("dose", pick.id, Verdict.IN, "cap", f"{most} {word}, not {usual}, because of {names}")
            dose = dose.model_copy(update={part: most})
    return dose


def _warn_of_care(library: Library, exercise: Exercise, ruling: Ruling, noted: Noted) -> None:
    noted.warn(
        "exercise-care",
        f"the exercise {exercise.id} needs care: {_in_words(library, ruling)}",
        exercise.staff_note or "Choose another if in doubt.",
    )


def _warn_of_many(bench: Bench, count: int, noted: Noted) -> None:
    for cap in bench.caps:
        if cap.exercises and count > cap.exercises:
            names = ", ".join(tag for tag in cap.when.any_of if bench.situation.answer(tag) is Answer.YES)
            noted.warn("many-exercises", f"{count} exercises are many with {names}", f"Think of {cap.exercises}.")


def _why(ruling: Ruling) -> str:
    """The tags behind the strictest rules, and those that are not known."""
    causes: Sequence[Cause] = ruling.at(ruling.level)
    yes = dict.fromkeys(tag for cause in causes for tag in cause.tags)
    open = dict.fromkeys(tag for cause in causes for tag in cause.open)
    return ", ".join([*yes, *(f"{tag} not known" for tag in open)])


def _in_words(library: Library, ruling: Ruling) -> str:
    """The same as staff say it."""
    causes = ruling.at(ruling.level)
    yes = dict.fromkeys(library.tags[tag].label for cause in causes for tag in cause.tags)
    open = dict.fromkeys(f"not known: {library.tags[tag].label}" for cause in causes for tag in cause.open)
    return "; ".join([*yes, *open])
