-- What staged files would change. Reads the temporary table `batch` (file_index, batch_id, path, file) and the variable
-- `staged_paths`; leaves the temporary tables `change`, `new_source`, `failed` and `resolved`.

-- Every staged row with its place in the order of the files: a later row wins over an earlier one. Purged documents stay out.
CREATE OR REPLACE TEMP VIEW staged AS
SELECT batch.batch_id, batch.file_index * 1_000_000_000 + rows.file_row_number AS place, rows.*
FROM read_parquet(getvariable('staged_paths'), filename = 'staged_path', file_row_number = true) AS rows
JOIN batch ON batch.path = rows.staged_path
WHERE NOT EXISTS (FROM audit.purged AS purged WHERE purged.document_id = rows.document_id);

-- One row a document: its last record among the staged ones, and what that is to the warehouse. The first source stays.
CREATE OR REPLACE TEMP TABLE change AS
WITH staged_documents AS (
    SELECT
        document_id,
        max(place) AS place,
        arg_min(source, place) AS first_source,
        arg_max(batch_id, place) AS batch_id,
        arg_max(kind, place) AS kind,
        arg_max(profiles, place) AS profiles,
        arg_max(rules_version, place) AS rules_version
    FROM staged
    WHERE kind IN ('article', 'rejected')
    GROUP BY document_id
)
SELECT
    staged_documents.document_id,
    staged_documents.place,
    staged_documents.batch_id,
    staged_documents.kind,
    coalesce(held.source, staged_documents.first_source) AS first_source,
    CASE
        WHEN held.document_id IS NULL THEN 'add'
        WHEN held.rules_version <> staged_documents.rules_version
            OR held.profiles <> staged_documents.profiles
            OR held.outcome <> staged_documents.kind THEN 'replace'
        ELSE 'same'
    END AS action
FROM staged_documents
LEFT JOIN audit.documents AS held USING (document_id);

-- Sources that are new, of documents that the warehouse has or gets.
CREATE OR REPLACE TEMP TABLE new_source AS
SELECT document_id, source, arg_min(batch_id, place) AS batch_id
FROM staged
WHERE kind IN ('article', 'rejected', 'seen')
    AND (kind <> 'seen' OR document_id IN (FROM change SELECT document_id UNION ALL FROM audit.documents SELECT document_id))
    AND NOT EXISTS (
        FROM audit.sources AS held WHERE held.document_id = staged.document_id AND held.source = staged.source
    )
GROUP BY document_id, source;

-- Quarantine rows to write. A batch that was loaded before adds no attempts, and opens again only what is closed and
-- not cleaned later in these files.
CREATE OR REPLACE TEMP TABLE failed AS
WITH latest AS (
    SELECT
        source, reason, document_id, size, stage, message, rules_version, batch_id, place,
        sum(CASE WHEN batch_id IN (FROM audit.batches SELECT batch_id) THEN 0 ELSE attempts END)
            OVER (PARTITION BY source, reason, document_id)::BIGINT AS new_attempts
    FROM staged
    WHERE kind = 'quarantined'
    QUALIFY row_number() OVER (PARTITION BY source, reason, document_id ORDER BY place DESC) = 1
)
SELECT
    latest.*,
    coalesce(held.attempts, 0) + latest.new_attempts AS attempts,
    held.source IS NULL OR latest.new_attempts > 0 AS is_new,
    held.resolved_by_batch IS NOT NULL AS was_resolved
FROM latest
LEFT JOIN audit.failed_inputs AS held
    ON held.source = latest.source
    AND held.reason = latest.reason
    AND held.document_id IS NOT DISTINCT FROM latest.document_id;

-- Quarantine rows, staged now or held before, whose bytes or whose source were cleaned later on.
CREATE OR REPLACE TEMP TABLE resolved AS
WITH cleaned AS (
    SELECT document_id, source, batch_id, place FROM staged WHERE kind IN ('article', 'rejected', 'seen')
), waiting AS (
    SELECT source, reason, document_id, batch_id, place FROM failed
    UNION ALL
    SELECT source, reason, document_id, NULL, -1
    FROM audit.failed_inputs AS held
    WHERE resolved_by_batch IS NULL AND NOT EXISTS (
        FROM failed
        WHERE failed.source = held.source
            AND failed.reason = held.reason
            AND failed.document_id IS NOT DISTINCT FROM held.document_id
    )
), matched AS (
    SELECT waiting.source, waiting.reason, waiting.document_id, cleaned.batch_id, cleaned.place
    FROM waiting JOIN cleaned ON cleaned.document_id = waiting.document_id AND cleaned.place > waiting.place
    UNION ALL
    SELECT waiting.source, waiting.reason, waiting.document_id, cleaned.batch_id, cleaned.place
    FROM waiting JOIN cleaned ON cleaned.source = waiting.source AND cleaned.place > waiting.place
    WHERE cleaned.batch_id IS DISTINCT FROM waiting.batch_id
)
SELECT source, reason, document_id, arg_min(batch_id, place) AS batch_id
FROM matched
GROUP BY source, reason, document_id;

-- What was failed and is closed already needs no writing, unless it is to be opened again.
DELETE FROM failed
WHERE NOT is_new AND (NOT was_resolved OR EXISTS (
    FROM resolved
    WHERE resolved.source = failed.source
        AND resolved.reason = failed.reason
        AND resolved.document_id IS NOT DISTINCT FROM failed.document_id
));

-- One row a staged file, with what it does.
CREATE OR REPLACE TEMP TABLE effect AS
SELECT
    batch.file_index,
    batch.batch_id,
    batch.file,
    batch.rows,
    coalesce(changes.added, 0) AS added,
    coalesce(changes.replaced, 0) AS replaced,
    coalesce(changes.unchanged, 0) AS unchanged,
    coalesce(changes.articles, 0) AS articles,
    coalesce(changes.rejected, 0) AS rejected,
    (SELECT count(*) FROM failed WHERE failed.batch_id = batch.batch_id) AS quarantined,
    (SELECT count(*) FROM resolved WHERE resolved.batch_id = batch.batch_id AND EXISTS (
        FROM audit.failed_inputs AS held
        WHERE held.source = resolved.source
            AND held.reason = resolved.reason
            AND held.document_id IS NOT DISTINCT FROM resolved.document_id
            AND held.resolved_by_batch IS NULL
    )) AS resolved,
    (SELECT count(*) FROM new_source WHERE new_source.batch_id = batch.batch_id) AS sources,
    batch.batch_id NOT IN (FROM audit.batches SELECT batch_id) AS is_new
FROM batch
LEFT JOIN (
    SELECT
        batch_id,
        count(*) FILTER (action = 'add') AS added,
        count(*) FILTER (action = 'replace') AS replaced,
        count(*) FILTER (action = 'same') AS unchanged,
        count(*) FILTER (action <> 'same' AND kind = 'article') AS articles,
        count(*) FILTER (action <> 'same' AND kind = 'rejected') AS rejected
    FROM change
    GROUP BY batch_id
) AS changes USING (batch_id);
