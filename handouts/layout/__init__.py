"""Leaflet to PDF: galleys, pages, one writer. The only package that knows ReportLab."""

from handouts.layout.layout import fewest_sides, lay_out, paginate, shape_of

__all__ = ["fewest_sides", "lay_out", "paginate", "shape_of"]
