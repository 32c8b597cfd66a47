-- The case file of onrecord: one SQLite database that is the result of a build and the only state.
--
-- How to read this file: the comment above a table says what one row of it is; the comment behind a column says what it
-- holds. Both are also data: they are copied into `schema_comments` when a case file is made, and the reference page of the
-- documentation is generated from them.
--
-- Words used everywhere. An offset is 0-based, half-open, in Unicode code points of `documents.text`. A page is 1-based. A
-- day is an ISO date, an instant an ISO date and time (without a zone where the record prints none). A yes-or-no is 1 or 0.
-- `record` is the whole record as JSON, from which onrecord rebuilds it exactly; the other columns repeat the part of it
-- that one asks for. `ordinal` is the record's place in the case and the order in which it is read back.
--
-- Four groups of tables follow: the file about itself; what a person or a build adds and no rebuild removes; the results,
-- replaced as a whole by every build; the full text.

-- ---- the file about itself ----

-- One fact about this case file by name, such as the packs it was built with.
CREATE TABLE case_info (
    name TEXT PRIMARY KEY,                 -- what the fact is about
    value TEXT NOT NULL                    -- the fact
) STRICT;

-- One version of this schema that the file has had.
CREATE TABLE schema_history (
    version INTEGER PRIMARY KEY,           -- number of the version, also in PRAGMA user_version
    program_version TEXT NOT NULL          -- version of onrecord that brought the file to it
) STRICT;

-- The meaning of one table, or of one column of a table.
CREATE TABLE schema_comments (
    table_name TEXT NOT NULL,              -- the table
    column_name TEXT NOT NULL,             -- the column, or empty where the comment is on the table itself
    comment TEXT NOT NULL,                 -- what it holds
    PRIMARY KEY (table_name, column_name)
) STRICT;

-- ---- kept across builds ----

-- One file taken in, when and with which content; rows are added and never changed, each sealing the one before.
CREATE TABLE intake_log (
    seq INTEGER PRIMARY KEY,               -- 1 for the first file taken in, then without gaps
    path TEXT NOT NULL,                    -- the file as it was given
    n_bytes INTEGER NOT NULL,              -- its size
    sha256 TEXT NOT NULL,                  -- SHA-256 of its bytes, in hex
    at TEXT NOT NULL,                      -- when it was taken in, UTC
    program_version TEXT NOT NULL,         -- version of onrecord that took it in
    previous_hash TEXT NOT NULL,           -- `hash` of the row before, empty in the first
    hash TEXT NOT NULL                     -- SHA-256 over this row's other columns
) STRICT;

-- One piece of work that a build has finished, kept so that an unchanged source is not worked on again.
CREATE TABLE stage_cache (
    sha256 TEXT NOT NULL,                  -- SHA-256 of the source
    settings_key TEXT NOT NULL,            -- all else that the result depends on: stage, program version, settings
    result BLOB NOT NULL,                  -- the result as JSON, compressed with zlib
    PRIMARY KEY (sha256, settings_key)
) STRICT;

-- One decision of a person about a row that the machine made; rows are added and never changed.
CREATE TABLE judgements (
    seq INTEGER PRIMARY KEY,               -- order in which the decisions were made
    id TEXT NOT NULL UNIQUE,               -- id of the decision
    target_id TEXT NOT NULL,               -- id of the row it is about: a quotation, a person, a message, a finding
    decision TEXT NOT NULL,                -- right_speaker, same_person, split_here, not_a_quotation, dismiss, undo
    value TEXT,                            -- the name, the other person's id or the offset that the decision names
    reason TEXT,                           -- why, in the person's words
    who TEXT NOT NULL,                     -- who decided
    at TEXT NOT NULL,                      -- when, UTC
    undoes TEXT                            -- id of the decision that this one takes back
) STRICT;

-- One selection audit that a person keeps; every build repeats it and adds its findings to the others.
CREATE TABLE kept_audits (
    seq INTEGER PRIMARY KEY,               -- order in which they were kept
    id TEXT NOT NULL UNIQUE,               -- id of the audit, the same for the same request
    request TEXT NOT NULL,                 -- table, attributes, shown cases, population and ranking, as JSON
    who TEXT NOT NULL,                     -- who keeps it
    at TEXT NOT NULL                       -- since when, UTC
) STRICT;

