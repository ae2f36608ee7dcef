-- What the journal of an organization's programs says happened, as columns. Amounts are minor units of their currency, times are local to
-- the program's zone, days are business days. No primary keys: a row is there once because `progress` moves in the transaction that adds it.
-- After a change of any of these files facts begin again from the journal.

-- How far the facts are in the journal of each program.
CREATE OR REPLACE TABLE progress (program VARCHAR PRIMARY KEY, seq BIGINT NOT NULL);

-- Everybody who was ever named, a member or a shopper, with her number in the program: 1, 2, 3 in the order of the journal. Questions group
-- and join by four bytes instead of text.
CREATE OR REPLACE TABLE customers (program VARCHAR NOT NULL, customer INTEGER NOT NULL, who VARCHAR NOT NULL USING COMPRESSION fsst);

-- `who` counts as `counts_for`, in words and in numbers.
CREATE OR REPLACE TABLE attributions (
    program VARCHAR NOT NULL, who VARCHAR NOT NULL, counts_for VARCHAR NOT NULL, who_key INTEGER NOT NULL, customer INTEGER NOT NULL
);

-- Who counts for nothing: staff, the test panel.
CREATE OR REPLACE TABLE excluded (program VARCHAR NOT NULL, who VARCHAR NOT NULL, customer INTEGER NOT NULL);

-- Ids that hardly come twice are packed by their letters at once: trying every other way first takes longer than packing them.
CREATE OR REPLACE TABLE purchases (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, purchase VARCHAR NOT NULL USING COMPRESSION fsst,
    member VARCHAR USING COMPRESSION fsst, shopper VARCHAR USING COMPRESSION fsst, customer INTEGER,
    occurred_at TIMESTAMP NOT NULL, day DATE NOT NULL, location VARCHAR, channel VARCHAR,
    currency VARCHAR NOT NULL, gross BIGINT NOT NULL, discount BIGINT NOT NULL, tax BIGINT NOT NULL, net BIGINT NOT NULL
);

-- Who, when and in which currency stand on the line too: nothing has to be looked up to divide revenue among goods.
CREATE OR REPLACE TABLE lines (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, purchase VARCHAR NOT NULL USING COMPRESSION fsst, line INTEGER NOT NULL,
    customer INTEGER, as_member BOOLEAN NOT NULL, day DATE NOT NULL, currency VARCHAR NOT NULL,
    sku VARCHAR, category VARCHAR, brand VARCHAR, quantity DECIMAL(18, 6) NOT NULL, net BIGINT NOT NULL, cost BIGINT
);

CREATE OR REPLACE TABLE returns (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, "return" VARCHAR NOT NULL, purchase VARCHAR,
    member VARCHAR, shopper VARCHAR, customer INTEGER,
    occurred_at TIMESTAMP NOT NULL, day DATE NOT NULL, currency VARCHAR NOT NULL, net BIGINT NOT NULL
);

CREATE OR REPLACE TABLE return_lines (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, "return" VARCHAR NOT NULL, purchase VARCHAR, line INTEGER NOT NULL,
    quantity DECIMAL(18, 6) NOT NULL, net BIGINT NOT NULL
);

CREATE OR REPLACE TABLE members (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL, joined_at TIMESTAMP NOT NULL,
    day DATE NOT NULL, location VARCHAR, channel VARCHAR, held_out BOOLEAN NOT NULL
);

CREATE OR REPLACE TABLE movements (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, number INTEGER NOT NULL, member VARCHAR NOT NULL USING COMPRESSION fsst,
    unit VARCHAR NOT NULL, kind VARCHAR NOT NULL, amount BIGINT NOT NULL, occurred_at TIMESTAMP NOT NULL, day DATE NOT NULL,
    purchase VARCHAR USING COMPRESSION fsst, redemption VARCHAR
);

