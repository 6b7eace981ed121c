"""Extract, read, join, aggregate and validate a record set: files and frames, two branches that meet."""

from __future__ import annotations

from shared.plain import main

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    """Compute the outputs, by name, as JSON values."""
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


if __name__ == "__main__":
    main(run)
