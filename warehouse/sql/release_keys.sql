-- What the places of articles are counted from, read off the warehouse.
CREATE OR REPLACE TEMP VIEW keys AS
SELECT articles.document_id, articles.date_min, articles.date_max, articles.language, documents.body_chars + 1_000 AS weight
FROM clean.articles AS articles
JOIN audit.documents AS documents ON documents.document_id = articles.document_id
