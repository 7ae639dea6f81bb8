-- The pairs that were found to be the same (`found_pairs`: first, second, of_first, of_second).
INSERT INTO audit.text_pairs BY NAME
SELECT one.text_hash AS first_text, other.text_hash AS second_text, found.of_first, found.of_second
FROM found_pairs AS found
JOIN text AS one ON one.number = found.first
JOIN text AS other ON other.number = found.second;
