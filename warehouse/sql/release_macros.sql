-- A text with `[e-mail]` for every e-mail address in it, unless personal data is asked for.
CREATE OR REPLACE TEMP MACRO no_emails(line) AS CASE
    WHEN getvariable('personal_data') OR NOT (contains(line, '@') OR contains(line, '＠')) THEN line
    ELSE regexp_replace(line, '[A-Za-z0-9._%+-]+[@＠][A-Za-z0-9-]+([.][A-Za-z0-9-]+)+', '[e-mail]', 'g')
END