-- One tag or note of a person on a stretch of a document; rows are added and never changed.
CREATE TABLE notes (
    seq INTEGER PRIMARY KEY,               -- order in which the notes were made
    id TEXT NOT NULL UNIQUE,               -- id of the note
    kind TEXT NOT NULL,                    -- tag, note, or undo where it takes another back
    document_id TEXT NOT NULL,             -- the document
    source TEXT NOT NULL,                  -- path of the document at that time
    page INTEGER,                          -- the page that the stretch begins on
    start INTEGER NOT NULL,                -- where the stretch begins
    end INTEGER NOT NULL,                  -- where it ends
    text TEXT NOT NULL,                    -- its words
    words TEXT NOT NULL,                   -- the tag, or the words of the note
    who TEXT NOT NULL,                     -- who made it
    at TEXT NOT NULL,                      -- when, UTC
    undoes TEXT                            -- id of the note that this row takes back
) STRICT;

-- One mark of a reader on a message; taken away again where the reader takes it off.
CREATE TABLE reading_marks (
    message_id TEXT NOT NULL,              -- the message
    mark TEXT NOT NULL,                    -- read or flagged
    at TEXT NOT NULL,                      -- when, UTC
    PRIMARY KEY (message_id, mark)
) STRICT;

-- One search that a reader has kept under a name.
CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY,                 -- the name
    query TEXT NOT NULL,                   -- what was typed
    at TEXT NOT NULL                       -- when it was kept, UTC
) STRICT;

-- Where the row of a decision stood when the decision was made, so that it finds its place in a new version of the source.
CREATE TABLE judgement_anchors (
    judgement_id TEXT NOT NULL,            -- the decision
    part TEXT NOT NULL,                    -- target, or value where the decision names a second row
    position INTEGER NOT NULL,             -- order of the places of one row, from 0; a finding may have several
    kind TEXT NOT NULL,                    -- the table of the row and what kind of row it is there
    source TEXT,                           -- path of the document; NULL for a row that belongs to none
    page INTEGER,                          -- the page
    text TEXT NOT NULL,                    -- the words
    before TEXT NOT NULL,                  -- the words before them
    after TEXT NOT NULL,                   -- the words after them
    PRIMARY KEY (judgement_id, part, position)
) STRICT;

-- One decision that came from another person's file; its own time and author stand with the decision.
CREATE TABLE judgement_imports (
    judgement_id TEXT PRIMARY KEY,         -- the decision
    batch TEXT NOT NULL,                   -- SHA-256 of the file that it came from
    at TEXT NOT NULL                       -- when it was taken in, UTC
) STRICT;

-- One act by which something left the case or was done to it on purpose; rows are added, each sealing the one before.
CREATE TABLE custody_log (
    seq INTEGER PRIMARY KEY,               -- 1 for the first act, then without gaps
    act TEXT NOT NULL,                     -- short stable word, such as export_unmasked
    detail TEXT NOT NULL,                  -- what was done, in words
    who TEXT NOT NULL,                     -- who did it
    at TEXT NOT NULL,                      -- when, UTC
    program_version TEXT NOT NULL,         -- version of onrecord
    previous_hash TEXT NOT NULL,           -- `hash` of the row before, empty in the first
    hash TEXT NOT NULL                     -- SHA-256 over this row's other columns
) STRICT;

-- One request for records. What happens to it stands in `request_events`.
CREATE TABLE requests (
    seq INTEGER PRIMARY KEY,               -- order in which they were entered
    id TEXT NOT NULL UNIQUE,               -- id of the request
    jurisdiction TEXT NOT NULL,            -- whose law it was made under, as the pack names it
    agency TEXT NOT NULL,                  -- to whom
    made_on TEXT NOT NULL,                 -- day of the request
    area TEXT,                             -- area of the office, where its holidays differ
    words TEXT NOT NULL,                   -- what was asked for
    who TEXT NOT NULL,                     -- who entered it
    at TEXT NOT NULL                       -- when it was entered, UTC
) STRICT;

