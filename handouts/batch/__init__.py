"""Many orders, in parallel: a list in, a folder of leaflets and a manifest out.

::

    list ── check ──▶ Found ── make ──▶ files, manifest
              │         └── rejected.csv, urgent.csv, before the first page
              └── an engine runs both: worker processes here, or a cluster

``run`` is the whole of it. Nothing is written twice and nothing half: see ``durable`` and ``resume``.
"""

from handouts.batch.engines import Engine, Setup
from handouts.batch.found import Found
from handouts.batch.plan import Plan, plan
from handouts.batch.run import Report, Watch, run

__all__ = ["Engine", "Found", "Plan", "Report", "Setup", "Watch", "plan", "run"]
"""What a caller needs."""
