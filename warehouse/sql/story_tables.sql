-- The tables of stories. `warehouse.refresh` keeps them; all of them can be made again from clean.articles.
CREATE TABLE IF NOT EXISTS audit.refreshed (
    state VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS audit.article_texts (
    document_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL,
    text_hash VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS audit.text_keys (
    text_hash VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    bands UBIGINT[] NOT NULL,
    anchors UBIGINT[] NOT NULL
);

CREATE TABLE IF NOT EXISTS audit.text_pairs (
    first_text VARCHAR NOT NULL,
    second_text VARCHAR NOT NULL,
    of_first DOUBLE NOT NULL,
    of_second DOUBLE NOT NULL
);

CREATE TABLE IF NOT EXISTS audit.story_texts (
    text_hash VARCHAR NOT NULL,
    story_text VARCHAR NOT NULL,
    fullest_text VARCHAR NOT NULL,
    kept DOUBLE NOT NULL,
    added DOUBLE NOT NULL
);

CREATE TABLE IF NOT EXISTS mart.story_articles (
    story_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    "role" VARCHAR NOT NULL,
    is_representative BOOLEAN NOT NULL,
    is_origin BOOLEAN NOT NULL,
    kept DOUBLE NOT NULL,
    added DOUBLE NOT NULL
);

CREATE TABLE IF NOT EXISTS mart.stories (
    story_id VARCHAR NOT NULL,
    articles BIGINT NOT NULL,
    texts BIGINT NOT NULL,
    portals VARCHAR[] NOT NULL,
    outlets VARCHAR[] NOT NULL,
    "language" VARCHAR,
    headline VARCHAR,
    headlines VARCHAR[] NOT NULL,
    first_day DATE,
    last_day DATE,
    representative_document_id VARCHAR NOT NULL,
    origin VARCHAR,
    origin_document_id VARCHAR,
    origin_evidence STRUCT(kind VARCHAR, value VARCHAR, articles BIGINT)[] NOT NULL
);