-- What every movement did to the lots it touched, so that what is owed is known by the month in which it was earned.
CREATE OR REPLACE TABLE lots (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, number INTEGER NOT NULL, member VARCHAR NOT NULL USING COMPRESSION fsst,
    unit VARCHAR NOT NULL, lot VARCHAR NOT NULL USING COMPRESSION fsst, kind VARCHAR NOT NULL, amount BIGINT NOT NULL, day DATE NOT NULL,
    earned DATE NOT NULL, expires DATE
);

CREATE OR REPLACE TABLE tiers (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, before VARCHAR, after VARCHAR, occurred_at TIMESTAMP NOT NULL
);

CREATE OR REPLACE TABLE redemptions (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, redemption VARCHAR NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL,
    reward VARCHAR NOT NULL, state VARCHAR NOT NULL, units BIGINT NOT NULL, occurred_at TIMESTAMP NOT NULL
);

-- Offers and coupons, activities and the answers given in them, tiers opened, memberships and their fees, friends invited.
CREATE OR REPLACE TABLE offers (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, offer VARCHAR NOT NULL, state VARCHAR NOT NULL, coupon VARCHAR, member VARCHAR,
    customer INTEGER, purchase VARCHAR, amount BIGINT NOT NULL, currency VARCHAR, day DATE NOT NULL
);

CREATE OR REPLACE TABLE activities (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, activity VARCHAR NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL,
    what VARCHAR NOT NULL, day DATE NOT NULL, location VARCHAR, channel VARCHAR
);

CREATE OR REPLACE TABLE answers (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, activity VARCHAR NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL,
    question VARCHAR NOT NULL, answer INTEGER NOT NULL, day DATE NOT NULL, location VARCHAR, channel VARCHAR
);

CREATE OR REPLACE TABLE unlocks (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL, tier VARCHAR NOT NULL, day DATE NOT NULL
);

CREATE OR REPLACE TABLE memberships (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL, plan VARCHAR NOT NULL,
    change VARCHAR NOT NULL, fee BIGINT NOT NULL, refund BIGINT NOT NULL, saved BIGINT NOT NULL, day DATE NOT NULL
);

CREATE OR REPLACE TABLE referrals (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL, friend VARCHAR NOT NULL,
    state VARCHAR NOT NULL, day DATE NOT NULL
);

-- Money between those who run a program together: one row an entry of a posting; the entries of a posting sum to zero. `units` stands with
-- the first entry only.
CREATE OR REPLACE TABLE money (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, purpose VARCHAR NOT NULL, account VARCHAR NOT NULL, micros BIGINT NOT NULL,
    partner VARCHAR, cause VARCHAR, unit VARCHAR, units BIGINT, rule VARCHAR, member VARCHAR, customer INTEGER, purchase VARCHAR,
    redemption VARCHAR, day DATE NOT NULL
);

-- How members are cared for: requests and their steps, public ratings.
CREATE OR REPLACE TABLE cases (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, request VARCHAR NOT NULL, step VARCHAR NOT NULL, member VARCHAR, customer INTEGER,
    topic VARCHAR, location VARCHAR, channel VARCHAR, moment TIMESTAMP NOT NULL, day DATE NOT NULL
);

CREATE OR REPLACE TABLE ratings (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, source VARCHAR NOT NULL, rating VARCHAR NOT NULL, stars INTEGER NOT NULL,
    location VARCHAR, day DATE NOT NULL
);

-- What was said of customers with what they did, one row a segment or attribute. `kind` is segment or attribute; a command that says segments
-- says all of them.
CREATE OR REPLACE TABLE traits (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL, kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL, value VARCHAR, day DATE NOT NULL
);

-- Everything else that happens: challenges, badges, games, households, merges, consents, what is known of members, versions of the definition.
CREATE OR REPLACE TABLE happenings (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, kind VARCHAR NOT NULL, member VARCHAR, customer INTEGER, subject VARCHAR,
    change VARCHAR NOT NULL, number INTEGER, until DATE, day DATE NOT NULL
);
