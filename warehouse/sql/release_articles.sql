-- The articles, with authors and images as lists, each with its place in the release (`placed`): columns of the warehouse as they come, of
-- which a release takes those of its contract. The least of a document's sources stands for it, whichever came first, so that the order of
-- loading leaves no trace. Only rows from the variable `first_row` to `last_row`: DuckDB keeps lists in memory, whatever its limit.
WITH piece AS MATERIALIZED (
    SELECT document_id FROM clean.articles WHERE rowid BETWEEN getvariable('first_row') AND getvariable('last_row')
), sources AS (
    SELECT document_id, min(source) AS source FROM audit.sources WHERE document_id IN (FROM piece) GROUP BY document_id
), authors AS (
    SELECT document_id, list(one ORDER BY one."position") AS authors
    FROM clean.authors AS one
    WHERE document_id IN (FROM piece)
    GROUP BY document_id
), images AS (
    SELECT document_id, list(one ORDER BY one."position") AS images
    FROM clean.images AS one
    WHERE document_id IN (FROM piece)
    GROUP BY document_id
)
SELECT
    articles.* EXCLUDE (source),
    sources.source,
    documents.batch_id,
    coalesce(authors.authors, []) AS authors,
    coalesce(images.images, []) AS images,
    placed.year,
    placed.partition_language,
    placed.place,
    placed.bucket
FROM clean.articles AS articles
JOIN placed ON placed.document_id = articles.document_id
JOIN audit.documents AS documents ON documents.document_id = articles.document_id
JOIN sources ON sources.document_id = articles.document_id
LEFT JOIN authors ON authors.document_id = articles.document_id
LEFT JOIN images ON images.document_id = articles.document_id
WHERE articles.rowid BETWEEN getvariable('first_row') AND getvariable('last_row')
