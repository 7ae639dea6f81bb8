-- What the comments on fields of the record do not say: tables, views, and the columns that are the warehouse's own.
-- (DuckDB can't comment on schemas: docs/warehouse.md says what they are.)

COMMENT ON TABLE clean.articles IS 'one row an article; key document_id';
COMMENT ON COLUMN clean.articles.source IS 'the path or address the document was first met at; all of them are in audit.sources';

COMMENT ON TABLE clean.authors IS 'people and teams parsed from the byline; e-mail addresses are kept apart, in restricted.addresses; key document_id and position';
COMMENT ON COLUMN clean.authors.document_id IS 'the article';
COMMENT ON COLUMN clean.authors.position IS 'place in the byline, from 0';

COMMENT ON TABLE clean.images IS 'pictures of the article; key document_id and position';
COMMENT ON COLUMN clean.images.document_id IS 'the article';
COMMENT ON COLUMN clean.images.position IS 'place in the article, from 0';

COMMENT ON TABLE audit.documents IS 'one row a document, article or rejection; key document_id';
COMMENT ON COLUMN audit.documents.source IS 'the path or address the document was first met at; all of them are in audit.sources';
COMMENT ON COLUMN audit.documents.size IS 'bytes of the raw document, where known';
COMMENT ON COLUMN audit.documents.outcome IS 'article (then it has a row in clean.articles) or rejected';
COMMENT ON COLUMN audit.documents.reason IS 'for a rejection: snake_case reason from a fixed list';
COMMENT ON COLUMN audit.documents.message IS 'for a rejection: what was found and what to do about it';
COMMENT ON COLUMN audit.documents.body_chars IS 'characters of the visible text that became body';
COMMENT ON COLUMN audit.documents.lifted_chars IS 'characters of the visible text that were read into another field';
COMMENT ON COLUMN audit.documents.boilerplate_chars IS 'characters of the visible text that were taken out';
COMMENT ON COLUMN audit.documents.blank_chars IS 'characters of the visible text in blank segments';
COMMENT ON COLUMN audit.documents.batch_id IS 'the batch that last wrote this document';
COMMENT ON COLUMN audit.documents.run_id IS 'the run that last wrote this document';

COMMENT ON TABLE audit.sources IS 'every path or address a document was met at; key document_id and source';
COMMENT ON COLUMN audit.sources.document_id IS 'the document';
COMMENT ON COLUMN audit.sources.source IS 'a path or address whose bytes were that document; bytes of a file name that are no text are escaped';
COMMENT ON COLUMN audit.sources.batch_id IS 'the batch that brought this source';

COMMENT ON TABLE audit.ledger IS 'the segments that tile the visible text of each document; key document_id and position';
COMMENT ON COLUMN audit.ledger.document_id IS 'the document';
COMMENT ON COLUMN audit.ledger.position IS 'place in the text, from 0';

COMMENT ON TABLE audit.date_candidates IS 'every date found in an article''s document; key document_id and position';
COMMENT ON COLUMN audit.date_candidates.document_id IS 'the article';
COMMENT ON COLUMN audit.date_candidates.position IS 'place in the list, from 0';

COMMENT ON TABLE audit.outlet_candidates IS 'everything in an article''s document that tells an outlet; key document_id and position';
COMMENT ON COLUMN audit.outlet_candidates.document_id IS 'the article';
COMMENT ON COLUMN audit.outlet_candidates.position IS 'place in the list, from 0';

COMMENT ON TABLE audit.article_versions IS 'old records of documents, each as it was before a load replaced it, where the new one says something else; e-mail addresses are masked for good; key document_id and version';
COMMENT ON COLUMN audit.article_versions.version IS 'counted from 1 for each document; the highest is the one before the record that stands now';
COMMENT ON COLUMN audit.article_versions.changed IS 'fields in which the record that came next differs';
COMMENT ON COLUMN audit.article_versions.replaced_at IS 'when the next record came (UTC)';
COMMENT ON COLUMN audit.article_versions.replaced_by_run IS 'the run that brought the next record';
COMMENT ON COLUMN audit.article_versions.replaced_by_batch IS 'the batch that brought the next record';
COMMENT ON COLUMN audit.article_versions.batch_id IS 'the batch that had last written this record';
COMMENT ON COLUMN audit.article_versions.outcome IS 'article or rejected';
COMMENT ON COLUMN audit.article_versions.reason IS 'for a rejection: snake_case reason from a fixed list';
COMMENT ON COLUMN audit.article_versions.message IS 'for a rejection: what was found and what to do about it';

COMMENT ON TABLE audit.failed_inputs IS 'inputs that were never cleaned: unreadable, timed out, or they took the worker down; key source, reason and document_id';
COMMENT ON COLUMN audit.failed_inputs.source IS 'the path or address of the input';
COMMENT ON COLUMN audit.failed_inputs.reason IS 'snake_case word for what happened';
COMMENT ON COLUMN audit.failed_inputs.document_id IS 'identity of the raw bytes, where they could be read';
COMMENT ON COLUMN audit.failed_inputs.size IS 'bytes of the raw document, where known';
COMMENT ON COLUMN audit.failed_inputs.stage IS 'where it failed: intake, clean or stage';
COMMENT ON COLUMN audit.failed_inputs.message IS 'what happened and what to do about it';
COMMENT ON COLUMN audit.failed_inputs.attempts IS 'how often it was tried, over all batches';
COMMENT ON COLUMN audit.failed_inputs.rules_version IS 'fingerprint of the rules it failed under, where known';
COMMENT ON COLUMN audit.failed_inputs.batch_id IS 'the batch that last brought it here';
COMMENT ON COLUMN audit.failed_inputs.run_id IS 'the run that last brought it here';
COMMENT ON COLUMN audit.failed_inputs.seen_at IS 'when it last came here (UTC)';
COMMENT ON COLUMN audit.failed_inputs.resolved_by_batch IS 'the batch in which the same bytes, or the same source, were cleaned after all; null while open';
COMMENT ON COLUMN audit.failed_inputs.resolved_at IS 'when that was (UTC)';

COMMENT ON TABLE audit.purged IS 'documents that were purged, and that no load brings back; key document_id';
COMMENT ON COLUMN audit.purged.document_id IS 'identity of the raw bytes: all that is left of the document';
COMMENT ON COLUMN audit.purged.reason IS 'why it was purged';
COMMENT ON COLUMN audit.purged.purged_at IS 'when (UTC)';

COMMENT ON TABLE audit.batches IS 'one row a staged file that was loaded, in the same transaction as its documents; key batch_id';
COMMENT ON COLUMN audit.batches.batch_id IS 'identity of the staged file: 32 hexadecimal digits of its SHA-256';
COMMENT ON COLUMN audit.batches.file IS 'name of the staged file';
COMMENT ON COLUMN audit.batches.run_id IS 'the run that last loaded it';
COMMENT ON COLUMN audit.batches.loaded_at IS 'when it was last loaded (UTC)';
COMMENT ON COLUMN audit.batches.loads IS 'how often it changed the warehouse; more than once only where other rules had replaced its records in between';
COMMENT ON COLUMN audit.batches.rows IS 'rows in the staged file';
COMMENT ON COLUMN audit.batches.added IS 'documents that were new, at the last load';
COMMENT ON COLUMN audit.batches.replaced IS 'documents whose record was replaced, at the last load';
COMMENT ON COLUMN audit.batches.unchanged IS 'documents that the warehouse had just so, at the last load';
COMMENT ON COLUMN audit.batches.quarantined IS 'quarantine rows opened, at the last load';

COMMENT ON TABLE audit.runs IS 'one row a run; key run_id';
COMMENT ON COLUMN audit.runs.run_id IS 'the run''s name';
COMMENT ON COLUMN audit.runs.software IS 'name and version of the software';
COMMENT ON COLUMN audit.runs.inputs IS 'the paths it was asked to read';
COMMENT ON COLUMN audit.runs.started_at IS 'when it began (UTC)';
COMMENT ON COLUMN audit.runs.finished_at IS 'when it ended (UTC); null while it runs, or where it was cut off';
COMMENT ON COLUMN audit.runs.state IS 'running, completed or failed; a run that was cut off stays running';
COMMENT ON COLUMN audit.runs.message IS 'what to know about it';
COMMENT ON COLUMN audit.runs.documents IS 'documents it brought or replaced';
COMMENT ON COLUMN audit.runs.articles IS 'articles among them';
COMMENT ON COLUMN audit.runs.rejected IS 'rejections among them';
COMMENT ON COLUMN audit.runs.quarantined IS 'inputs it put into quarantine';
COMMENT ON COLUMN audit.runs.unchanged IS 'documents that needed no cleaning';
COMMENT ON COLUMN audit.runs.visible_chars IS 'characters of visible text in its documents, blank segments left out';
COMMENT ON COLUMN audit.runs.removed_chars IS 'those of them that are boilerplate';

COMMENT ON TABLE audit.versions IS 'one row a version that was published, also of those that are no longer kept; key version; the last row is the version that you look at';
COMMENT ON COLUMN audit.versions.version IS 'number of the version, counted from 1';
COMMENT ON COLUMN audit.versions.published_at IS 'when it was published (UTC)';
COMMENT ON COLUMN audit.versions.run_id IS 'the run that published it; null where no run did';
COMMENT ON COLUMN audit.versions.documents IS 'documents in it';
COMMENT ON COLUMN audit.versions.articles IS 'those of them that are articles';
COMMENT ON COLUMN audit.versions.rejected IS 'those of them that are rejections';
COMMENT ON COLUMN audit.versions.quarantined IS 'inputs in quarantine then';

COMMENT ON TABLE audit.labels IS 'what becomes of the text of each label; key label';
COMMENT ON COLUMN audit.labels.label IS 'label of a segment';
COMMENT ON COLUMN audit.labels.part IS 'body, lifted into another field, boilerplate, or blank';

COMMENT ON TABLE audit.schema_info IS 'one row: by which layout this file was made';
COMMENT ON COLUMN audit.schema_info.layout IS 'version of the tables; a software that knows another one refuses the file';
COMMENT ON COLUMN audit.schema_info.record_version IS 'version of the record';
COMMENT ON COLUMN audit.schema_info.definitions IS 'fingerprint of views, labels and comments, which are brought up to date when the file is opened for writing';
COMMENT ON COLUMN audit.schema_info.changes IS 'in a lake: loads since the last version was published, also what keeps two loads at once apart; not used in a file';

COMMENT ON VIEW mart.articles_by_outlet_day IS 'how many articles of each outlet, language and day';
COMMENT ON COLUMN mart.articles_by_outlet_day.outlet_id IS 'registry id of the outlet; null where unknown';
COMMENT ON COLUMN mart.articles_by_outlet_day.outlet IS 'the outlet''s own name; null where no outlet was read';
COMMENT ON COLUMN mart.articles_by_outlet_day.language IS 'BCP 47 tag';
COMMENT ON COLUMN mart.articles_by_outlet_day.day IS 'day of publication; null where the document proves no day';
COMMENT ON COLUMN mart.articles_by_outlet_day.articles IS 'articles';
COMMENT ON COLUMN mart.articles_by_outlet_day.incomplete IS 'those of them that a paywall or pager cut';

COMMENT ON TABLE mart.articles_by_author IS 'how many articles name each author';
COMMENT ON COLUMN mart.articles_by_author.author IS 'name as printed';
COMMENT ON COLUMN mart.articles_by_author.organization IS 'organization printed with the name, else the article''s outlet';
COMMENT ON COLUMN mart.articles_by_author.roles IS 'roles the author is named with';
COMMENT ON COLUMN mart.articles_by_author.articles IS 'articles';
COMMENT ON COLUMN mart.articles_by_author.first_day IS 'first day that the dates of these articles allow';
COMMENT ON COLUMN mart.articles_by_author.last_day IS 'last day that the dates of these articles allow';

COMMENT ON TABLE mart.boilerplate_by_rule IS 'what each rule took out, by portal';
COMMENT ON COLUMN mart.boilerplate_by_rule.portal IS 'profile that recognised the page; null where none did';
COMMENT ON COLUMN mart.boilerplate_by_rule.label IS 'label of what was taken out';
COMMENT ON COLUMN mart.boilerplate_by_rule.rule IS 'id of the rule';
COMMENT ON COLUMN mart.boilerplate_by_rule.documents IS 'documents in which the rule fired';
COMMENT ON COLUMN mart.boilerplate_by_rule.segments IS 'segments it took out';
COMMENT ON COLUMN mart.boilerplate_by_rule.chars IS 'characters it took out';
COMMENT ON COLUMN mart.boilerplate_by_rule.share IS 'their share of the portal''s visible text, 0 to 1';
COMMENT ON COLUMN mart.boilerplate_by_rule.example_document_id IS 'a document to look at';

COMMENT ON TABLE mart.null_rates IS 'how often each field of the articles is empty, by portal';
COMMENT ON COLUMN mart.null_rates.portal IS 'profile that recognised the page; null where none did';
COMMENT ON COLUMN mart.null_rates.field IS 'field of the record';
COMMENT ON COLUMN mart.null_rates.articles IS 'articles of the portal';
COMMENT ON COLUMN mart.null_rates.missing IS 'those of them where the field is null, or an empty list';
COMMENT ON COLUMN mart.null_rates.null_rate IS 'their share, 0 to 1';
COMMENT ON TABLE mart.picture_credits IS 'credit lines of pictures, and how often each stands under one';
COMMENT ON COLUMN mart.picture_credits.credit IS 'who took or gave the picture, as printed; null where none is named';
COMMENT ON COLUMN mart.picture_credits.pictures IS 'pictures with this credit';
COMMENT ON COLUMN mart.picture_credits.articles IS 'articles that have such pictures';

COMMENT ON TABLE mart.repeated_lines IS 'lines that stand in several documents of one portal; one that is labelled body and stands in many is boilerplate that no rule knows';
COMMENT ON COLUMN mart.repeated_lines.portal IS 'profile that recognised the page; null where none did';
COMMENT ON COLUMN mart.repeated_lines.label IS 'label of the segment the line stands in';
COMMENT ON COLUMN mart.repeated_lines.line IS 'the line, blanks at its ends left out';
COMMENT ON COLUMN mart.repeated_lines.documents IS 'documents it stands in';
COMMENT ON COLUMN mart.repeated_lines.example_document_id IS 'a document to look at';

COMMENT ON TABLE mart.coverage IS 'how well each portal, outlet and language is covered';
COMMENT ON COLUMN mart.coverage.portal IS 'profile that recognised the page; null where none did';
COMMENT ON COLUMN mart.coverage.outlet IS 'the outlet''s own name; null for rejections and where no outlet was read';
COMMENT ON COLUMN mart.coverage.language IS 'BCP 47 tag';
COMMENT ON COLUMN mart.coverage.documents IS 'documents';
COMMENT ON COLUMN mart.coverage.articles IS 'articles among them';
COMMENT ON COLUMN mart.coverage.rejected IS 'rejections among them';
COMMENT ON COLUMN mart.coverage.incomplete IS 'articles that a paywall or pager cut';
COMMENT ON COLUMN mart.coverage.with_headline IS 'share of articles with a headline';
COMMENT ON COLUMN mart.coverage.with_date IS 'share of articles with a publication date';
COMMENT ON COLUMN mart.coverage.with_byline IS 'share of articles with a byline';
COMMENT ON COLUMN mart.coverage.body_share IS 'share of the visible text that became body, 0 to 1';

COMMENT ON VIEW mart.rejections IS 'why documents were rejected, by portal';
COMMENT ON COLUMN mart.rejections.portal IS 'profile that recognised the page; null where none did';
COMMENT ON COLUMN mart.rejections.reason IS 'snake_case reason';
COMMENT ON COLUMN mart.rejections.documents IS 'documents';
COMMENT ON COLUMN mart.rejections.example_document_id IS 'a document to look at';
COMMENT ON VIEW audit.quarantine IS 'every input that made no article, and why: the failed inputs, and the documents that the cleaner rejected';
COMMENT ON COLUMN audit.quarantine.source IS 'the path or address of the input';
COMMENT ON COLUMN audit.quarantine.reason IS 'snake_case word for what happened';
COMMENT ON COLUMN audit.quarantine.document_id IS 'identity of the raw bytes, where they could be read';
COMMENT ON COLUMN audit.quarantine.size IS 'bytes of the raw document, where known';
COMMENT ON COLUMN audit.quarantine.stage IS 'where it failed: intake, clean or stage';
COMMENT ON COLUMN audit.quarantine.message IS 'what happened and what to do about it';
COMMENT ON COLUMN audit.quarantine.attempts IS 'how often it was tried, over all batches';
COMMENT ON COLUMN audit.quarantine.rules_version IS 'fingerprint of the rules it failed under, where known';
COMMENT ON COLUMN audit.quarantine.batch_id IS 'the batch that last brought it here';
COMMENT ON COLUMN audit.quarantine.run_id IS 'the run that last brought it here';
COMMENT ON COLUMN audit.quarantine.seen_at IS 'when it last came here (UTC)';
COMMENT ON COLUMN audit.quarantine.resolved_by_batch IS 'the batch in which the same bytes, or the same source, were cleaned after all; null while open';
COMMENT ON COLUMN audit.quarantine.resolved_at IS 'when that was (UTC)';

COMMENT ON TABLE audit.article_texts IS 'the text of each article, as its letters and digits make it; key document_id; brought up to date by the search for stories';
COMMENT ON COLUMN audit.article_texts.document_id IS 'the article';
COMMENT ON COLUMN audit.article_texts.batch_id IS 'the batch of the record that was read';
COMMENT ON COLUMN audit.article_texts.text_hash IS 'identity of the body''s letters and digits, case and blanks aside: equal for exact copies';

COMMENT ON TABLE audit.text_keys IS 'keys by which the reposts of a text are found; key text_hash';
COMMENT ON COLUMN audit.text_keys.text_hash IS 'the text';
COMMENT ON COLUMN audit.text_keys.method IS 'all that the keys depend on; where it changes, all texts are read anew';
COMMENT ON COLUMN audit.text_keys.size IS 'bytes of its letters and digits';
COMMENT ON COLUMN audit.text_keys.bands IS 'hashes of the bands of its MinHash signature';
COMMENT ON COLUMN audit.text_keys.anchors IS 'hashes of some of its shingles, the same ones in every text';

COMMENT ON TABLE audit.text_pairs IS 'pairs of texts that were compared and are one story; key first_text and second_text';
COMMENT ON COLUMN audit.text_pairs.first_text IS 'one text';
COMMENT ON COLUMN audit.text_pairs.second_text IS 'the other';
COMMENT ON COLUMN audit.text_pairs.of_first IS 'share of the first text that stands in the second, 0 to 1';
COMMENT ON COLUMN audit.text_pairs.of_second IS 'share of the second text that stands in the first, 0 to 1';

COMMENT ON TABLE audit.story_texts IS 'texts of stories that have several, each compared with the fullest; key text_hash';
COMMENT ON COLUMN audit.story_texts.text_hash IS 'the text';
COMMENT ON COLUMN audit.story_texts.story_text IS 'the least text of the story';
COMMENT ON COLUMN audit.story_texts.fullest_text IS 'the longest text of the story';
COMMENT ON COLUMN audit.story_texts.kept IS 'share of the fullest text that is left in this one, 0 to 1';
COMMENT ON COLUMN audit.story_texts.added IS 'share of this text that does not stand in the fullest, 0 to 1';

COMMENT ON TABLE mart.story_articles IS 'articles that tell the same text as another one; key document_id';
COMMENT ON COLUMN mart.story_articles.story_id IS 'the story: the least document_id of its articles';
COMMENT ON COLUMN mart.story_articles.document_id IS 'the article';
COMMENT ON COLUMN mart.story_articles.role IS 'fullest, copy (nothing cut or added worth the name), cut, or version (with text of its own)';
COMMENT ON COLUMN mart.story_articles.is_representative IS 'whether this is the one that mart.articles_unique keeps';
COMMENT ON COLUMN mart.story_articles.is_origin IS 'whether this is where the text likely comes from';
COMMENT ON COLUMN mart.story_articles.kept IS 'share of the story''s fullest text that is left in this article, 0 to 1';
COMMENT ON COLUMN mart.story_articles.added IS 'share of this article''s text that does not stand in the fullest, 0 to 1';

COMMENT ON TABLE mart.stories IS 'texts that two articles or more tell; key story_id';
COMMENT ON COLUMN mart.stories.story_id IS 'the least document_id of its articles; another one where a lesser one joins';
COMMENT ON COLUMN mart.stories.articles IS 'articles';
COMMENT ON COLUMN mart.stories.texts IS 'different texts among them';
COMMENT ON COLUMN mart.stories.portals IS 'portals it was found at';
COMMENT ON COLUMN mart.stories.outlets IS 'outlets that published it';
COMMENT ON COLUMN mart.stories.language IS 'language of the representative article';
COMMENT ON COLUMN mart.stories.headline IS 'headline of the representative article';
COMMENT ON COLUMN mart.stories.headlines IS 'all headlines it was given';
COMMENT ON COLUMN mart.stories.first_day IS 'first day that the dates of its articles allow';
COMMENT ON COLUMN mart.stories.last_day IS 'last day that the dates of its articles allow';
COMMENT ON COLUMN mart.stories.representative_document_id IS 'the fullest article';
COMMENT ON COLUMN mart.stories.origin IS 'agency or outlet that the text likely comes from; null where the evidence names none, or two alike';
COMMENT ON COLUMN mart.stories.origin_document_id IS 'the article of that origin, where there is one';
COMMENT ON COLUMN mart.stories.origin_evidence IS 'what speaks for an origin, the strongest first: wire (named as the source), outlet (named as the publisher), earliest (surely dated before all others); with the number of articles that say so';

COMMENT ON VIEW mart.articles_unique IS 'clean.articles with one article of each story: the fullest';
COMMENT ON COLUMN mart.articles_unique.story_id IS 'the story it stands for; null where nobody else tells it';
COMMENT ON COLUMN mart.articles_unique.copies IS 'articles that tell it, this one included';

COMMENT ON TABLE audit.refreshed IS 'one row: the state of the documents that stories and marts were last brought up to date with';
COMMENT ON COLUMN audit.refreshed.state IS 'counts and hashes of the documents and sources';

COMMENT ON TABLE mart.repeated_sources IS 'documents whose bytes were met at several paths or addresses';
COMMENT ON COLUMN mart.repeated_sources.document_id IS 'the document';
COMMENT ON COLUMN mart.repeated_sources.sources IS 'how many';
COMMENT ON COLUMN mart.repeated_sources.found_at IS 'the paths or addresses';

COMMENT ON VIEW mart.coverage_by_day IS 'how well the articles of each portal, outlet, language and day of publication are filled';
COMMENT ON COLUMN mart.coverage_by_day.portal IS 'profile that recognised the page; null where none did';
COMMENT ON COLUMN mart.coverage_by_day.outlet IS 'the outlet''s own name; null where no outlet was read';
COMMENT ON COLUMN mart.coverage_by_day.language IS 'BCP 47 tag';
COMMENT ON COLUMN mart.coverage_by_day.day IS 'day of publication; null where the document proves no day';
COMMENT ON COLUMN mart.coverage_by_day.articles IS 'articles';
COMMENT ON COLUMN mart.coverage_by_day.incomplete IS 'those of them that a paywall or pager cut';
COMMENT ON COLUMN mart.coverage_by_day.no_headline IS 'share of articles without a headline, 0 to 1';
COMMENT ON COLUMN mart.coverage_by_day.no_byline IS 'share of articles without a byline, 0 to 1';
COMMENT ON COLUMN mart.coverage_by_day.reserved IS 'articles with terms of use';
COMMENT ON COLUMN mart.coverage_by_day.body_share IS 'share of the visible text that became body, 0 to 1';

COMMENT ON TABLE mart.drift IS 'what the documents loaded in the last seven days before the last load show otherwise than those of the four weeks before: rules that stopped firing, jumps of the kept share, fields no longer filled';
COMMENT ON COLUMN mart.drift.portal IS 'profile that recognised the page; null where none did';
COMMENT ON COLUMN mart.drift.measure IS 'rule (share of documents in which it fired), kept share (mean share of the visible text that became body), rejected, incomplete, no outlet, no headline, no byline or no date (shares of documents)';
COMMENT ON COLUMN mart.drift.label IS 'for a rule: the label it gives';
COMMENT ON COLUMN mart.drift.rule IS 'for a rule: its id';
COMMENT ON COLUMN mart.drift.before IS 'the share in the four weeks before';
COMMENT ON COLUMN mart.drift.recent IS 'the share in the last seven days';
COMMENT ON COLUMN mart.drift.documents_before IS 'documents of the portal in the four weeks before, 20 at least';
COMMENT ON COLUMN mart.drift.documents_recent IS 'documents of the portal in the last seven days, 20 at least';
COMMENT ON COLUMN mart.drift.deviation IS 'the difference in standard errors; null where it has none';

COMMENT ON VIEW mart.article_changes IS 'what became different when a record was replaced: one row a field of each old record and its next one';
COMMENT ON COLUMN mart.article_changes.document_id IS 'the document';
COMMENT ON COLUMN mart.article_changes.version IS 'number of the old record in audit.article_versions';
COMMENT ON COLUMN mart.article_changes.replaced_at IS 'when the next record came (UTC)';
COMMENT ON COLUMN mart.article_changes.replaced_by_run IS 'the run that brought the next record';
COMMENT ON COLUMN mart.article_changes.replaced_by_batch IS 'the batch that brought the next record';
COMMENT ON COLUMN mart.article_changes.rules_before IS 'fingerprint of the rules that made the old record';
COMMENT ON COLUMN mart.article_changes.rules_after IS 'fingerprint of the rules that made the next one';
COMMENT ON COLUMN mart.article_changes.outcome_before IS 'article or rejected, before';
COMMENT ON COLUMN mart.article_changes.outcome_after IS 'article or rejected, after';
COMMENT ON COLUMN mart.article_changes.field IS 'the field of the record, or outcome, reason or message';
COMMENT ON COLUMN mart.article_changes.before IS 'its value before, as text; lists and structs as JSON';
COMMENT ON COLUMN mart.article_changes.after IS 'its value after';

COMMENT ON VIEW mart.article_wires IS 'every agency that a document names as a source of its text: one row an article and agency';
COMMENT ON COLUMN mart.article_wires.document_id IS 'the article';
COMMENT ON COLUMN mart.article_wires.outlet_id IS 'id of the agency in the registry';
COMMENT ON COLUMN mart.article_wires.agency IS 'its name';
COMMENT ON COLUMN mart.article_wires.is_wire IS 'whether it is the one in clean.articles.wire';
COMMENT ON COLUMN mart.article_wires.trust IS 'how far the best place that names it is trusted';
COMMENT ON COLUMN mart.article_wires.places IS 'where it is named: lead, tail, source_line, byline, …';

COMMENT ON TABLE audit.search_documents IS 'articles that the index of search knows; key number, and document_id';
COMMENT ON COLUMN audit.search_documents.number IS 'the number that stands for the article in the index; one that was replaced gets another';
COMMENT ON COLUMN audit.search_documents.document_id IS 'the article';
COMMENT ON TABLE audit.search_pending IS 'articles that were loaded since the last refresh, which search reads as they are; key document_id';
COMMENT ON COLUMN audit.search_pending.document_id IS 'the article';
COMMENT ON TABLE audit.search_segments IS 'parts of the index, one a refresh, joined when there are many; key segment';
COMMENT ON COLUMN audit.search_segments.segment IS 'the part';
COMMENT ON COLUMN audit.search_segments.method IS 'how words are cut; under another method the index is made anew';
COMMENT ON COLUMN audit.search_segments.documents IS 'articles that were indexed in it';
COMMENT ON COLUMN audit.search_segments.last_number IS 'the highest number that was given to one of them; no number is given twice';
COMMENT ON TABLE audit.search_word_blocks IS 'words of headlines and bodies, what stands between blanks, in lower case, some to a row; of one longer than 24 letters the first 4 and the last 4; key segment and first_word';
COMMENT ON COLUMN audit.search_word_blocks.segment IS 'part of the index';
COMMENT ON COLUMN audit.search_word_blocks.first_word IS 'the first word of the row, in the order of their bytes';
COMMENT ON COLUMN audit.search_word_blocks.last_word IS 'the last word of the row';
COMMENT ON COLUMN audit.search_word_blocks.joined IS 'the words, with a blank before and after each';
COMMENT ON COLUMN audit.search_word_blocks.numbers IS 'for each word the articles, by their numbers';
COMMENT ON TABLE audit.search_pair_blocks IS 'pairs of neighbouring letters of words of more than 24 letters, such as sentences of scripts without blanks, some to a row; key segment and first_word';
COMMENT ON COLUMN audit.search_pair_blocks.segment IS 'part of the index';
COMMENT ON COLUMN audit.search_pair_blocks.first_word IS 'the first pair of the row, in the order of their bytes';
COMMENT ON COLUMN audit.search_pair_blocks.last_word IS 'the last pair of the row';
COMMENT ON COLUMN audit.search_pair_blocks.joined IS 'the pairs, with a blank before and after each';
COMMENT ON COLUMN audit.search_pair_blocks.numbers IS 'for each pair the articles, by their numbers';
