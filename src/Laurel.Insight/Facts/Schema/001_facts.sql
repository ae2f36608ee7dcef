-- What the journal of an organization's programs says happened, as columns. Amounts are minor units of their currency, times are local to
-- the program's zone, days are business days. No primary keys: a row is there once because `progress` moves in the transaction that adds
-- it.

CREATE TABLE progress (program VARCHAR PRIMARY KEY, seq BIGINT NOT NULL);

-- A shopper who turned out to be a member, a member merged into another: whose customer they count as. And who counts for nothing (staff,
-- panel).
CREATE TABLE attributions (program VARCHAR NOT NULL, who VARCHAR NOT NULL, customer VARCHAR NOT NULL);
CREATE TABLE excluded (program VARCHAR NOT NULL, who VARCHAR NOT NULL);

CREATE TABLE purchases (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, purchase VARCHAR NOT NULL,
    member VARCHAR, shopper VARCHAR, customer VARCHAR,
    occurred_at TIMESTAMP NOT NULL, day DATE NOT NULL, location VARCHAR, channel VARCHAR,
    currency VARCHAR NOT NULL, gross BIGINT NOT NULL, discount BIGINT NOT NULL, tax BIGINT NOT NULL, net BIGINT NOT NULL
);

CREATE TABLE lines (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, purchase VARCHAR NOT NULL, line INTEGER NOT NULL,
    sku VARCHAR, category VARCHAR, brand VARCHAR, quantity DECIMAL(18, 6) NOT NULL, net BIGINT NOT NULL, cost BIGINT
);

CREATE TABLE returns (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, "return" VARCHAR NOT NULL, purchase VARCHAR,
    member VARCHAR, shopper VARCHAR, customer VARCHAR,
    occurred_at TIMESTAMP NOT NULL, day DATE NOT NULL, currency VARCHAR NOT NULL, net BIGINT NOT NULL
);

CREATE TABLE return_lines (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, "return" VARCHAR NOT NULL, purchase VARCHAR, line INTEGER NOT NULL,
    quantity DECIMAL(18, 6) NOT NULL, net BIGINT NOT NULL
);

CREATE TABLE members (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, joined_at TIMESTAMP NOT NULL, day DATE NOT NULL,
    location VARCHAR, channel VARCHAR, held_out BOOLEAN NOT NULL
);

CREATE TABLE movements (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, number INTEGER NOT NULL, member VARCHAR NOT NULL, unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL, amount BIGINT NOT NULL, occurred_at TIMESTAMP NOT NULL, day DATE NOT NULL, purchase VARCHAR, redemption VARCHAR
);

CREATE TABLE tiers (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, before VARCHAR, after VARCHAR, occurred_at TIMESTAMP NOT NULL
);

CREATE TABLE redemptions (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, redemption VARCHAR NOT NULL, member VARCHAR NOT NULL, reward VARCHAR NOT NULL,
    state VARCHAR NOT NULL, units BIGINT NOT NULL, occurred_at TIMESTAMP NOT NULL
);