-- One thing that happened to a request; rows are added and never changed.
CREATE TABLE request_events (
    seq INTEGER PRIMARY KEY,               -- order in which they were entered
    id TEXT NOT NULL UNIQUE,               -- id of the event
    request_id TEXT NOT NULL,              -- the request
    kind TEXT NOT NULL,                    -- received, extended, determination, production, appeal_sent, undo, ...
    day TEXT NOT NULL,                     -- the day on which it happened
    value TEXT,                            -- the number of days, the tracking number or the path that the event names
    note TEXT,                             -- anything else, in words
    who TEXT NOT NULL,                     -- who entered it
    at TEXT NOT NULL,                      -- when it was entered, UTC
    undoes TEXT                            -- id of the event that this row takes back
) STRICT;

-- ---- results: replaced as a whole by every build ----

-- Where a decision's row is now. A decision without a row here is about one that is still as it was.
CREATE TABLE judgement_places (
    judgement_id TEXT PRIMARY KEY,         -- the decision
    state TEXT NOT NULL,                   -- moved, or lost where the row has no certain place any more
    target_id TEXT,                        -- id of the row now
    value TEXT                             -- id of the second row, or the offset, now
) STRICT;

-- One piece of one array of the index in which `onrecord trace` looks words up; made by the first trace after a build and
-- made anew where it no longer fits. It can be deleted at any time.
CREATE TABLE trace_index (
    name TEXT NOT NULL,                    -- the array, or coverage
    piece INTEGER NOT NULL,                -- 0 for the first piece of an array that is too long for one cell
    key TEXT NOT NULL,                     -- SHA-256 over the records that it was made from and the program that made it
    dtype TEXT NOT NULL,                   -- numpy's name for the type of its numbers; json for the coverage statement
    data BLOB NOT NULL,                    -- the numbers, little-endian, one behind the other
    PRIMARY KEY (name, piece)
) STRICT;

-- One file that the present case was built from.
CREATE TABLE inputs (
    path TEXT PRIMARY KEY,                 -- the file as it was given
    n_bytes INTEGER NOT NULL,              -- its size
    sha256 TEXT NOT NULL                   -- SHA-256 of its bytes, in hex
) STRICT;

-- One text of the case: a file, a member of an archive, or an attachment.
CREATE TABLE documents (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL UNIQUE,               -- id of the document
    source TEXT NOT NULL,                  -- path as given; `archive.zip!/folder/name.txt` for a member of an archive
    sha256 TEXT NOT NULL,                  -- SHA-256 of the source's bytes
    n_bytes INTEGER NOT NULL,              -- size of the source
    media_type TEXT NOT NULL,              -- what the bytes are, such as application/pdf
    pile TEXT NOT NULL,                    -- records, coverage or data
    kind TEXT NOT NULL,                    -- text, html, mail, pdf, docx, table or load_file
    title TEXT,                            -- its title, as the document or its sidecar gives it
    publisher TEXT,                        -- who published it
    published_earliest TEXT,               -- first day on which it may have been published
    published_latest TEXT,                 -- last day on which it may have been published
    published_basis TEXT,                  -- where that was read
    n_pages INTEGER NOT NULL,              -- number of pages, 0 where it has none
    n_chars INTEGER NOT NULL,              -- number of code points of the text
    text TEXT NOT NULL,                    -- the text that all offsets index
    record TEXT NOT NULL                   -- the record without its text
) STRICT;

-- One page of a document.
CREATE TABLE pages (
    document_id TEXT NOT NULL,             -- the document
    number INTEGER NOT NULL,               -- the page
    start INTEGER NOT NULL,                -- where its text begins
    end INTEGER NOT NULL,                  -- where its text ends
    readable INTEGER NOT NULL,             -- no where no words could be had from it
    PRIMARY KEY (document_id, number)
) STRICT;

-- One thing that could not be read.
CREATE TABLE problems (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    document_id TEXT,                      -- the document it arose in; NULL where no document could be made
    source TEXT NOT NULL,                  -- path of the source
    page INTEGER,                          -- the page, where one page alone is concerned
    reason TEXT NOT NULL,                  -- short stable word, such as encrypted_pdf
    detail TEXT NOT NULL,                  -- a sentence for people
    fatal INTEGER NOT NULL,                -- yes where nothing at all of the source could be read
    record TEXT NOT NULL                   -- the record
) STRICT;

