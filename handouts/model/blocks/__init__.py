"""Block types: for each, how the library writes it (``...Source``) and what a leaflet holds.

To add one: a file here, a line in each of the two lists below, a renderer in ``handouts/layout/blocks``
and a case in ``tests/cases/blocks``. A test compares the three.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.model.blocks.banner import Banner, BannerSource
from handouts.model.blocks.bullets import Bullets, BulletsSource
from handouts.model.blocks.callout import Callout, CalloutSource
from handouts.model.blocks.diary import Diary, DiarySource
from handouts.model.blocks.exercises import Exercises, ExercisesSource
from handouts.model.blocks.form import Form, FormSource
from handouts.model.blocks.front import Front, FrontSource
from handouts.model.blocks.goals import Goals, GoalsSource
from handouts.model.blocks.help import Help, HelpSource
from handouts.model.blocks.lead import Lead, LeadSource
from handouts.model.blocks.medicines_table import MedicinesTableSource
from handouts.model.blocks.next_steps import NextSteps, NextStepsSource
from handouts.model.blocks.paragraph import Paragraph, ParagraphSource
from handouts.model.blocks.picture_row import PictureRow, PictureRowSource
from handouts.model.blocks.qr import Qr, QrSource
from handouts.model.blocks.ruled import Ruled, RuledSource
from handouts.model.blocks.schedule import Schedule, ScheduleSource
from handouts.model.blocks.small import Small, SmallSource
from handouts.model.blocks.steps import Steps, StepsSource
from handouts.model.blocks.stop import Stop, StopSource
from handouts.model.blocks.table import Table, TableSource
from handouts.model.blocks.ticked import Ticked, TickedSource
from handouts.model.blocks.tier import Tier, TierSource
from handouts.model.blocks.watch import Watch, WatchSource

Block = (
    Banner
    | Bullets
    | Callout
    | Diary
    | Exercises
    | Form
    | Front
    | Goals
    | Help
    | Lead
    | NextSteps
    | Paragraph
    | PictureRow
    | Qr
    | Ruled
    | Schedule
    | Small
    | Steps
    | Stop
    | Table
    | Ticked
    | Tier
    | Watch
)

BlockSource = Annotated[
    BannerSource
    | BulletsSource
    | CalloutSource
    | DiarySource
    | ExercisesSource
    | FormSource
    | FrontSource
    | GoalsSource
    | HelpSource
    | LeadSource
    | MedicinesTableSource
    | NextStepsSource
    | ParagraphSource
    | PictureRowSource
    | QrSource
    | RuledSource
    | ScheduleSource
    | SmallSource
    | StepsSource
    | StopSource
    | TableSource
    | TickedSource
    | TierSource
    | WatchSource,
    Field(discriminator="type"),
]

__all__ = [
    "Banner",
    "BannerSource",
    "Block",
    "BlockSource",
    "Bullets",
    "BulletsSource",
    "Callout",
    "CalloutSource",
    "Diary",
    "DiarySource",
    "Exercises",
    "ExercisesSource",
    "Form",
    "FormSource",
    "Front",
    "FrontSource",
    "Goals",
    "GoalsSource",
    "Help",
    "HelpSource",
    "Lead",
    "LeadSource",
    "MedicinesTableSource",
    "NextSteps",
    "NextStepsSource",
    "Paragraph",
    "ParagraphSource",
    "PictureRow",
    "PictureRowSource",
    "Qr",
    "QrSource",
    "Ruled",
    "RuledSource",
    "Schedule",
    "ScheduleSource",
    "Small",
    "SmallSource",
    "Steps",
    "StepsSource",
    "Stop",
    "StopSource",
    "Table",
    "TableSource",
    "Ticked",
    "TickedSource",
    "Tier",
    "TierSource",
    "Watch",
    "WatchSource",
]
