-- The texts that were read (`read_texts`: document_id, batch_id, text_hash, size, bands, anchors) into the tables. Leaves
-- the temporary table `text`: every text long enough to compare, with a number in the order of its hash.
INSERT INTO audit.article_texts BY NAME SELECT document_id, batch_id, text_hash FROM read_texts;

DELETE FROM audit.text_keys WHERE text_hash NOT IN (SELECT text_hash FROM audit.article_texts);
DELETE FROM audit.text_pairs
WHERE first_text NOT IN (SELECT text_hash FROM audit.article_texts)
    OR second_text NOT IN (SELECT text_hash FROM audit.article_texts);

CREATE OR REPLACE TEMP TABLE new_text AS
SELECT text_hash, any_value(size) AS size, any_value(bands) AS bands, any_value(anchors) AS anchors
FROM read_texts
WHERE text_hash NOT IN (SELECT text_hash FROM audit.text_keys)
GROUP BY text_hash;

INSERT INTO audit.text_keys BY NAME SELECT *, getvariable('method') AS method FROM new_text;

CREATE OR REPLACE TEMP TABLE text AS
SELECT
    row_number() OVER (ORDER BY text_hash) - 1 AS number,
    text_hash,
    size,
    len(anchors) AS anchors,
    text_hash IN (SELECT text_hash FROM new_text) AS is_new
FROM audit.text_keys
WHERE size >= getvariable('least_size');
