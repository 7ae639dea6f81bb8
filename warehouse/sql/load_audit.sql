-- Sources, quarantine and the batch rows.
INSERT INTO audit.sources BY NAME FROM new_source;

MERGE INTO audit.failed_inputs AS held
USING failed
ON held.source = failed.source
    AND held.reason = failed.reason
    AND held.document_id IS NOT DISTINCT FROM failed.document_id
WHEN MATCHED THEN UPDATE SET
    size = failed.size,
    stage = failed.stage,
    message = failed.message,
    attempts = failed.attempts,
    rules_version = failed.rules_version,
    batch_id = failed.batch_id,
    run_id = getvariable('run_id'),
    seen_at = getvariable('loaded_at'),
    resolved_by_batch = NULL,
    resolved_at = NULL
WHEN NOT MATCHED THEN INSERT (
    source, reason, document_id, size, stage, message, attempts, rules_version, batch_id, run_id, seen_at
) VALUES (
    failed.source, failed.reason, failed.document_id, failed.size, failed.stage, failed.message, failed.attempts,
    failed.rules_version, failed.batch_id, getvariable('run_id'), getvariable('loaded_at')
);

MERGE INTO audit.failed_inputs AS held
USING resolved
ON held.source = resolved.source
    AND held.reason = resolved.reason
    AND held.document_id IS NOT DISTINCT FROM resolved.document_id
WHEN MATCHED AND held.resolved_by_batch IS NULL THEN UPDATE SET
    resolved_by_batch = resolved.batch_id,
    resolved_at = getvariable('loaded_at');

MERGE INTO audit.batches AS held
USING effect
ON held.batch_id = effect.batch_id
WHEN MATCHED AND effect.added + effect.replaced + effect.quarantined + effect.resolved + effect.sources > 0
THEN UPDATE SET
    run_id = getvariable('run_id'),
    loaded_at = getvariable('loaded_at'),
    loads = held.loads + 1,
    added = effect.added,
    replaced = effect.replaced,
    unchanged = effect.unchanged,
    quarantined = effect.quarantined
WHEN NOT MATCHED THEN INSERT (
    batch_id, file, run_id, loaded_at, loads, rows, added, replaced, unchanged, quarantined
) VALUES (
    effect.batch_id, effect.file, getvariable('run_id'), getvariable('loaded_at'), 1, effect.rows, effect.added,
    effect.replaced, effect.unchanged, effect.quarantined
);