-- One table of data: a CSV file or a sheet of a workbook. Its rows stay in the source.
CREATE TABLE data_tables (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the table
    document_id TEXT NOT NULL,             -- the document that shows its profile
    name TEXT NOT NULL,                    -- name of the file or sheet
    header_row INTEGER NOT NULL,           -- 0-based row of the headings in the source
    n_rows INTEGER NOT NULL,               -- number of rows under the headings
    n_columns INTEGER NOT NULL,            -- number of columns
    record TEXT NOT NULL                   -- the record with the profile of every column
) STRICT;

-- One stretch of a document of one kind; only `reporting` feeds the other tables.
CREATE TABLE passages (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the passage
    document_id TEXT NOT NULL,             -- the document
    start INTEGER NOT NULL,                -- where it begins
    end INTEGER NOT NULL,                  -- where it ends
    page INTEGER,                          -- the page it begins on
    kind TEXT NOT NULL,                    -- reporting, title, caption, photo_credit, link_line, call_to_action, ...
    found_by TEXT NOT NULL,                -- the rule that found it
    record TEXT NOT NULL                   -- the record; its words are those of the span
) STRICT;

-- One quotation.
CREATE TABLE quotes (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the quotation
    document_id TEXT NOT NULL,             -- the document
    start INTEGER NOT NULL,                -- where its words begin, inside the marks
    end INTEGER NOT NULL,                  -- where its words end
    page INTEGER,                          -- the page it begins on
    text TEXT NOT NULL,                    -- its words as printed
    kind TEXT NOT NULL,                    -- direct, mixed, indirect, term or scare
    speaker TEXT,                          -- who said it, in full; NULL where that was left open
    speaker_text TEXT,                     -- how the text names the speaker there
    cue TEXT,                              -- the verb or phrase that attributes it
    rule TEXT,                             -- the rule that attributed it
    found_by TEXT NOT NULL,                -- the rule that found it
    record TEXT NOT NULL                   -- the record
) STRICT;

-- One number that counts or measures something.
CREATE TABLE figures (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the figure
    document_id TEXT NOT NULL,             -- the document
    start INTEGER NOT NULL,                -- where it begins
    end INTEGER NOT NULL,                  -- where it ends
    page INTEGER,                          -- the page it begins on
    text TEXT NOT NULL,                    -- as printed
    kind TEXT NOT NULL,                    -- count, share, ratio, money, duration, rank, change or ordinal
    approx TEXT NOT NULL,                  -- exact, about, lower_bound, upper_bound or vague
    low REAL,                              -- lowest value that the words allow; NULL where unbounded
    high REAL,                             -- highest value that the words allow; NULL where unbounded
    unit TEXT,                             -- in what it is counted
    counted TEXT,                          -- what is counted
    of_whom TEXT,                          -- out of what
    place TEXT,                            -- where
    period_earliest TEXT,                  -- first day of the time it is about
    period_latest TEXT,                    -- last day of the time it is about
    asserted_by TEXT,                      -- who says so
    modality TEXT NOT NULL,                -- did, planned, target or threat
    found_by TEXT NOT NULL,                -- the rule that found it
    record TEXT NOT NULL                   -- the record, with exact values
) STRICT;

-- One expression of time.
CREATE TABLE dates (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the expression
    document_id TEXT NOT NULL,             -- the document
    start INTEGER NOT NULL,                -- where it begins
    end INTEGER NOT NULL,                  -- where it ends
    page INTEGER,                          -- the page it begins on
    text TEXT NOT NULL,                    -- as printed
    kind TEXT NOT NULL,                    -- absolute, partial, relative, anchored, in_quote, duration, set or state
    granularity TEXT NOT NULL,             -- minute, hour, day, week, month, year, ...
    earliest TEXT,                         -- first day it may mean
    latest TEXT,                           -- last day it may mean
    anchor TEXT,                           -- what it was resolved against
    rule TEXT NOT NULL,                    -- the rule that resolved it
    unresolved_reason TEXT,                -- why it was not
    found_by TEXT NOT NULL,                -- the rule that found it
    record TEXT NOT NULL                   -- the record
) STRICT;

-- One place where a text names a person, an office, an organisation or an unnamed official.
CREATE TABLE person_mentions (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the mention
    document_id TEXT NOT NULL,             -- the document
    start INTEGER NOT NULL,                -- where it begins
    end INTEGER NOT NULL,                  -- where it ends
    page INTEGER,                          -- the page it begins on
    text TEXT NOT NULL,                    -- as printed
    kind TEXT NOT NULL,                    -- person, office, organisation or unnamed
    name TEXT,                             -- the fullest name that the document gives
    title TEXT,                            -- the title printed with it
    record TEXT NOT NULL                   -- the record
) STRICT;

