"""Extract, read, join, aggregate and validate a record set: files and frames, two branches that meet."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload


def _inputs(size: Size) -> Values:
    return {"rows": size["rows"]}


def _reference(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    from dataclasses import asdict
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from shared.steps import orders as steps

    rows = int(str(inputs["rows"]))
    with TemporaryDirectory() as directory:
        orders, customers = Path(directory, "orders.csv"), Path(directory, "customers.csv")
        steps.write_orders(rows, orders)
        steps.write_customers(rows, customers)
        joined = steps.join_orders(steps.read_orders(orders), steps.read_customers(customers))
    return asdict(steps.validate_orders(joined, steps.aggregate_orders(joined)))


def _sizes(*rows: int) -> tuple[Size, ...]:
    return tuple({"rows": count} for count in rows)


WORKLOAD = Workload(
    name="etl",
    title="Read, join, aggregate and validate a record set",
    inputs=_inputs,
    reference=_reference,
    mismatch=first_mismatch,
    sizes={
        "quick": (),
        "standard": _sizes(1_000, 100_000),
        "full": _sizes(1_000, 100_000, 1_000_000, 10_000_000),
    },
    step_count=lambda size: 7,  # noqa: ARG005
    libraries=("pandas",),
)
