SELECT source, reason, stage, message, document_id, size, attempts, rules_version
FROM audit.failed_inputs
WHERE resolved_by_batch IS NULL AND ($reason IS NULL OR reason = $reason)
ORDER BY source, reason, document_id
