"""Leaflet to PDF: galleys, pages, one writer. The only package that knows ReportLab."""

from handouts.layout.layout import fitted, lay_out, paginate

__all__ = ["fitted", "lay_out", "paginate"]