-- One place where a text says that a person holds an office.
CREATE TABLE role_mentions (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the mention
    document_id TEXT NOT NULL,             -- the document
    start INTEGER NOT NULL,                -- where it begins
    end INTEGER NOT NULL,                  -- where it ends
    page INTEGER,                          -- the page it begins on
    text TEXT NOT NULL,                    -- as printed
    person TEXT NOT NULL,                  -- the person
    title TEXT NOT NULL,                   -- the title
    office TEXT,                           -- of what
    modifier TEXT,                         -- acting, former, then or now
    record TEXT NOT NULL                   -- the record
) STRICT;

-- One mail: printed, native, or seen only as quoted in a later one.
CREATE TABLE messages (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the message
    document_id TEXT NOT NULL,             -- the document
    start INTEGER NOT NULL,                -- where its header begins
    end INTEGER NOT NULL,                  -- where its own words end
    page_first INTEGER,                    -- the page it begins on
    page_last INTEGER,                     -- the page it ends on
    bates_first TEXT,                      -- stamped number of its first page
    bates_last TEXT,                       -- stamped number of its last page
    sender TEXT,                           -- who sent it, as printed
    sender_address TEXT,                   -- the sender's address
    sender_redacted INTEGER NOT NULL,      -- yes where the sender is deleted: a person without a name
    sent_earliest TEXT,                    -- first instant at which it may have been sent
    sent_latest TEXT,                      -- last instant at which it may have been sent
    subject TEXT,                          -- its subject
    seen_in_quotation INTEGER NOT NULL,    -- yes where it stands inside a later message
    quoted_in TEXT,                        -- id of that message
    parent_id TEXT,                        -- id of the message that it answers or forwards
    thread_id TEXT,                        -- what all messages of one conversation share
    copy_of TEXT,                          -- id of the message that it is another print of
    confidence REAL NOT NULL,              -- 0 to 1
    found_by TEXT NOT NULL,                -- the rule that found it
    body TEXT NOT NULL,                    -- its own words
    record TEXT NOT NULL                   -- the record without its body
) STRICT;

-- One person to whom one message went.
CREATE TABLE recipients (
    message_id TEXT NOT NULL,              -- the message
    field TEXT NOT NULL,                   -- to, cc or bcc
    position INTEGER NOT NULL,             -- place in the field, from 0
    name TEXT NOT NULL,                    -- as printed
    PRIMARY KEY (message_id, field, position)
) STRICT;

-- One deletion on a page. What stands under a failed one is never kept.
CREATE TABLE redactions (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the redaction
    document_id TEXT NOT NULL,             -- the document
    page INTEGER,                          -- the page
    start INTEGER,                         -- where it stands in the text, if it stands there
    end INTEGER,                           -- where that ends
    kind TEXT NOT NULL,                    -- inline, box, margin or page_withheld
    codes TEXT NOT NULL,                   -- exemption codes, each in its standard form, joined by semicolons
    message_id TEXT,                       -- the message it lies in
    code_missing INTEGER NOT NULL,         -- yes where no code is printed for it
    failed INTEGER NOT NULL,               -- yes where the file still tells what it hides
    found_by TEXT NOT NULL,                -- the rule that found it
    record TEXT NOT NULL                   -- the record, with its box
) STRICT;

-- One piece of page furniture that serves as an anchor.
CREATE TABLE stamps (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the stamp
    document_id TEXT NOT NULL,             -- the document
    page INTEGER NOT NULL,                 -- the page
    text TEXT NOT NULL,                    -- as printed
    kind TEXT NOT NULL,                    -- bates, request, page_number or banner
    prefix TEXT NOT NULL,                  -- what stands before the number
    number ANY,                            -- the number
    record TEXT NOT NULL                   -- the record
) STRICT;

