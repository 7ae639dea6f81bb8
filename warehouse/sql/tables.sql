-- The tables. Columns named like fields of the record hold just those fields; their comments come from the record.
-- No primary keys: the loader is the only writer, keeps the keys named in the comments unique, and `warehouse.check`
-- proves it. Indices would cost a third of the load, and a catalogue on PostgreSQL (DuckLake) could not have them.
CREATE SCHEMA IF NOT EXISTS clean;
CREATE SCHEMA IF NOT EXISTS audit;
CREATE SCHEMA IF NOT EXISTS mart;

CREATE TABLE clean.articles (
    document_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    portal VARCHAR,
    outlet STRUCT(id VARCHAR, "name" VARCHAR, "domain" VARCHAR),
    outlet_evidence VARCHAR,
    wire STRUCT(id VARCHAR, "name" VARCHAR, "domain" VARCHAR),
    republisher STRUCT(id VARCHAR, "name" VARCHAR, "domain" VARCHAR),
    headline VARCHAR,
    headline_evidence VARCHAR,
    subheadlines VARCHAR[] NOT NULL,
    body VARCHAR NOT NULL,
    byline VARCHAR,
    dateline STRUCT("location" VARCHAR, agency VARCHAR),
    date_published VARCHAR,
    date_min DATE,
    date_max DATE,
    date_precision VARCHAR,
    date_evidence VARCHAR,
    date_rule VARCHAR,
    date_published_at TIMESTAMP WITH TIME ZONE,
    date_modified VARCHAR,
    date_modified_min DATE,
    date_modified_max DATE,
    date_modified_precision VARCHAR,
    date_modified_evidence VARCHAR,
    "language" VARCHAR,
    language_evidence VARCHAR,
    languages STRUCT("language" VARCHAR, share DOUBLE)[] NOT NULL,
    copyright_notice VARCHAR,
    usage_terms VARCHAR,
    is_complete BOOLEAN,
    "encoding" VARCHAR NOT NULL,
    profiles VARCHAR[] NOT NULL,
    rules_version VARCHAR NOT NULL
);

CREATE TABLE clean.authors (
    document_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    "name" VARCHAR NOT NULL,
    "role" VARCHAR,
    email VARCHAR,
    "location" VARCHAR,
    organization VARCHAR
);

CREATE TABLE clean.images (
    document_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    url VARCHAR,
    caption VARCHAR,
    credit VARCHAR
);

CREATE TABLE audit.documents (
    document_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    size BIGINT,
    "encoding" VARCHAR,
    "language" VARCHAR,
    portal VARCHAR,
    profiles VARCHAR[] NOT NULL,
    rules_version VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL CHECK (outcome IN ('article', 'rejected')),
    reason VARCHAR,
    message VARCHAR,
    body_chars BIGINT NOT NULL,
    lifted_chars BIGINT NOT NULL,
    boilerplate_chars BIGINT NOT NULL,
    blank_chars BIGINT NOT NULL,
    batch_id VARCHAR NOT NULL,
    run_id VARCHAR,
    visible_text VARCHAR NOT NULL
);

CREATE TABLE audit.sources (
    document_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL
);

CREATE TABLE audit.ledger (
    document_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    "start" BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    "label" VARCHAR NOT NULL,
    "rule" VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL
);

CREATE TABLE audit.date_candidates (
    document_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    "text" VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    "rule" VARCHAR NOT NULL,
    "role" VARCHAR NOT NULL,
    edtf VARCHAR,
    "year" BIGINT,
    "month" BIGINT,
    "day" BIGINT,
    weekday BIGINT,
    "time" VARCHAR,
    "offset" VARCHAR,
    age VARCHAR,
    trust DOUBLE NOT NULL,
    "start" BIGINT,
    "end" BIGINT
);

CREATE TABLE audit.outlet_candidates (
    document_id VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    "text" VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    "rule" VARCHAR NOT NULL,
    "role" VARCHAR NOT NULL,
    id VARCHAR,
    "name" VARCHAR NOT NULL,
    "domain" VARCHAR,
    trust DOUBLE NOT NULL,
    "start" BIGINT,
    "end" BIGINT
);

