-- One file per organization; every key begins with the program. Times are in units of 100 ns since 1970-01-01 UTC.

-- The end of each program's journal. An append moves it on only from where the writer last saw it. When the format of documents
-- has moved on, all of the program's are rebuilt from its journal.
CREATE TABLE heads
(
    program         INTEGER PRIMARY KEY,
    name            TEXT    NOT NULL UNIQUE,
    seq             INTEGER NOT NULL CHECK (seq >= 0),
    chain           BLOB    NOT NULL CHECK (length(chain) = 32),
    document_format INTEGER NOT NULL
) STRICT;

-- What was asked and what came of it. Rows are for ever; only line detail may be dropped, its digest stays.
CREATE TABLE journal
(
    program         INTEGER NOT NULL REFERENCES heads (program),
    seq             INTEGER NOT NULL CHECK (seq > 0),
    command_id      TEXT    NOT NULL,
    natural_key     TEXT,
    kind            TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    recorded_at     INTEGER NOT NULL,
    timed_by_server INTEGER NOT NULL,
    actor           TEXT    NOT NULL,
    format          INTEGER NOT NULL,
    input_hash      BLOB    NOT NULL,
    command         BLOB    NOT NULL,
    lines           BLOB,
    lines_salt      BLOB,
    lines_digest    BLOB,
    events          BLOB,
    refusal         BLOB,
    chain           BLOB    NOT NULL,
    CHECK ((events IS NULL) <> (refusal IS NULL)),
    CHECK (refusal IS NULL OR natural_key IS NULL)
) STRICT;

CREATE UNIQUE INDEX journal_seq ON journal (program, seq);
CREATE UNIQUE INDEX journal_command ON journal (program, command_id);
CREATE UNIQUE INDEX journal_natural_key ON journal (program, natural_key) WHERE natural_key IS NOT NULL;
CREATE INDEX journal_publications ON journal (program, seq) WHERE kind = 'publish';

-- In whose history a row appears. The newest entries wait in the tail, by row, and are moved by member, thousands at a time.
CREATE TABLE journal_tail
(
    program INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    member  TEXT    NOT NULL,
    PRIMARY KEY (program, seq, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_members
(
    program INTEGER NOT NULL,
    member  TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    PRIMARY KEY (program, member, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal
BEGIN
    SELECT RAISE (ABORT, 'a journal row is for ever');
END;

CREATE TRIGGER journal_keeps_words BEFORE UPDATE OF program, seq, command_id, natural_key, kind, at, recorded_at, timed_by_server,
    actor, format, command, lines_digest, events, refusal, chain ON journal
BEGIN
    SELECT RAISE (ABORT, 'a journal row is for ever');
END;

-- Snapshots folded from events: they affect cost, never meaning.
CREATE TABLE documents
(
    program INTEGER NOT NULL REFERENCES heads (program),
    key     TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    format  INTEGER NOT NULL,
    body    BLOB    NOT NULL CHECK (length(body) <= 65536)
) STRICT;

CREATE UNIQUE INDEX documents_key ON documents (program, key);

-- Commands that could not be decided, kept for people to look at.
CREATE TABLE quarantine
(
    program    TEXT    NOT NULL,
    command_id TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    tries      INTEGER NOT NULL,
    problem    TEXT    NOT NULL,
    asked      TEXT    NOT NULL,
    PRIMARY KEY (program, command_id)
) STRICT, WITHOUT ROWID;
