-- What changed in one document, the oldest change first.
SELECT
    "version", replaced_at, replaced_by_run, replaced_by_batch, rules_before, rules_after, outcome_before, outcome_after,
    list(field ORDER BY place) AS fields,
    list("before" ORDER BY place) AS "before",
    list("after" ORDER BY place) AS "after"
FROM (
    SELECT changes.*, list_position(old.changed, changes.field) AS place
    FROM mart.article_changes AS changes
    JOIN audit.article_versions AS old USING (document_id, "version")
    WHERE document_id = $document_id
)
GROUP BY ALL
ORDER BY "version"
