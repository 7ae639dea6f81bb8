-- One document with its sources and its ledger.
SELECT
    documents.document_id, documents.size, documents.encoding, documents.language, documents.portal,
    documents.profiles, documents.rules_version, documents.outcome, documents.reason, documents.message,
    documents.visible_text,
    (
        SELECT list(sources.source ORDER BY sources.source)
        FROM audit.sources AS sources
        WHERE sources.document_id = documents.document_id
    ) AS sources,
    (
        SELECT list([ledger."start"::VARCHAR, ledger."end"::VARCHAR, ledger.label, ledger.rule, ledger.confidence::VARCHAR]
            ORDER BY ledger.position)
        FROM audit.ledger AS ledger
        WHERE ledger.document_id = documents.document_id
    ) AS ledger
FROM audit.documents AS documents
WHERE documents.document_id = $document_id
