"""Handouts: printable patient leaflets for back and neck muscle spasm, made for one patient.

Start reading at :mod:`handouts.pipeline`: it is the one place that knows the whole way from an
order file to a leaflet on paper.
"""

__version__ = "0.1.0"
