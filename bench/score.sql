-- rules.yaml in SQL, for DuckDB: the columns of the list, then score and stage.
-- Cells are compared in lower case only; leadscore folds widths and white space as well.
-- Of an IN with many values DuckDB makes a join, which loses the order of the list.
CREATE OR REPLACE MACRO number(cell) AS TRY_CAST(cell AS BIGINT);

CREATE OR REPLACE MACRO points(title, country, region, industry, employees, revenue, budget, source, product, active_on, demo, webinar, unsub, pages, downloads, opened, sent, minutes) AS
  CASE WHEN lower(country) = 'jp' OR lower(country) = 'japan' OR lower(country) = '日本' OR lower(country) = 'us' OR lower(country) = 'usa' OR lower(country) = 'united states' THEN 8 ELSE 0 END
+ CASE WHEN lower(source) = 'referral' OR lower(source) = 'partner' OR lower(source) = '紹介' OR lower(source) = 'パートナー' THEN 7 ELSE 0 END
+ CASE WHEN lower(product) = 'analytics' OR lower(product) = 'automation' OR lower(product) = 'crm' THEN 4 ELSE 0 END
+ CASE WHEN number(employees) >= 1000 THEN 12 WHEN number(employees) >= 200 THEN 8 WHEN number(employees) >= 50 THEN 4 WHEN number(employees) IS NULL THEN 2 ELSE 0 END
+ CASE WHEN number(revenue) >= 1000000000 THEN 8 WHEN number(revenue) >= 100000000 THEN 5 WHEN number(revenue) >= 10000000 THEN 2 ELSE 0 END
+ CASE WHEN number(budget) >= 200000 THEN 10 WHEN number(budget) BETWEEN 50000 AND 199999 THEN 6 WHEN number(budget) IS NOT NULL THEN 1 ELSE 0 END
+ CASE WHEN number(minutes) > 60 THEN 6 WHEN number(minutes) > 20 THEN 4 WHEN number(minutes) > 5 THEN 2 ELSE 0 END
+ CASE WHEN contains(lower(title), 'chief') OR contains(lower(title), 'founder') OR contains(lower(title), 'president') OR contains(title, '代表') OR contains(title, '取締役') OR contains(title, '社長') THEN 12
       WHEN contains(lower(title), 'director') OR contains(lower(title), 'head') OR contains(title, '部長') OR contains(title, '執行役員') THEN 8
       WHEN contains(lower(title), 'manager') OR contains(lower(title), 'lead') OR contains(title, '課長') OR contains(title, 'マネージャー') THEN 4 ELSE 0 END
+ CASE WHEN lower(industry) = 'saas' OR lower(industry) = 'software' OR lower(industry) = 'it services' OR lower(industry) = '情報通信業' THEN 10
       WHEN lower(industry) = 'manufacturing' OR lower(industry) = 'automotive' OR lower(industry) = '製造業' OR lower(industry) = '電機' OR lower(industry) = '機械' THEN 6
       WHEN lower(industry) = 'financial services' OR lower(industry) = 'insurance' OR lower(industry) = '金融業' OR lower(industry) = '保険業' THEN 3 ELSE 0 END
+ CASE WHEN lower(region) = '東京都' OR lower(region) = '大阪府' OR lower(region) = 'ca' OR lower(region) = 'ny' THEN 3 WHEN lower(region) = '愛知県' OR lower(region) = '福岡県' OR lower(region) = 'tx' OR lower(region) = 'ma' OR lower(region) = 'il' THEN 1.5 ELSE 0 END
+ CASE WHEN number(sent) < 5 THEN 0 WHEN number(opened) * 10 >= number(sent) * 4 THEN 6 WHEN number(opened) * 10 >= number(sent) * 2 THEN 3 ELSE 0 END
+ least(coalesce(number(pages), 0) * 0.25, 8)
+ least(coalesce(number(downloads), 0) * 1.5, 6)
+ CASE WHEN lower(demo) = 'true' THEN 20 ELSE 0 END
+ CASE WHEN lower(webinar) = 'yes' THEN 5 ELSE 0 END
+ CASE WHEN lower(unsub) = 'true' THEN -25 ELSE 0 END
+ CASE WHEN TRY_CAST(active_on AS DATE) IS NULL THEN 0
       ELSE round(12 * pow(0.5::DOUBLE, greatest(DATE '2026-11-21' - TRY_CAST(active_on AS DATE), 0) / 30.0::DOUBLE), 3) END;

CREATE OR REPLACE MACRO stage(score, demo) AS
  CASE WHEN score >= 60 AND lower(demo) = 'true' THEN 'SQL' WHEN score >= 45 THEN 'MQL' WHEN score >= 20 THEN 'Nurture' ELSE 'Cold' END;

CREATE OR REPLACE MACRO place(stage) AS CASE stage WHEN 'SQL' THEN 1 WHEN 'MQL' THEN 2 WHEN 'Nurture' THEN 3 ELSE 4 END;

CREATE OR REPLACE MACRO scored(list) AS TABLE
  SELECT *, stage(score, "Demo Requested") AS stage
  FROM (
    SELECT *, round(points("Job Title", Country, Region, Industry, Employees, "Annual Revenue", Budget, "Lead Source", "Product Interest", "Last Activity",
      "Demo Requested", "Webinar Attended", Unsubscribed, "Page Views", Downloads, "Emails Opened", "Emails Sent", "Minutes on Site"), 3) AS score
    FROM read_csv(list, header = true, all_varchar = true)
  );
