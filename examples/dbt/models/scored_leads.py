import leadscore.duckdb


def model(dbt, con):
    dbt.config(materialized="table")
    leads = dbt.ref("leads")
    return leadscore.duckdb.score(
        con, leads.sql_query(), "leadscore.yaml", as_of="2026-11-21"
    )
