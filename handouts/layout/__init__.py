"""Leaflet to PDF: galleys, pages, one writer. The only package that knows ReportLab."""

from handouts.layout.layout import lay_out, paginate, shape_of, sides_within

__all__ = ["lay_out", "paginate", "shape_of", "sides_within"]
