"""Counts events by SQL, for the test that holds leadscore's counts against it.

    python events.py LEADS.csv EVENTS.csv DAY  > cells.csv
"""
import sys

import duckdb

leads, events, day = sys.argv[1:]
db = duckdb.connect()
db.execute(f"""
create table e as
select lower(Email) as who, Event as event, Page as page, cast(Weight as decimal(18,3)) as weight, "Event ID" as id,
       cast(timezone('Asia/Tokyo', timezone('UTC', cast("Occurred At" as timestamp))) as date) as day
from read_csv('{events}', all_varchar=true, header=true);
delete from e where day > date '{day}';
create table once as select * from e qualify row_number() over (partition by who, id order by day desc) = 1;
""")


def counts(where, within=None):
    age = f" and date '{day}' - day <= {within}" if within else ""
    return f"filter (where {where}{age})"


def faded(worth, life):
    # Halves are rounded away from 0, which floating point would sometimes miss by a hair.
    return f"coalesce(sum(cast(round(cast({worth} as double) * pow(0.5, (date '{day}' - day) / {life}.0) + 1e-9, 3) as decimal(18,3)))"


opened, page = "event = 'open'", "event = 'page_view'"
bands = "(case when page like '/pricing%' then 3 when event = 'form_submit' then 10 else 1 end)"
columns = [f"coalesce(count(*) {counts('true', w)}, 0)" for w in (None, 1, 30, 90)]
columns += [f"coalesce(count(*) {counts(opened, w)}, 0)" for w in (None, 7, 30, 90)]
columns += [f"count(distinct day) {counts(page, w)}" for w in (None, 30, 90)]
columns += [f"max(day) {counts(opened, w)}" for w in (None, 30)]
columns += [f"min(day) {counts(page, w)}" for w in (None, 30)]
columns += [f"coalesce(sum(weight) {counts('true', w)}, 0)" for w in (None, 60)]
columns += [f"{faded('weight', life)} {counts('true')}, 0)" for life in (7, 30)]
columns += [f"{faded(bands, 14)} {counts('true', 90)}, 0)"]
fields = ", ".join(f"{c} as f{i}" for i, c in enumerate(columns))
db.sql(f"""
select l."Lead ID", {', '.join(f'a.f{i}' for i in range(len(columns)))}
from read_csv('{leads}', all_varchar=true, header=true) l
left join (select who, {fields} from once group by who) a on a.who = lower(l.Email)
order by l."Lead ID"
""").write_csv("/dev/stdout", header=False)
