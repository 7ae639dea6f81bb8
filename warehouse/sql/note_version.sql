INSERT INTO audit.versions BY NAME
SELECT
    $version AS version,
    $published_at::TIMESTAMP AS published_at,
    $run_id AS run_id,
    count(*) AS documents,
    count(*) FILTER (outcome = 'article') AS articles,
    count(*) FILTER (outcome = 'rejected') AS rejected,
    (SELECT count(*) FROM audit.failed_inputs WHERE resolved_by_batch IS NULL) AS quarantined
FROM audit.documents
