-- The texts of stories by number (`grouped`: number, story) with the fullest of each story, and what is known of how they compare.
CREATE OR REPLACE TEMP TABLE story_text AS
WITH sized AS (
    SELECT grouped.number, grouped.story, text.text_hash, text.size
    FROM grouped JOIN text USING (number)
), fullest AS (
    SELECT story, arg_max(number, (size, -number)) AS number
    FROM sized
    GROUP BY story
), held AS (
    SELECT first_text AS text_hash, second_text AS fullest_text, of_second AS kept, 1 - of_first AS added FROM audit.text_pairs
    UNION ALL
    SELECT second_text, first_text, of_first, 1 - of_second FROM audit.text_pairs
    UNION ALL
    SELECT text_hash, fullest_text, kept, added FROM audit.story_texts
    WHERE (text_hash, fullest_text) NOT IN (SELECT (first_text, second_text) FROM audit.text_pairs)
        AND (fullest_text, text_hash) NOT IN (SELECT (first_text, second_text) FROM audit.text_pairs)
)
SELECT
    sized.number,
    sized.text_hash,
    first.text_hash AS story_text,
    fullest.number AS fullest_number,
    longest.text_hash AS fullest_text,
    CASE WHEN sized.number = fullest.number THEN 1.0 ELSE held.kept END AS kept,
    CASE WHEN sized.number = fullest.number THEN 0.0 ELSE held.added END AS added
FROM sized
JOIN fullest USING (story)
JOIN text AS first ON first.number = sized.story
JOIN text AS longest ON longest.number = fullest.number
LEFT JOIN held ON held.text_hash = sized.text_hash AND held.fullest_text = longest.text_hash;
