"""Score a list in Spark, and write it in the order of its ranking.

    spark-submit examples/spark/score_leads.py testdata/leads.csv rules.example.yaml scored.parquet

On a cluster the environment travels with the job, the wheel of leadscore in it:

    pip install venv-pack leadscore-*.whl && venv-pack -o environment.tar.gz
    PYSPARK_PYTHON=environment/bin/python spark-submit --archives environment.tar.gz#environment \
      examples/spark/score_leads.py s3a://lake/leads.csv leadscore.yaml s3a://lake/scored.parquet
"""

import sys

from pyspark.sql import SparkSession

import leadscore.spark


def main(leads: str, rules: str, out: str) -> None:
    spark = SparkSession.builder.appName("leadscore").getOrCreate()
    df = spark.read.csv(leads, header=True, multiLine=True, escape='"')
    scored = leadscore.spark.score(df, rules)
    leadscore.spark.ranked(scored).write.parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
