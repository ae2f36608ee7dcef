-- The day of birth of who agreed that it is kept, encrypted like a name. Whose birthday a day is, is found by a keyed hash of month and day.
ALTER TABLE people ADD COLUMN born BLOB;
ALTER TABLE people ADD COLUMN born_agreed_at TEXT;
ALTER TABLE people ADD COLUMN birthday BLOB;

CREATE INDEX people_birthday ON people (program, birthday) WHERE birthday IS NOT NULL;
