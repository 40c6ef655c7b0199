"""The checks, one concern to a file. To add one: a function, a :class:`Check` in its file's list, and a mutation that
it finds in ``tests/verify``.
"""

from handouts.verify.checks import (
    bookmarks,
    catalog,
    content,
    elements,
    figures,
    fonts,
    headings,
    links,
    lists,
    pages,
    parents,
    sight,
    spaces,
    spoken,
    tables,
)
from handouts.verify.findings import Check

CHECKS: tuple[Check, ...] = (
    *catalog.CHECKS,
    *pages.CHECKS,
    *elements.CHECKS,
    *headings.CHECKS,
    *lists.CHECKS,
    *tables.CHECKS,
    *figures.CHECKS,
    *links.CHECKS,
    *bookmarks.CHECKS,
    *content.CHECKS,
    *parents.CHECKS,
    *fonts.CHECKS,
    *spaces.CHECKS,
    *spoken.CHECKS,
    *sight.CHECKS,
)
