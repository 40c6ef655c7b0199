"""One renderer for each block type, and the list that ties them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handouts.layout.blocks import (
    banner,
    bullets,
    callout,
    diary,
    exercises,
    form,
    front,
    goals,
    help,
    lead,
    next_steps,
    paragraph,
    picture_row,
    qr,
    ruled,
    schedule,
    small,
    steps,
    stop,
    table,
    ticked,
    tier,
    watch,
)
from handouts.layout.galley import Galley
from handouts.layout.setting import Setting
from handouts.model import blocks as model

Renderer = Callable[[Any, Setting, str], list[Galley]]

RENDERERS: Mapping[type, Renderer] = {
    model.Banner: banner.render,
    model.Bullets: bullets.render,
    model.Callout: callout.render,
    model.Diary: diary.render,
    model.Exercises: exercises.render,
    model.Form: form.render,
    model.Front: front.render,
    model.Goals: goals.render,
    model.Help: help.render,
    model.Lead: lead.render,
    model.NextSteps: next_steps.render,
    model.Paragraph: paragraph.render,
    model.PictureRow: picture_row.render,
    model.Qr: qr.render,
    model.Ruled: ruled.render,
    model.Schedule: schedule.render,
    model.Small: small.render,
    model.Steps: steps.render,
    model.Stop: stop.render,
    model.Table: table.render,
    model.Ticked: ticked.render,
    model.Tier: tier.render,
    model.Watch: watch.render,
}


def render(block: model.Block, setting: Setting, section: str) -> list[Galley]:
    """The galleys of one block at ``setting.width``."""
    return list(setting.laid(RENDERERS[type(block)], (block,), section))
