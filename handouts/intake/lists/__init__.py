"""Lists in: many orders in one file or folder, read row by row so that millions never sit in memory.

::

    file ── reader ──▶ RawRow ── plan ──▶ Document ── check_order ──▶ Order and problems
                          └── rows that fail ── Rejected ──▶ rejected.csv, to be mended and read again
"""

from handouts.intake.lists.check import Checked, ListCheck, check_list
from handouts.intake.lists.order_list import OrderList, open_list, order_of
from handouts.intake.lists.plan import Plan
from handouts.intake.lists.references import References
from handouts.intake.lists.rejected import Rejected
from handouts.intake.lists.row import RawRow

__all__ = [
    "Checked",
    "ListCheck",
    "OrderList",
    "Plan",
    "RawRow",
    "References",
    "Rejected",
    "check_list",
    "open_list",
    "order_of",
]
