-- The place of each article in the release, and its bucket: stretches of places with about so much text each.
CREATE OR REPLACE TEMP TABLE placed AS
WITH keys AS (
    SELECT
        articles.document_id,
        articles.date_min,
        CASE WHEN year(articles.date_min) = year(articles.date_max) THEN year(articles.date_min) END::INTEGER AS year,
        -- A folder is named only by what is plainly a language tag, in its usual letter case.
        CASE
            WHEN regexp_full_match(articles.language, '[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?') THEN articles.language
        END AS partition_language,
        documents.body_chars + 1_000 AS weight
    FROM clean.articles AS articles
    JOIN audit.documents AS documents ON documents.document_id = articles.document_id
)
SELECT
    document_id,
    year,
    partition_language,
    row_number() OVER sorted AS place,
    (sum(weight) OVER sorted // 40_000_000)::INTEGER AS bucket
FROM keys
WINDOW sorted AS (
    ORDER BY partition_language NULLS LAST, year NULLS LAST, date_min NULLS LAST, document_id
    ROWS UNBOUNDED PRECEDING
);
