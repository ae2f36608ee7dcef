-- Experiments as they were planned, before anybody looked: a verdict is judged against these and nothing else.
CREATE TABLE experiments
(
    id       TEXT    PRIMARY KEY,
    program  TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    withheld TEXT    NOT NULL,
    share    REAL    NOT NULL,
    smallest REAL    NOT NULL,
    planned  INTEGER NOT NULL,
    days     INTEGER NOT NULL,
    ends     TEXT,
    made_at  TEXT    NOT NULL,
    made_by  TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX experiments_program ON experiments (program, made_at);

-- Goals: which figure shall come to what by when, and what it was when the goal was set.
CREATE TABLE goals
(
    id       TEXT PRIMARY KEY,
    program  TEXT NOT NULL,
    question TEXT NOT NULL,
    measure  TEXT NOT NULL,
    baseline REAL,
    target   REAL NOT NULL,
    by_day   TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    made_by  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX goals_program ON goals (program, made_at);

-- Recommendations that somebody took up: what they promised, to be held against what happened.
CREATE TABLE recommendations
(
    id         TEXT PRIMARY KEY,
    program    TEXT NOT NULL,
    kind       TEXT NOT NULL,
    question   TEXT NOT NULL,
    measure    TEXT NOT NULL,
    before     REAL NOT NULL,
    predicted  REAL NOT NULL,
    cost_minor INTEGER NOT NULL,
    score_on   TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    made_by    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX recommendations_program ON recommendations (program, made_at);
