-- Rewards that are on their way to members, read off the journal; deletable, it is made again.
CREATE TABLE fulfilments
(
    program    TEXT NOT NULL,
    redemption TEXT NOT NULL,
    member     TEXT NOT NULL,
    reward     TEXT NOT NULL,
    stage      TEXT NOT NULL,
    since      TEXT NOT NULL,
    PRIMARY KEY (program, redemption)
) STRICT, WITHOUT ROWID;

CREATE INDEX fulfilments_stage ON fulfilments (program, stage, since);

CREATE TABLE fulfilments_seen
(
    program TEXT    PRIMARY KEY,
    seq     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
