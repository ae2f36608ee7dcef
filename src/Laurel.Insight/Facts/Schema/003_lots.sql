-- What every movement did to the lots it touched, so that what is owed is known by the month in which it was earned.
-- Facts made before this table begin again from the journal.
CREATE TABLE lots (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, number INTEGER NOT NULL, member VARCHAR NOT NULL, unit VARCHAR NOT NULL,
    lot VARCHAR NOT NULL, kind VARCHAR NOT NULL, amount BIGINT NOT NULL, day DATE NOT NULL, earned DATE NOT NULL, expires DATE
);

DELETE FROM progress; DELETE FROM attributions; DELETE FROM excluded; DELETE FROM purchases; DELETE FROM lines; DELETE FROM returns;
DELETE FROM return_lines; DELETE FROM members; DELETE FROM movements; DELETE FROM tiers; DELETE FROM redemptions;
