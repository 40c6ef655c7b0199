"""Selection to leaflet: the words, in order, with every variable filled in. Pure."""

from handouts.compose.compose import compose
from handouts.compose.sample import sample_sheet

__all__ = ["compose", "sample_sheet"]
