-- What was compared in the end (`compared`: number, kept, added), and the texts of stories as they are now.
CREATE OR REPLACE TEMP TABLE wanted_story_text AS
SELECT
    story_text.text_hash, story_text.story_text, story_text.fullest_text,
    coalesce(story_text.kept, compared.kept) AS kept,
    coalesce(story_text.added, compared.added) AS added
FROM story_text
LEFT JOIN compared USING (number);

CREATE OR REPLACE TEMP TABLE changed_story_text AS FROM wanted_story_text EXCEPT FROM audit.story_texts;
DELETE FROM audit.story_texts
WHERE text_hash IN (SELECT text_hash FROM changed_story_text)
    OR text_hash NOT IN (SELECT text_hash FROM wanted_story_text);
INSERT INTO audit.story_texts BY NAME FROM changed_story_text;
