-- What else happens: offers and coupons, activities and the answers given in them, tiers opened, memberships and their fees, friends invited.
-- Facts made before begin again from the journal.
CREATE TABLE offers (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, offer VARCHAR NOT NULL, state VARCHAR NOT NULL, coupon VARCHAR, member VARCHAR,
    customer INTEGER, purchase VARCHAR, amount BIGINT NOT NULL, currency VARCHAR, day DATE NOT NULL
);

CREATE TABLE activities (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, activity VARCHAR NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL,
    what VARCHAR NOT NULL, day DATE NOT NULL, location VARCHAR, channel VARCHAR
);

CREATE TABLE answers (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, activity VARCHAR NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL,
    question VARCHAR NOT NULL, answer INTEGER NOT NULL, day DATE NOT NULL, location VARCHAR, channel VARCHAR
);

CREATE TABLE unlocks (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL, tier VARCHAR NOT NULL, day DATE NOT NULL
);

CREATE TABLE memberships (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL, plan VARCHAR NOT NULL,
    change VARCHAR NOT NULL, fee BIGINT NOT NULL, refund BIGINT NOT NULL, saved BIGINT NOT NULL, day DATE NOT NULL
);

CREATE TABLE referrals (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL, friend VARCHAR NOT NULL,
    state VARCHAR NOT NULL, day DATE NOT NULL
);

DELETE FROM progress; DELETE FROM settled; DELETE FROM customers; DELETE FROM attributions; DELETE FROM excluded; DELETE FROM purchases;
DELETE FROM lines; DELETE FROM returns; DELETE FROM return_lines; DELETE FROM members; DELETE FROM movements; DELETE FROM tiers;
DELETE FROM redemptions; DELETE FROM lots; DELETE FROM customer_days; DELETE FROM customer_months; DELETE FROM visit_days;
DELETE FROM day_counts; DELETE FROM cohort_counts; DELETE FROM visit_counts; DELETE FROM day_sales;

CREATE MACRO offered(p, until) AS TABLE
    SELECT * FROM offers
    WHERE program = p AND day < until AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = offers.customer);

CREATE MACRO answered(p, until) AS TABLE
    SELECT * FROM answers
    WHERE program = p AND day < until AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = answers.customer);
