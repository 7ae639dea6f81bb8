-- mart.boilerplate_by_rule: what each rule took out, by portal.
WITH visible AS (
    SELECT portal, sum(body_chars + lifted_chars + boilerplate_chars)::BIGINT AS chars
    FROM audit.documents
    GROUP BY portal
)
SELECT
    documents.portal,
    ledger.label,
    ledger.rule,
    count(DISTINCT ledger.document_id) AS documents,
    count(*) AS segments,
    sum(ledger."end" - ledger."start")::BIGINT AS chars,
    sum(ledger."end" - ledger."start") / nullif(any_value(visible.chars), 0) AS share,
    min(ledger.document_id) AS example_document_id
FROM audit.ledger AS ledger
JOIN audit.labels AS labels ON labels.label = ledger.label AND labels.part = 'boilerplate'
JOIN audit.documents AS documents ON documents.document_id = ledger.document_id
JOIN visible ON visible.portal IS NOT DISTINCT FROM documents.portal
GROUP BY documents.portal, ledger.label, ledger.rule
ORDER BY chars DESC, documents.portal, ledger.label, ledger.rule
