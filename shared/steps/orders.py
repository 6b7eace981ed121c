"""A record set of orders and customers, with the dirt that real ones have: the steps of a small ETL job."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

CUSTOMERS_PER_ORDER = 10
"""One customer for so many orders."""
REGIONS = ("north", "south", "east", "west")
REPEATED_EVERY, UNPRICED_EVERY, ORPHANED_EVERY = 97, 53, 41
"""One order in so many is there twice, has no price, or names a customer that does not exist."""


class InvalidOrdersError(ValueError):
    """The totals do not add up; the message names the check."""


@dataclass(frozen=True)
class OrdersReport:
    """What the job did with the records."""

    read: int
    repeated: int
    unpriced: int
    orphaned: int
    kept: int
    cents_by_region: dict[str, int]


def write_orders(rows: int, path: Path) -> None:
    """Write ``rows`` orders, and some of them twice, as CSV: order, customer, cents (empty if unknown)."""
    order = np.arange(rows)
    customer = order * 7919 % customer_count(rows)
    orders = pd.DataFrame(
        {
            "order": order,
            "customer": np.where(order % ORPHANED_EVERY == 1, -1, customer),
            "cents": pd.Series(order * 31 % 10_000).astype("Int64").mask(order % UNPRICED_EVERY == 2),
        }
    )
    repeated = orders[orders["order"] % REPEATED_EVERY == 3]
    pd.concat([orders, repeated]).to_csv(path, index=False)


def write_customers(rows: int, path: Path) -> None:
    """Write the customers of ``rows`` orders as CSV: customer, region."""
    customer = np.arange(customer_count(rows))
    region = np.array(REGIONS)[customer % len(REGIONS)]
    pd.DataFrame({"customer": customer, "region": region}).to_csv(path, index=False)


def customer_count(rows: int) -> int:
    """Return how many customers stand behind ``rows`` orders, at least one."""
    return max(1, rows // CUSTOMERS_PER_ORDER)


def read_orders(path: Path) -> pd.DataFrame:
    """Read orders; a price that is not known stays missing, and whole numbers stay whole."""
    return pd.read_csv(path, dtype={"order": "int64", "customer": "int64", "cents": "Int64"})


def read_customers(path: Path) -> pd.DataFrame:
    """Read customers."""
    return pd.read_csv(path, dtype={"customer": "int64", "region": "str"})


def join_orders(orders: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """Give every order its customer's region, missing where there is no such customer."""
    return orders.merge(customers, on="customer", how="left")


def aggregate_orders(joined: pd.DataFrame) -> pd.DataFrame:
    """Sum cents by region, and count what was left out on the way, as one row each: name, orders, cents."""
    once = joined.drop_duplicates("order")
    priced = once[once["cents"].notna()]
    placed = priced[priced["region"].notna()]
    left_out = {
        "repeated": len(joined) - len(once),
        "unpriced": len(once) - len(priced),
        "orphaned": len(priced) - len(placed),
    }
    sums = placed.groupby("region", sort=True)["cents"].agg(["size", "sum"]).reset_index()
    sums.columns = pd.Index(["name", "orders", "cents"])
    counts = pd.DataFrame({"name": list(left_out), "orders": list(left_out.values()), "cents": 0})
    return pd.concat([sums, counts], ignore_index=True).astype({"orders": "int64", "cents": "int64"})


def validate_orders(joined: pd.DataFrame, totals: pd.DataFrame) -> OrdersReport:
    """Check that every order is accounted for and every region known. Raises :class:`InvalidOrdersError`."""
    orders = dict(zip(totals["name"], totals["orders"].tolist(), strict=True))
    cents = dict(zip(totals["name"], totals["cents"].tolist(), strict=True))
    regions = sorted(set(orders) - {"repeated", "unpriced", "orphaned"})
    if unknown := sorted(set(regions) - set(REGIONS)):
        raise InvalidOrdersError(f"regions: {unknown[0]!r} is unknown; known are {', '.join(REGIONS)}")
    if sum(orders.values()) != len(joined):
        raise InvalidOrdersError(f"orders: {sum(orders.values())} accounted for, {len(joined)} read")
    return OrdersReport(
        read=len(joined),
        repeated=orders["repeated"],
        unpriced=orders["unpriced"],
        orphaned=orders["orphaned"],
        kept=sum(orders[region] for region in regions),
        cents_by_region={region: cents[region] for region in regions},
    )
