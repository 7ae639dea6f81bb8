-- mart.drift: what the documents loaded in the last seven days show otherwise than those of the four weeks before: a rule that
-- stopped firing or began to, a portal whose kept share jumped, a field that is no longer filled. The days are counted back from
-- the last load. Only differences that are large and that chance does not make: four standard errors.
WITH loaded AS (
    SELECT
        documents.document_id,
        documents.portal,
        batches.loaded_at,
        max(batches.loaded_at) OVER () AS last_load,
        documents.outcome = 'rejected' AS rejected,
        documents.body_chars
            / nullif(documents.body_chars + documents.lifted_chars + documents.boilerplate_chars, 0) AS kept_share
    FROM audit.documents AS documents
    JOIN audit.batches AS batches USING (batch_id)
    WHERE batches.loaded_at IS NOT NULL
), periods AS (
    SELECT *, loaded_at > last_load - INTERVAL 7 DAY AS is_recent
    FROM loaded
    WHERE loaded_at > last_load - INTERVAL 35 DAY
), sizes AS (
    SELECT
        portal,
        count(*) FILTER (NOT is_recent) AS documents_before,
        count(*) FILTER (is_recent) AS documents_recent
    FROM periods
    GROUP BY portal
    HAVING count(*) FILTER (NOT is_recent) >= 20 AND count(*) FILTER (is_recent) >= 20
), fired AS (
    SELECT
        portal, "label", "rule",
        count(*) FILTER (NOT is_recent) AS times_before,
        count(*) FILTER (is_recent) AS times_recent
    FROM (
        SELECT DISTINCT periods.document_id, periods.portal, periods.is_recent, ledger.label, ledger.rule
        FROM audit.ledger AS ledger
        JOIN periods USING (document_id)
        WHERE ledger.label <> 'blank'
    )
    GROUP BY portal, "label", "rule"
), fields AS (
    SELECT
        periods.portal,
        periods.is_recent,
        unnest([
            {'measure': 'rejected', 'is_so': periods.rejected},
            {'measure': 'no outlet', 'is_so': articles.outlet IS NULL},
            {'measure': 'no headline', 'is_so': articles.headline IS NULL},
            {'measure': 'no byline', 'is_so': articles.byline IS NULL},
            {'measure': 'no date', 'is_so': articles.date_published IS NULL},
            {'measure': 'incomplete', 'is_so': articles.is_complete IS false}
        ]) AS one
    FROM periods
    LEFT JOIN clean.articles AS articles USING (document_id)
), counted AS (
    SELECT portal, 'rule' AS measure, "label", "rule", times_before, times_recent FROM fired
    UNION ALL
    SELECT
        portal, one.measure, NULL, NULL,
        count(*) FILTER (one.is_so AND NOT is_recent),
        count(*) FILTER (one.is_so AND is_recent)
    FROM fields
    GROUP BY portal, one.measure
), shares AS (
    SELECT
        counted.portal, measure, "label", "rule",
        times_before / documents_before AS before,
        times_recent / documents_recent AS recent,
        documents_before, documents_recent,
        (times_before + times_recent) / (documents_before + documents_recent) AS together
    FROM counted
    JOIN sizes ON sizes.portal IS NOT DISTINCT FROM counted.portal
), compared AS (
    SELECT
        portal, measure, "label", "rule", before, recent, documents_before, documents_recent,
        sqrt(together * (1 - together) * (1 / documents_before + 1 / documents_recent)) AS error
    FROM shares
    UNION ALL
    SELECT
        periods.portal, 'kept share', NULL, NULL,
        avg(kept_share) FILTER (NOT is_recent),
        avg(kept_share) FILTER (is_recent),
        any_value(documents_before),
        any_value(documents_recent),
        sqrt(
            coalesce(var_samp(kept_share) FILTER (NOT is_recent), 0) / any_value(documents_before)
            + coalesce(var_samp(kept_share) FILTER (is_recent), 0) / any_value(documents_recent)
        )
    FROM periods
    JOIN sizes ON sizes.portal IS NOT DISTINCT FROM periods.portal
    GROUP BY periods.portal
)
SELECT
    portal, measure, "label", "rule", before, recent, documents_before, documents_recent,
    (recent - before) / nullif(error, 0) AS deviation
FROM compared
WHERE abs(recent - before) >= 0.1 AND abs(recent - before) >= 4 * error
ORDER BY abs(recent - before) DESC, portal, measure, "label", "rule"
