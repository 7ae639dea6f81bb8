-- Keys of another method say nothing about those of this one: all texts are read anew.
DELETE FROM audit.article_texts WHERE EXISTS (FROM audit.text_keys WHERE method <> getvariable('method'));
DELETE FROM audit.text_pairs WHERE EXISTS (FROM audit.text_keys WHERE method <> getvariable('method'));
DELETE FROM audit.story_texts WHERE EXISTS (FROM audit.text_keys WHERE method <> getvariable('method'));
DELETE FROM audit.text_keys WHERE EXISTS (FROM audit.text_keys WHERE method <> getvariable('method'));
