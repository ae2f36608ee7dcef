-- What belongs to an organization beside its journal. Personal data is only here, and only encrypted under the key of its person,
-- which is kept in another file.

CREATE TABLE people
(
    program    TEXT NOT NULL,
    member     TEXT NOT NULL,
    name       BLOB,
    language   TEXT,
    -- Keyed hash of what was said of the person at enrolment, so that a repeated request can be told from another one.
    asked      BLOB NOT NULL,
    created_at TEXT NOT NULL,
    erased_at  TEXT,
    PRIMARY KEY (program, member)
) STRICT, WITHOUT ROWID;

-- Found by a keyed hash of the value; the value itself is encrypted.
CREATE TABLE identifiers
(
    id       TEXT PRIMARY KEY,
    program  TEXT NOT NULL,
    member   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    lookup   BLOB NOT NULL,
    value    BLOB NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (program, kind, lookup)
) STRICT, WITHOUT ROWID;

CREATE INDEX identifiers_of_member ON identifiers (program, member);

-- Keyed hashes of beginnings of words and ends of numbers, for searching by a part.
CREATE TABLE identifier_parts
(
    program TEXT NOT NULL,
    part    BLOB NOT NULL,
    member  TEXT NOT NULL,
    source  TEXT NOT NULL,
    PRIMARY KEY (program, part, member, source)
) STRICT, WITHOUT ROWID;

CREATE INDEX identifier_parts_of_member ON identifier_parts (program, member, source);

-- A definition while it is being written; the text is kept as it was sent.
CREATE TABLE drafts
(
    program    TEXT    PRIMARY KEY,
    version    INTEGER NOT NULL,
    format     TEXT    NOT NULL,
    text       TEXT    NOT NULL,
    changed_at TEXT    NOT NULL,
    changed_by TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Published definitions as they were written, comments and all; the journal keeps their canonical form, of which this is the hash.
CREATE TABLE definition_texts
(
    program TEXT NOT NULL,
    hash    TEXT NOT NULL,
    format  TEXT NOT NULL,
    text    TEXT NOT NULL,
    PRIMARY KEY (program, hash)
) STRICT, WITHOUT ROWID;

-- Answers to requests that changed ordinary tables; what changed the journal is answered from its row.
CREATE TABLE replies
(
    idempotency_key TEXT PRIMARY KEY,
    asked           BLOB NOT NULL,
    status          INTEGER NOT NULL,
    body            BLOB NOT NULL,
    at              TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who changed what beside the journal, and who looked at whose personal data.
CREATE TABLE audit
(
    id    INTEGER PRIMARY KEY,
    at    TEXT NOT NULL,
    actor TEXT NOT NULL,
    what  TEXT NOT NULL,
    about TEXT NOT NULL
) STRICT;

CREATE INDEX audit_about ON audit (about, id);
