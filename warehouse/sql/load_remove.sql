-- Everything that hangs on a document whose record is replaced.
DELETE FROM clean.articles WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace');
DELETE FROM clean.authors WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace');
DELETE FROM clean.images WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace');
DELETE FROM audit.documents WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace');
DELETE FROM audit.ledger WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace');
DELETE FROM audit.date_candidates WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace');
DELETE FROM audit.outlet_candidates WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace');
-- The index of `search` finds it no more: it is read again by the next refresh.
DELETE FROM audit.search_documents WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace');
DELETE FROM audit.search_pending WHERE document_id IN (SELECT document_id FROM change WHERE action = 'replace');