-- One thing that somebody asked somebody to deliver.
CREATE TABLE tasks (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the task
    document_id TEXT NOT NULL,             -- the document
    message_id TEXT NOT NULL,              -- the message that asks
    start INTEGER NOT NULL,                -- where the words that ask begin
    end INTEGER NOT NULL,                  -- where they end
    page INTEGER,                          -- the page they begin on
    text TEXT NOT NULL,                    -- the words that ask
    sender TEXT,                           -- who asks
    on_behalf_of TEXT,                     -- for whom
    deliverable TEXT NOT NULL,             -- what is asked for
    due_earliest TEXT,                     -- first instant that the deadline may mean
    due_latest TEXT,                       -- last instant that the deadline may mean
    status TEXT NOT NULL,                  -- open, answered, late, chased or declined
    found_by TEXT NOT NULL,                -- the rule that found it
    record TEXT NOT NULL                   -- the record
) STRICT;

-- Whose the words of one page are; the parts add up to `n_words`, so that nothing is lost silently.
CREATE TABLE word_balances (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    document_id TEXT NOT NULL,             -- the document
    page INTEGER NOT NULL,                 -- the page
    n_words INTEGER NOT NULL,              -- words on the page
    n_message INTEGER NOT NULL,            -- words of messages
    n_stamp INTEGER NOT NULL,              -- words of stamps and furniture
    n_redaction INTEGER NOT NULL,          -- words of redaction codes
    n_attachment INTEGER NOT NULL,         -- words of attachments
    n_unassigned INTEGER NOT NULL,         -- words that belong to none of these
    record TEXT NOT NULL                   -- the record
) STRICT;

-- One quotation's place in the records, or that it has none in those loaded.
CREATE TABLE traces (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the trace
    quote_id TEXT NOT NULL,                -- the quotation
    verdict TEXT NOT NULL,                 -- exact, altered_marked, altered_material, truncated_check, not_found, ...
    document_id TEXT,                      -- the document of the record
    start INTEGER,                         -- where the record's words begin
    end INTEGER,                           -- where they end
    page INTEGER,                          -- the page they begin on
    message_id TEXT,                       -- the message that they stand in
    record_speaker TEXT,                   -- whose words the record says they are
    omitted TEXT,                          -- words of the same sentence that the quotation leaves out
    score REAL NOT NULL,                   -- 0 to 1; ordered the candidates and decided nothing
    record TEXT NOT NULL                   -- the record, with every edit
) STRICT;

-- One group of quotations of the same words.
CREATE TABLE variant_groups (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the group
    reference_id TEXT NOT NULL,            -- the fullest unaltered quotation among them
    record TEXT NOT NULL                   -- the record, with what each is beside the reference
) STRICT;

-- One quotation of a group of variants.
CREATE TABLE variant_members (
    group_id TEXT NOT NULL,                -- the group
    quote_id TEXT NOT NULL,                -- the quotation
    PRIMARY KEY (quote_id, group_id)
) STRICT;

-- One group of documents that tell the same events.
CREATE TABLE stories (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the story
    label TEXT NOT NULL,                   -- a few words that name it
    record TEXT NOT NULL                   -- the record
) STRICT;

-- One document of a story.
CREATE TABLE story_members (
    story_id TEXT NOT NULL,                -- the story
    document_id TEXT NOT NULL,             -- the document
    PRIMARY KEY (document_id, story_id)
) STRICT;

-- One place where a document leans on another or on an outlet.
CREATE TABLE citations (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the citation
    citing_id TEXT NOT NULL,               -- the document that cites
    start INTEGER NOT NULL,                -- where the words that cite begin
    end INTEGER NOT NULL,                  -- where they end
    page INTEGER,                          -- the page they begin on
    text TEXT NOT NULL,                    -- the words that cite
    cited TEXT NOT NULL,                   -- who is cited
    cited_id TEXT,                         -- the document that is cited, where it is in the case
    credit TEXT NOT NULL,                  -- named, linked or uncredited
    record TEXT NOT NULL                   -- the record
) STRICT;

-- The same words in two documents.
CREATE TABLE reuse (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the pair
    a_document_id TEXT NOT NULL,           -- one document
    a_start INTEGER NOT NULL,              -- where the words begin in it
    a_end INTEGER NOT NULL,                -- where they end in it
    b_document_id TEXT NOT NULL,           -- the other document
    b_start INTEGER NOT NULL,              -- where the words begin in it
    b_end INTEGER NOT NULL,                -- where they end in it
    coverage REAL NOT NULL,                -- share (0 to 1) of the shorter place that stands in the other
    record TEXT NOT NULL                   -- the record
) STRICT;

