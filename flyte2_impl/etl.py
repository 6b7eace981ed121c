"""A small ETL job as Flyte 2 tasks: CSV as files, tables as frames, both sources read side by side."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "etl")

import asyncio
from pathlib import Path
from tempfile import mkdtemp

import flyte
import pandas as pd
from flyte.io import File

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.steps.orders import (
    OrdersReport,
    aggregate_orders,
    join_orders,
    read_customers,
    read_orders,
    validate_orders,
    write_customers,
    write_orders,
)

env = flyte.TaskEnvironment(name="etl", image=IMAGE)


@env.task
async def extract_orders(rows: int) -> File:
    path = Path(mkdtemp(), "orders.csv")
    write_orders(rows, path)
    return await File.from_local(str(path))


@env.task
async def extract_customers(rows: int) -> File:
    path = Path(mkdtemp(), "customers.csv")
    write_customers(rows, path)
    return await File.from_local(str(path))


@env.task
async def parse_orders(file: File) -> pd.DataFrame:
    return read_orders(Path(await file.download()))


@env.task
async def parse_customers(file: File) -> pd.DataFrame:
    return read_customers(Path(await file.download()))


@env.task
async def join(orders: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    return join_orders(orders, customers)


@env.task
async def aggregate(joined: pd.DataFrame) -> pd.DataFrame:
    return aggregate_orders(joined)


@env.task
async def validate(joined: pd.DataFrame, totals: pd.DataFrame) -> OrdersReport:
    return validate_orders(joined, totals)


@env.task
async def etl_workflow(rows: int) -> OrdersReport:
    """Join ``rows`` orders with their customers, and account for every one."""
    order_file, customer_file = await asyncio.gather(extract_orders(rows), extract_customers(rows))
    orders, customers = await asyncio.gather(parse_orders(order_file), parse_customers(customer_file))
    joined = await join(orders, customers)
    return await validate(joined, await aggregate(joined))


def build(size: Size) -> object:  # noqa: ARG001
    return etl_workflow
