-- Cards that members carry in the wallets of their phones: whose, in which language, and what each showed when its wallet was last told
-- (only a hash of it). Instants in ticks of 100 ns (UTC).
CREATE TABLE wallet_passes
(
    id         TEXT    PRIMARY KEY,
    program    TEXT    NOT NULL,
    holder     TEXT    NOT NULL,
    member     TEXT    NOT NULL,
    wallet     TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    origin     TEXT    NOT NULL,
    added_at   TEXT    NOT NULL,
    shows      TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    is_told    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX wallet_passes_member ON wallet_passes (program, member);
CREATE INDEX wallet_passes_holder ON wallet_passes (program, holder);
CREATE INDEX wallet_passes_untold ON wallet_passes (program) WHERE is_told = 0;

-- The phones that asked to be told when a card changes.
CREATE TABLE wallet_devices
(
    device TEXT NOT NULL,
    pass   TEXT NOT NULL,
    token  TEXT NOT NULL,
    PRIMARY KEY (device, pass)
) STRICT, WITHOUT ROWID;

CREATE INDEX wallet_devices_pass ON wallet_devices (pass);

-- The last row of the journal that was looked at.
CREATE TABLE wallet_seen
(
    program TEXT    PRIMARY KEY,
    seq     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