-- One person, office or unit across the case.
CREATE TABLE people (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the person
    kind TEXT NOT NULL,                    -- person, office, unit, role or redacted
    name TEXT,                             -- the name; NULL where it is redacted
    record TEXT NOT NULL                   -- the record, with aliases, addresses and roles
) STRICT;

-- Two rows of people that may be one person, with the reason; a person's decision joins them.
CREATE TABLE merge_proposals (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the proposal
    person_id TEXT NOT NULL,               -- the one row of people
    other_id TEXT NOT NULL,                -- the other row of people
    reason TEXT NOT NULL,                  -- what the two share
    record TEXT NOT NULL                   -- the record, with a place that names each
) STRICT;

-- Something that happened, on some day of an interval.
CREATE TABLE events (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the event
    label TEXT NOT NULL,                   -- a few words that name it
    kind TEXT NOT NULL,                    -- statement, conduct or event
    earliest TEXT,                         -- first day on which it may have happened
    latest TEXT,                           -- last day on which it may have happened
    record TEXT NOT NULL                   -- the record, with its evidence
) STRICT;

-- One thing that the checks have to say.
CREATE TABLE findings (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    id TEXT NOT NULL,                      -- id of the finding; the same as long as what it is about is the same
    code TEXT NOT NULL,                    -- its code, explained by `onrecord rule CODE`
    severity TEXT NOT NULL,                -- error, warning or note
    outcome TEXT NOT NULL,                 -- fails, holds or cannot_tell
    title TEXT NOT NULL,                   -- what kind of finding it is
    message TEXT NOT NULL,                 -- what is shown, and no more
    working TEXT,                          -- the arithmetic or the edit in words
    record TEXT NOT NULL                   -- the record
) STRICT;

-- One place that a finding shows.
CREATE TABLE finding_places (
    finding_id TEXT NOT NULL,              -- the finding
    position INTEGER NOT NULL,             -- order in which the places are shown, from 0
    document_id TEXT NOT NULL,             -- the document
    start INTEGER NOT NULL,                -- where the words begin
    end INTEGER NOT NULL,                  -- where they end
    page INTEGER,                          -- the page they begin on
    text TEXT NOT NULL,                    -- the words
    PRIMARY KEY (finding_id, position)
) STRICT;

-- One record of a kind that has no table of its own.
CREATE TABLE other_records (
    ordinal INTEGER PRIMARY KEY,           -- place in the case
    kind TEXT NOT NULL,                    -- the kind, such as ladders
    document_id TEXT,                      -- the document it belongs to; NULL where it joins several
    record TEXT NOT NULL                   -- the record
) STRICT;

-- ---- full text ----

-- One stretch that is found as a whole: a message, a page, or a section of a document without pages.
CREATE TABLE search_units (
    id INTEGER PRIMARY KEY,                -- also the rowid in `search_text`
    kind TEXT NOT NULL,                    -- message or text
    document_id TEXT NOT NULL,             -- the document
    message_id TEXT,                       -- the message
    page INTEGER,                          -- the page it begins on
    start INTEGER NOT NULL,                -- where it begins
    end INTEGER NOT NULL,                  -- where it ends
    earliest TEXT,                         -- first day on which it may have been sent or published
    latest TEXT,                           -- last day on which it may have been sent or published
    subject TEXT,                          -- subject of the message or title of the document
    sender TEXT,                           -- sender and address, or publisher
    recipients TEXT                        -- all to whom the message went
) STRICT;

-- One code by which a stretch is found: an exemption cited in it, or a finding about it.
CREATE TABLE search_codes (
    code TEXT NOT NULL,                    -- such as (b)(6) or F202
    unit_id INTEGER NOT NULL,              -- the stretch
    PRIMARY KEY (code, unit_id)
) STRICT;

-- What the full text index reads: every stretch of `search_units` with its words.
CREATE VIEW search_content AS
SELECT
    unit.id AS id,                         -- the stretch
    unit.subject AS subject,               -- subject of the message or title of the document
    unit.sender AS sender,                 -- sender and address, or publisher
    unit.recipients AS recipients,         -- all to whom the message went
    CASE unit.kind
        WHEN 'message' THEN message.body
        ELSE substr(document.text, unit.start + 1, unit.end - unit.start)
    END AS body                            -- its words
