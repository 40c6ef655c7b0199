"""Illustrations: poses in, path data out. Run by a developer: ``python -m handouts.draw``.

Needs the ``dev`` extra (shapely). Nothing that makes a leaflet imports this package: what it works out is
kept beside the poses, in ``assets/illustrations/compiled``.

Lengths are in units of one per cent of standing height, x right and y up, the floor at y = 0. Angles are
absolute directions in degrees, counter-clockwise from x.
"""
