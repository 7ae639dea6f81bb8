-- One share, `$part` of `$parts`, of the anchors that new texts have, of all texts. The casts spare DuckDB a division of 128 bits
-- for each key, and the last condition a table of all keys that nobody asks.
SELECT number, key
FROM (SELECT text.number, unnest(held.anchors) AS key FROM audit.text_keys AS held JOIN text USING (text_hash))
WHERE key % $parts::UBIGINT = $part::UBIGINT AND ($all_new OR key IN (SELECT unnest(anchors) FROM new_text WHERE NOT $all_new))
