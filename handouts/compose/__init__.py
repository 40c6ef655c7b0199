"""Selection to leaflet: the words, in order, with every variable filled in. Pure."""

from handouts.compose.compose import compose

__all__ = ["compose"]
