-- What became of each document from one state to another: digests of its row, and of its ledger where there is one.
CREATE TEMP TABLE changes AS
SELECT
    coalesce(old.document_id, new.document_id) AS document_id,
    CASE WHEN old.document_id IS NULL THEN 'added' WHEN new.document_id IS NULL THEN 'withdrawn' ELSE 'changed' END AS change
FROM old_digests AS old
FULL JOIN new_digests AS new ON old.document_id = new.document_id
WHERE old.digest IS DISTINCT FROM new.digest
