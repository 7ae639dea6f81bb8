SELECT ledger.*
FROM audit.ledger AS ledger
WHERE ledger.document_id IN (SELECT document_id FROM clean.articles)
ORDER BY ledger.document_id, ledger.position