CREATE TABLE audit.article_versions (
    document_id VARCHAR NOT NULL,
    "version" BIGINT NOT NULL,
    changed VARCHAR[] NOT NULL,
    replaced_at TIMESTAMP,
    replaced_by_run VARCHAR,
    replaced_by_batch VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    message VARCHAR,
    portal VARCHAR,
    outlet STRUCT(id VARCHAR, "name" VARCHAR, "domain" VARCHAR),
    outlet_evidence VARCHAR,
    wire STRUCT(id VARCHAR, "name" VARCHAR, "domain" VARCHAR),
    republisher STRUCT(id VARCHAR, "name" VARCHAR, "domain" VARCHAR),
    headline VARCHAR,
    headline_evidence VARCHAR,
    subheadlines VARCHAR[],
    body VARCHAR,
    byline VARCHAR,
    dateline STRUCT("location" VARCHAR, agency VARCHAR),
    date_published VARCHAR,
    date_min DATE,
    date_max DATE,
    date_precision VARCHAR,
    date_evidence VARCHAR,
    date_rule VARCHAR,
    date_published_at TIMESTAMP WITH TIME ZONE,
    date_modified VARCHAR,
    date_modified_min DATE,
    date_modified_max DATE,
    date_modified_precision VARCHAR,
    date_modified_evidence VARCHAR,
    "language" VARCHAR,
    language_evidence VARCHAR,
    languages STRUCT("language" VARCHAR, share DOUBLE)[],
    copyright_notice VARCHAR,
    usage_terms VARCHAR,
    is_complete BOOLEAN,
    "encoding" VARCHAR,
    authors STRUCT("name" VARCHAR, "role" VARCHAR, "location" VARCHAR, organization VARCHAR)[],
    images STRUCT(url VARCHAR, caption VARCHAR, credit VARCHAR)[],
    profiles VARCHAR[] NOT NULL,
    rules_version VARCHAR NOT NULL
);

CREATE TABLE audit.failed_inputs (
    source VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    document_id VARCHAR,
    size BIGINT,
    stage VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    attempts BIGINT NOT NULL,
    rules_version VARCHAR,
    batch_id VARCHAR NOT NULL,
    run_id VARCHAR,
    seen_at TIMESTAMP,
    resolved_by_batch VARCHAR,
    resolved_at TIMESTAMP
);

CREATE TABLE audit.purged (
    document_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    purged_at TIMESTAMP
);

CREATE TABLE audit.batches (
    batch_id VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    run_id VARCHAR,
    loaded_at TIMESTAMP,
    loads BIGINT NOT NULL,
    rows BIGINT NOT NULL,
    added BIGINT NOT NULL,
    replaced BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    quarantined BIGINT NOT NULL
);

CREATE TABLE audit.runs (
    run_id VARCHAR NOT NULL,
    software VARCHAR NOT NULL,
    inputs VARCHAR[] NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    state VARCHAR NOT NULL CHECK (state IN ('running', 'completed', 'failed')),
    message VARCHAR,
    documents BIGINT,
    articles BIGINT,
    rejected BIGINT,
    quarantined BIGINT,
    unchanged BIGINT,
    visible_chars BIGINT,
    removed_chars BIGINT
);

CREATE TABLE audit.versions (
    version BIGINT NOT NULL,
    published_at TIMESTAMP,
    run_id VARCHAR,
    documents BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    quarantined BIGINT NOT NULL
);

CREATE TABLE audit.labels (
    "label" VARCHAR NOT NULL,
    part VARCHAR NOT NULL CHECK (part IN ('body', 'lifted', 'boilerplate', 'blank'))
);

CREATE TABLE audit.schema_info (
    layout INTEGER NOT NULL,
    record_version VARCHAR NOT NULL,
    definitions VARCHAR NOT NULL,
    changes BIGINT
);
