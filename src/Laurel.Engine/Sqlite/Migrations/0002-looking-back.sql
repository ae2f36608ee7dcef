-- Of these a replay must know before it begins: they ask again for what was bought before.
CREATE INDEX journal_looking_back ON journal (program, seq) WHERE kind IN ('return', 'claim', 'merge');
