-- What is to be indexed: the temporary table `unindexed`, with numbers that none had before, in the order of the articles' rows.
DELETE FROM audit.search_documents WHERE document_id NOT IN (SELECT document_id FROM clean.articles);

CREATE OR REPLACE TEMP TABLE unindexed AS
SELECT
    ((SELECT coalesce(max(last_number) + 1, 0) FROM audit.search_segments) + row_number() OVER () - 1)::UINTEGER AS number,
    document_id
FROM clean.articles
WHERE document_id NOT IN (SELECT document_id FROM audit.search_documents);
