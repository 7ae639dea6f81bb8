SELECT ledger.document_id, ledger.position, ledger.start, ledger."end", ledger.label, ledger.rule, ledger.confidence
FROM audit.ledger AS ledger
WHERE ledger.document_id IN (SELECT document_id FROM clean.articles)
ORDER BY ledger.document_id, ledger.position
