-- Reads the variables `purged`, `reason` and `purged_at`. The tombstone of a document; the first one stays. Quarantine rows of its sources that belong to no other document go as well.
INSERT INTO audit.purged
SELECT getvariable('purged'), getvariable('reason'), getvariable('purged_at')
WHERE getvariable('purged') NOT IN (SELECT document_id FROM audit.purged);

DELETE FROM audit.failed_inputs
WHERE document_id IS NULL
    AND source IN (SELECT source FROM audit.sources WHERE document_id = getvariable('purged'))
    AND source NOT IN (SELECT source FROM audit.sources WHERE document_id <> getvariable('purged'));

-- The index of `search` holds words of it under numbers that may mean nothing any more: it is made anew by the next refresh.
DELETE FROM audit.search_word_blocks;
DELETE FROM audit.search_pair_blocks;
DELETE FROM audit.search_segments;
DELETE FROM audit.search_documents;
DELETE FROM audit.search_pending;
INSERT INTO audit.search_pending SELECT document_id FROM clean.articles WHERE document_id <> getvariable('purged');
