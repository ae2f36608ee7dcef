-- Goals say among whom, how they are proven and what must not happen meanwhile, as those of a definition do.
ALTER TABLE goals ADD COLUMN days INTEGER;
ALTER TABLE goals ADD COLUMN among TEXT;
ALTER TABLE goals ADD COLUMN needs_effect INTEGER;
ALTER TABLE goals ADD COLUMN guardrail TEXT;
ALTER TABLE goals ADD COLUMN bound REAL;
