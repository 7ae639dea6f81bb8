-- One share, `$part` of `$parts`, of the bands that new texts have, of all texts.
SELECT number, key
FROM (SELECT text.number, unnest(held.bands) AS key FROM audit.text_keys AS held JOIN text USING (text_hash))
WHERE key % $parts = $part AND ($all_new OR key IN (SELECT unnest(bands) FROM new_text))
