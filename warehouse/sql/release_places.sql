-- The place of each article in the release, and its bucket: stretches of places with about so much text each. `keys` says what articles there are.
CREATE OR REPLACE TEMP TABLE placed AS
WITH partitioned AS (
    SELECT
        document_id,
        date_min,
        CASE WHEN year(date_min) = year(date_max) THEN year(date_min) END::INTEGER AS year,
        -- A folder is named only by what is plainly a language tag, in its usual letter case.
        CASE
            WHEN regexp_full_match("language", '[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?') THEN "language"
        END AS partition_language,
        weight
    FROM keys
)
SELECT
    document_id,
    year,
    partition_language,
    row_number() OVER sorted AS place,
    (sum(weight) OVER sorted // 40_000_000)::INTEGER AS bucket
FROM partitioned
WINDOW sorted AS (
    ORDER BY partition_language NULLS LAST, year NULLS LAST, date_min NULLS LAST, document_id
    ROWS UNBOUNDED PRECEDING
);
