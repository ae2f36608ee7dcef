-- What most questions need of everything together, kept beside the facts.

-- How far the tables kept beside the facts are: the same seq as `progress` once a batch, or a stretch of batches, is settled.
CREATE OR REPLACE TABLE settled (program VARCHAR PRIMARY KEY, seq BIGINT NOT NULL);

-- What questions were answered, as figures; true while `seq` is that of `settled`.
CREATE OR REPLACE TABLE kept_answers (
    program VARCHAR NOT NULL, asked VARCHAR NOT NULL, as_of DATE NOT NULL, seq BIGINT NOT NULL, figures VARCHAR NOT NULL
);

-- Of everybody who counts. Nothing in it looks ahead: what is said of a day holds whatever comes after it, so one table answers for every as-of
-- day. `first`, `previous` and `earlier` are the customer's first buying day and the two before this one; `nth` counts her buying days, `before`
-- and `month_before` her orders before this day, ever and in the month. `joined` is the day she became a member, whenever that was: it says
-- something of days from it on only.
CREATE OR REPLACE TABLE customer_days (
    program VARCHAR NOT NULL, customer INTEGER NOT NULL, day DATE NOT NULL, joined DATE, first DATE NOT NULL, previous DATE, earlier DATE,
    nth INTEGER NOT NULL, orders INTEGER NOT NULL, before INTEGER NOT NULL, month_before INTEGER NOT NULL
);

-- Visits with a positive amount; from `lost` on nothing is left of it, because of what was brought back.
CREATE OR REPLACE TABLE visit_days (program VARCHAR NOT NULL, customer INTEGER NOT NULL, location VARCHAR, day DATE NOT NULL, joined DATE, lost DATE);

-- What a customer bought and brought back in a month; and of it, since she was a member. `last` is her last buying day of the month.
CREATE OR REPLACE TABLE customer_months (
    program VARCHAR NOT NULL, currency VARCHAR NOT NULL, customer INTEGER NOT NULL, month DATE NOT NULL, orders INTEGER NOT NULL,
    net BIGINT NOT NULL, returned BIGINT NOT NULL, member_orders INTEGER NOT NULL, member_net BIGINT NOT NULL,
    member_returned BIGINT NOT NULL, last DATE
);

-- All that a customer bought and brought back, and of it what was before she joined, where she did.
CREATE OR REPLACE TABLE customer_totals (
    program VARCHAR NOT NULL, currency VARCHAR NOT NULL, customer INTEGER NOT NULL, joined DATE, orders BIGINT NOT NULL, net BIGINT NOT NULL,
    returned BIGINT NOT NULL, last DATE, before_orders BIGINT NOT NULL, before_net BIGINT NOT NULL
);

-- What each day added to the counts of its month, quarter and year. Rows of one day are added together.
CREATE OR REPLACE TABLE day_counts (
    program VARCHAR NOT NULL, day DATE NOT NULL, buyers BIGINT NOT NULL, orders BIGINT NOT NULL, fresh BIGINT NOT NULL,
    again BIGINT NOT NULL, month_active BIGINT NOT NULL, quarter_active BIGINT NOT NULL, year_active BIGINT NOT NULL,
    month_retained BIGINT NOT NULL, quarter_retained BIGINT NOT NULL, year_retained BIGINT NOT NULL,
    month_returning BIGINT NOT NULL, quarter_returning BIGINT NOT NULL, year_returning BIGINT NOT NULL, month_squares BIGINT NOT NULL,
    reached_2 BIGINT NOT NULL, reached_3 BIGINT NOT NULL, reached_4 BIGINT NOT NULL, reached_5 BIGINT NOT NULL, reached_6 BIGINT NOT NULL,
    reached_11 BIGINT NOT NULL, reached_21 BIGINT NOT NULL
);

-- Customers by the month of their first purchase and the day on which they first bought in a month.
CREATE OR REPLACE TABLE cohort_counts (program VARCHAR NOT NULL, cohort DATE NOT NULL, day DATE NOT NULL, customers BIGINT NOT NULL);

-- From a day on, so many customers more (or fewer) have exactly so many visits in the month.
CREATE OR REPLACE TABLE visit_counts (program VARCHAR NOT NULL, month DATE NOT NULL, day DATE NOT NULL, visits BIGINT NOT NULL, change BIGINT NOT NULL);

CREATE OR REPLACE TABLE day_sales (
    program VARCHAR NOT NULL, day DATE NOT NULL, currency VARCHAR NOT NULL, orders BIGINT NOT NULL, identified BIGINT NOT NULL,
    net BIGINT NOT NULL, returned BIGINT NOT NULL
);

CREATE OR REPLACE TABLE goods_days (
    program VARCHAR NOT NULL, day DATE NOT NULL, currency VARCHAR NOT NULL, category VARCHAR NOT NULL, as_member BOOLEAN NOT NULL, net BIGINT NOT NULL
);
