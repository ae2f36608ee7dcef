-- Everything else that happens has its row too: money between those who run a program together, challenges, badges, games, households,
-- merges, consents to partners, versions of the definition. And answers are kept until something is recorded of a day they see.
-- Facts made before begin again from the journal.
CREATE TABLE happenings (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, kind VARCHAR NOT NULL, member VARCHAR, customer INTEGER, subject VARCHAR,
    change VARCHAR NOT NULL, number INTEGER, until DATE, day DATE NOT NULL
);

-- One row an entry of a posting in money; the entries of a posting sum to zero. `units` stands with the first entry only.
CREATE TABLE money (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, purpose VARCHAR NOT NULL, account VARCHAR NOT NULL, micros BIGINT NOT NULL,
    partner VARCHAR, cause VARCHAR, unit VARCHAR, units BIGINT, rule VARCHAR, member VARCHAR, customer INTEGER, purchase VARCHAR,
    redemption VARCHAR, day DATE NOT NULL
);

-- What questions were answered, as figures; true while `seq` is that of `settled`.
CREATE TABLE kept_answers (
    program VARCHAR NOT NULL, asked VARCHAR NOT NULL, as_of DATE NOT NULL, seq BIGINT NOT NULL, figures VARCHAR NOT NULL
);

DELETE FROM progress; DELETE FROM settled; DELETE FROM customers; DELETE FROM attributions; DELETE FROM excluded; DELETE FROM purchases;
DELETE FROM lines; DELETE FROM returns; DELETE FROM return_lines; DELETE FROM members; DELETE FROM movements; DELETE FROM tiers;
DELETE FROM redemptions; DELETE FROM lots; DELETE FROM customer_days; DELETE FROM customer_months; DELETE FROM visit_days;
DELETE FROM day_counts; DELETE FROM cohort_counts; DELETE FROM visit_counts; DELETE FROM day_sales; DELETE FROM offers;
DELETE FROM activities; DELETE FROM answers; DELETE FROM unlocks; DELETE FROM memberships; DELETE FROM referrals;
