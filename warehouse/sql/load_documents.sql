-- The records that are new or replaced, each from the one staged row that `change` names.
INSERT INTO audit.documents BY NAME
SELECT
    staged.document_id, change.first_source AS source, staged.size, staged.encoding, staged.language, staged.portal,
    staged.profiles, staged.rules_version, staged.kind AS outcome, staged.reason, staged.message,
    staged.body_chars, staged.lifted_chars, staged.boilerplate_chars, staged.blank_chars,
    staged.batch_id, getvariable('run_id') AS run_id, staged.visible_text
FROM staged
JOIN change ON change.place = staged.place
WHERE change.action <> 'same';

INSERT INTO clean.articles BY NAME
SELECT
    staged.document_id, change.first_source AS source, staged.portal, staged.outlet, staged.outlet_evidence, staged.wire,
    staged.republisher, staged.headline, staged.headline_evidence,
    staged.subheadlines, staged.body, staged.byline, staged.dateline, staged.date_published, staged.date_min,
    staged.date_max, staged.date_precision, staged.date_evidence, staged.date_rule, staged.date_published_at, staged.date_modified, staged.date_modified_min,
    staged.date_modified_max, staged.date_modified_precision, staged.date_modified_evidence, staged.language,
    staged.language_evidence, staged.languages, staged.copyright_notice, staged.usage_terms, staged.is_complete, staged.encoding, staged.profiles,
    staged.rules_version
FROM staged
JOIN change ON change.place = staged.place
WHERE change.action <> 'same' AND change.kind = 'article';

INSERT INTO audit.ledger BY NAME
SELECT document_id, "position", entry.start, entry."end", entry.label, entry.rule, entry.confidence
FROM (
    SELECT staged.document_id, generate_subscripts(staged.ledger, 1) - 1 AS "position", unnest(staged.ledger) AS entry
    FROM staged
    JOIN change ON change.place = staged.place
    WHERE change.action <> 'same'
);

INSERT INTO clean.authors BY NAME
SELECT document_id, "position", author.name, author.role, author.email, author.location, author.organization
FROM (
    SELECT staged.document_id, generate_subscripts(staged.authors, 1) - 1 AS "position", unnest(staged.authors) AS author
    FROM staged
    JOIN change ON change.place = staged.place
    WHERE change.action <> 'same' AND change.kind = 'article'
);

INSERT INTO clean.images BY NAME
SELECT document_id, "position", image.url, image.caption, image.credit
FROM (
    SELECT staged.document_id, generate_subscripts(staged.images, 1) - 1 AS "position", unnest(staged.images) AS image
    FROM staged
    JOIN change ON change.place = staged.place
    WHERE change.action <> 'same' AND change.kind = 'article'
);

INSERT INTO audit.date_candidates BY NAME
SELECT
    document_id, "position", found.text, found.place, found.rule, found.role, found.edtf, found.year, found.month,
    found.day, found.weekday, found.time, found.offset, found.age, found.trust, found.start, found."end"
FROM (
    SELECT
        staged.document_id,
        generate_subscripts(staged.date_candidates, 1) - 1 AS "position",
        unnest(staged.date_candidates) AS found
    FROM staged
    JOIN change ON change.place = staged.place
    WHERE change.action <> 'same' AND change.kind = 'article'
);

INSERT INTO audit.outlet_candidates BY NAME
SELECT
    document_id, "position", found.text, found.place, found.rule, found.role, found.id, found.name, found.domain,
    found.trust, found.start, found."end"
FROM (
    SELECT
        staged.document_id,
        generate_subscripts(staged.outlet_candidates, 1) - 1 AS "position",
        unnest(staged.outlet_candidates) AS found
    FROM staged
    JOIN change ON change.place = staged.place
    WHERE change.action <> 'same' AND change.kind = 'article'
);

-- Until the next refresh, `search` reads these.
INSERT INTO audit.search_pending SELECT document_id FROM change WHERE action <> 'same' AND kind = 'article';
