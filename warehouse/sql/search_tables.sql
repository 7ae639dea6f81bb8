-- The index of `search`. `warehouse.refresh` keeps it; all of it can be made again from clean.articles.
-- The loader takes replaced articles out of `search_documents`; their numbers then mean nothing any more.
CREATE TABLE IF NOT EXISTS audit.search_documents (
    number UINTEGER NOT NULL,
    document_id VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS audit.search_pending (
    document_id VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS audit.search_segments (
    segment UINTEGER NOT NULL,
    method VARCHAR NOT NULL,
    documents BIGINT NOT NULL,
    last_number UINTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS audit.search_word_blocks (
    segment UINTEGER NOT NULL,
    first_word VARCHAR NOT NULL,
    last_word VARCHAR NOT NULL,
    joined VARCHAR NOT NULL,
    numbers UINTEGER[][] NOT NULL
);

CREATE TABLE IF NOT EXISTS audit.search_pair_blocks (
    segment UINTEGER NOT NULL,
    first_word VARCHAR NOT NULL,
    last_word VARCHAR NOT NULL,
    joined VARCHAR NOT NULL,
    numbers UINTEGER[][] NOT NULL
);

-- Until layout 8 there was a row for each word. What was indexed so is read until the next refresh.
DROP TABLE IF EXISTS audit.search_words;
DROP TABLE IF EXISTS audit.search_pairs;
DELETE FROM audit.search_documents WHERE EXISTS (FROM audit.search_segments WHERE starts_with(method, '1/'));
DELETE FROM audit.search_segments WHERE starts_with(method, '1/');

INSERT INTO audit.search_pending
SELECT document_id
FROM clean.articles
WHERE document_id NOT IN (SELECT document_id FROM audit.search_documents)
    AND document_id NOT IN (SELECT document_id FROM audit.search_pending);
