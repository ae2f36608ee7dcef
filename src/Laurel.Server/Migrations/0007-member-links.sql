-- Links by which members open their own pages: only the hash of each is kept. A new one ends the one before.
CREATE TABLE member_links
(
    id         TEXT PRIMARY KEY,
    program    TEXT NOT NULL,
    member     TEXT NOT NULL,
    hash       BLOB NOT NULL UNIQUE,
    made_at    TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    opened_at  TEXT,
    ended_at   TEXT,
    ended_by   TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX member_links_member ON member_links (program, member);
