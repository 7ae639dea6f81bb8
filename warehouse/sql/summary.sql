-- Figures of one run, or, with a null run, of the whole warehouse: rows of (what, name, documents, articles, rejected,
-- visible_chars, removed_chars).
WITH chosen AS (
    SELECT
        outcome, reason, portal, "language",
        body_chars + lifted_chars + boilerplate_chars AS visible_chars,
        boilerplate_chars AS removed_chars
    FROM audit.documents
    WHERE $run_id IS NULL OR run_id = $run_id
), figures AS (
    SELECT
        CASE
            WHEN grouping(portal) = 0 THEN 'portal'
            WHEN grouping("language") = 0 THEN 'language'
            WHEN grouping(reason) = 0 THEN 'reason'
            ELSE 'all'
        END AS what,
        coalesce(portal, "language", reason) AS name,
        count(*) AS documents,
        count(*) FILTER (outcome = 'article') AS articles,
        count(*) FILTER (outcome = 'rejected') AS rejected,
        coalesce(sum(visible_chars), 0)::BIGINT AS visible_chars,
        coalesce(sum(removed_chars), 0)::BIGINT AS removed_chars
    FROM chosen
    GROUP BY GROUPING SETS ((), (portal), ("language"), (reason))
), waiting AS (
    SELECT 'quarantined' AS what, reason AS name, count(*) AS documents, 0, 0, 0, 0
    FROM audit.failed_inputs
    WHERE resolved_by_batch IS NULL AND ($run_id IS NULL OR run_id = $run_id)
    GROUP BY reason
)
FROM figures UNION ALL FROM waiting
ORDER BY what, documents DESC, name
