-- One share, `$part` of `$parts`, of the bands that new texts have, of all texts. The casts spare DuckDB a division of 128 bits
-- for each key, and the last condition a table of all keys that nobody asks.
SELECT number, key
FROM (SELECT text.number, unnest(held.bands) AS key FROM audit.text_keys AS held JOIN text USING (text_hash))
WHERE key % $parts::UBIGINT = $part::UBIGINT AND ($all_new OR key IN (SELECT unnest(bands) FROM new_text WHERE NOT $all_new))