FROM search_units AS unit
LEFT JOIN messages AS message ON message.id = unit.message_id
LEFT JOIN documents AS document ON document.id = unit.document_id;

-- The full text index (FTS5): words without case and accents.
CREATE VIRTUAL TABLE search_text USING fts5(
    subject,                               -- subject of the message or title of the document
    sender,                                -- sender and address, or publisher
    recipients,                            -- all to whom the message went
    body,                                  -- the words
    content = 'search_content',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- A way to look at the words of the full text index; it holds no rows of its own.
CREATE VIRTUAL TABLE
    search_text_words USING fts5vocab('search_text', 'row');

-- ---- ways in ----

CREATE INDEX documents_by_pile ON documents (pile, source, n_pages, published_earliest, published_latest);
CREATE INDEX pages_unreadable ON pages (document_id, number) WHERE readable = 0;
CREATE INDEX messages_by_time ON messages (sent_earliest, sent_latest, document_id, start, id, copy_of) WHERE copy_of IS NULL;
CREATE INDEX messages_by_sender ON messages (sender);
CREATE INDEX messages_by_address ON messages (sender_address);
CREATE INDEX recipients_by_name ON recipients (name);
CREATE INDEX quotes_by_kind ON quotes (kind);
CREATE INDEX findings_by_severity ON findings (severity);
CREATE INDEX findings_by_gravity ON findings (
    CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, instr('QFTPDSCR', substr(code, 1, 1)), code
);
CREATE INDEX messages_by_id ON messages (id);
CREATE INDEX messages_by_thread ON messages (thread_id);
CREATE INDEX messages_by_document ON messages (document_id, start);
CREATE INDEX messages_by_copy ON messages (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX quotes_by_id ON quotes (id);
CREATE INDEX quotes_by_document ON quotes (document_id, start, kind);
CREATE INDEX figures_by_document ON figures (document_id, start);
CREATE INDEX dates_by_document ON dates (document_id, start);
CREATE INDEX passages_by_document ON passages (document_id, start, kind);
CREATE INDEX redactions_by_document ON redactions (document_id, page, kind, code_missing, failed);
CREATE INDEX traces_by_quote ON traces (quote_id);
CREATE INDEX findings_by_id ON findings (id);
CREATE INDEX findings_by_code ON findings (code, severity, title);
CREATE INDEX redactions_by_code ON redactions (codes, document_id, page, kind, code_missing, failed);
CREATE INDEX traces_by_verdict ON traces (verdict, quote_id);
CREATE INDEX quotes_by_words ON quotes (text, speaker);
CREATE INDEX figures_by_words ON figures (kind, text, unit, counted, asserted_by);
CREATE INDEX finding_places_by_document ON finding_places (document_id, start);
CREATE INDEX search_codes_by_unit ON search_codes (unit_id);
CREATE INDEX documents_in_order ON documents (pile = 'data', pile DESC, source, ordinal);
CREATE INDEX person_mentions_by_document ON person_mentions (document_id, start);
CREATE INDEX role_mentions_by_document ON role_mentions (document_id, start);
CREATE INDEX tasks_by_document ON tasks (document_id, start);
CREATE INDEX problems_by_document ON problems (document_id, page);
CREATE INDEX other_records_by_document ON other_records (document_id, kind);
CREATE INDEX search_units_by_message ON search_units (message_id);
CREATE INDEX search_units_by_document ON search_units (document_id, start);
CREATE INDEX quotes_by_speaker ON quotes (speaker);
CREATE INDEX figures_by_id ON figures (id);
CREATE INDEX dates_by_id ON dates (id);
CREATE INDEX events_told ON events (kind = 'statement', earliest, latest, label)
WHERE substr(label, 1, 6) <> 'Mail: ' OR instr(record, '"evidence":["m-') = 0;
CREATE INDEX redactions_by_message ON redactions (message_id);
CREATE INDEX people_by_id ON people (id);
CREATE INDEX stories_by_id ON stories (id);
CREATE INDEX tasks_by_id ON tasks (id);
CREATE INDEX variant_groups_by_id ON variant_groups (id);
CREATE INDEX stamps_by_page ON stamps (document_id, page);
