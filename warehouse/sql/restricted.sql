-- E-mail addresses, which the documents' own tables do not hold. In a file of its own (attached as `restricted`), or in a schema of a lake.
CREATE TABLE IF NOT EXISTS restricted.addresses (
    document_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    "position" BIGINT,
    "start" BIGINT NOT NULL,
    address VARCHAR NOT NULL
);
COMMENT ON TABLE restricted.addresses IS 'one row an e-mail address in a document; personal data';
COMMENT ON COLUMN restricted.addresses.document_id IS 'the document';
COMMENT ON COLUMN restricted.addresses.batch_id IS 'the batch that last wrote the document, as in audit.documents';
COMMENT ON COLUMN restricted.addresses.place IS 'the field it stood in: authors.email, byline, visible_text, images.caption, …';
COMMENT ON COLUMN restricted.addresses.position IS 'which member of the list, from 0, as in clean.authors; null where the field is no list';
COMMENT ON COLUMN restricted.addresses.start IS 'where in the text it begins, in characters';
COMMENT ON COLUMN restricted.addresses.address IS 'the address as printed';
