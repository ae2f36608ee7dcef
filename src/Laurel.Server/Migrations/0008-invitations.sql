-- Codes by which members invite friends. They say nothing of her, and nothing is seen or used with one.
CREATE TABLE invitations
(
    code    TEXT PRIMARY KEY,
    program TEXT NOT NULL,
    member  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
