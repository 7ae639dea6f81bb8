SELECT
    (SELECT list_sort(list(DISTINCT rules_version)) FROM clean.articles) AS rules_versions,
    (SELECT min(date_min) FROM clean.articles)::VARCHAR AS first_day,
    (SELECT max(date_max) FROM clean.articles)::VARCHAR AS last_day
