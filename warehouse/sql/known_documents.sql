SELECT
    documents.document_id,
    documents.profiles,
    documents.rules_version,
    (
        SELECT list(sources.source ORDER BY sources.source)
        FROM audit.sources AS sources
        WHERE sources.document_id = documents.document_id
    ) AS sources
FROM audit.documents AS documents
WHERE documents.document_id IN (SELECT document_id FROM asked)
