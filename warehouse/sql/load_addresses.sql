-- The addresses of the records that are new or replaced. Those of the records before stay until publishing: should the transaction that
-- writes the documents fail, they are still those of what is held.
DELETE FROM restricted.addresses
WHERE (document_id, batch_id) IN (SELECT document_id, batch_id FROM change WHERE action <> 'same');

INSERT INTO restricted.addresses BY NAME
SELECT document_id, batch_id, held.place, held.position, held.start, held.address
FROM (
    SELECT staged.document_id, staged.batch_id, unnest(staged.addresses) AS held
    FROM staged
    JOIN change ON change.place = staged.place
    WHERE change.action <> 'same'
);
