"""Lists in: many orders in one file or folder, read row by row so that millions never sit in memory.

::

    file ── reader ──▶ RawRow ── plan ──▶ Document ── check_order ──▶ Order and problems
"""

from handouts.intake.lists.order_list import OrderList, open_list, order_of
from handouts.intake.lists.plan import Plan
from handouts.intake.lists.row import RawRow

__all__ = ["OrderList", "Plan", "RawRow", "open_list", "order_of"]
