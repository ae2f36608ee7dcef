-- How the effect of the program itself is to be found, as it was planned before the start: who is invited by chance, or which place begins
-- when. A verdict is judged against these and nothing else.
CREATE TABLE trials
(
    id       TEXT PRIMARY KEY,
    program  TEXT NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('invitation', 'rollout')),
    smallest REAL NOT NULL,
    starts   TEXT NOT NULL,
    share    REAL,
    days     INTEGER,
    places   TEXT,
    made_at  TEXT NOT NULL,
    made_by  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX trials_program ON trials (program, made_at);
