-- Addresses of records that were replaced, or that a killed load never brought.
DELETE FROM restricted.addresses
WHERE (document_id, batch_id) NOT IN (SELECT document_id, batch_id FROM audit.documents);
