"""What clinics call the columns of their lists. ``SURE`` leads to one field; ``UNSURE`` is left for a person."""

from __future__ import annotations

from collections.abc import Mapping

SURE: Mapping[str, tuple[str, ...]] = {
    "reference": ("reference", "ref", "ref no", "reference number", "order number", "order id", "visit number",
                  "visit id", "appointment id", "appointment number", "case number", "case id", "encounter id"),
    "patient.name": ("patient", "patient name", "name of patient", "full name", "patient full name"),
    "patient.birth_date": ("dob", "d o b", "date of birth", "birth date", "birthdate", "birthday", "born"),
    "facts.age": ("age", "age years", "age in years", "patient age"),
    "facts.sex": ("sex", "gender", "gender sex", "sex gender"),
    "facts.region": ("region", "body region", "area", "body area", "site of pain", "pain site"),
    "facts.onset_date": ("onset date", "date of onset", "pain began", "pain since"),
    "facts.onset_days": ("onset days", "days since onset", "days of pain"),
    "facts.phase": ("phase", "stage"),
    "facts.pregnant": ("pregnant", "pregnancy"),
    "facts.weeks": ("weeks pregnant", "weeks of pregnancy", "gestation"),
    "facts.breastfeeding": ("breastfeeding", "breast feeding"),
    "facts.medicines": ("medicines", "medications", "medication", "drugs", "current medication", "current medicines"),
    "facts.allergies": ("allergies", "allergy", "drug allergies"),
    "facts.devices": ("devices", "implants"),
    "facts.red_flag_screen.done": ("red flags asked", "red flag screen", "red flag screen done", "warning signs asked"),
    "facts.red_flag_screen.by": ("red flags asked by", "screened by"),
    "facts.red_flag_screen.on": ("red flags asked on", "screened on", "screen date"),
    "facts.red_flags": ("red flags", "warning signs", "red flags found"),
    "facts.limb_symptoms": ("limb symptoms",),
    "exercises": ("exercises", "moves"),
    "pack": ("pack",),
    "brand": ("brand",),
    "language": ("language", "lang"),
    "format": ("format", "print size"),
    "page": ("paper", "paper size", "page size"),
    "clinician.name": ("clinician", "clinician name", "physio", "physiotherapist", "therapist", "seen by", "provider"),
    "clinician.role": ("clinician role", "profession"),
    "follow_up.date": ("follow up", "follow up date", "next visit", "next appointment", "review date"),
    "follow_up.time": ("follow up time", "next visit time"),
    "follow_up.place": ("follow up place", "next visit place"),
    "note": ("note", "note to patient", "message"),
}  # fmt: skip

UNSURE: Mapping[str, tuple[str, ...]] = {
    # A number that says who the patient is names files and stands in lists: a person must want that.
    "reference": ("mrn", "nhs no", "nhs number", "hospital number", "hospital no", "patient id", "patient number",
                  "patient no", "chi number", "medical record number", "id", "number", "no", "nr"),
    "patient.name": ("name",),
    "clinician.name": ("name", "doctor", "gp", "consultant"),
    "facts.onset_date": ("onset", "date", "start date"),
    "follow_up.date": ("date", "appointment", "appointment date", "review"),
    "note": ("notes", "comment", "comments", "remarks"),
    "facts.conditions.diabetes": ("diabetic",),
}  # fmt: skip

FIRST_NAMES = ("first name", "forename", "given name", "forenames", "given names", "patient first name")
LAST_NAMES = ("last name", "surname", "family name", "patient last name", "patient surname")

VALUES: Mapping[str, Mapping[str, str]] = {"facts.sex": {"F": "female", "M": "male"}}
"""Words that may stand in such a column whatever the list is. Never taken from the list itself."""
