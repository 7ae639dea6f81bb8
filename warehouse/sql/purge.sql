-- Reads the variables `purged`, `reason` and `purged_at`. The tombstone of a document; the first one stays. Quarantine rows of its sources that belong to no other document go as well.
INSERT INTO audit.purged
SELECT getvariable('purged'), getvariable('reason'), getvariable('purged_at')
WHERE getvariable('purged') NOT IN (SELECT document_id FROM audit.purged);

DELETE FROM audit.failed_inputs
WHERE document_id IS NULL
    AND source IN (SELECT source FROM audit.sources WHERE document_id = getvariable('purged'))
    AND source NOT IN (SELECT source FROM audit.sources WHERE document_id <> getvariable('purged'));
