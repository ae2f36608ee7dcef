-- When something of a member may next fall due, worked out from her document; deletable, it is made again. Instants in ticks of 100 ns (UTC).
CREATE TABLE due
(
    program TEXT    NOT NULL,
    member  TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (program, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX due_at ON due (program, at);

-- How far the clock has looked: the last row of the journal, and the last local day whose birthdays were told.
CREATE TABLE due_seen
(
    program   TEXT    PRIMARY KEY,
    seq       INTEGER NOT NULL,
    birthdays TEXT
) STRICT, WITHOUT ROWID;

-- Means of payment that members left for the renewal of a membership, encrypted like a name.
CREATE TABLE mandates
(
    program   TEXT NOT NULL,
    member    TEXT NOT NULL,
    plan      TEXT NOT NULL,
    source    BLOB NOT NULL,
    agreed_at TEXT NOT NULL,
    PRIMARY KEY (program, member, plan)
) STRICT, WITHOUT ROWID;
