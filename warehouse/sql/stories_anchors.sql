-- One share, `$part` of `$parts`, of the anchors that new texts have, of all texts.
SELECT number, key
FROM (SELECT text.number, unnest(held.anchors) AS key FROM audit.text_keys AS held JOIN text USING (text_hash))
WHERE key % $parts = $part AND ($all_new OR key IN (SELECT unnest(anchors) FROM new_text))
