-- Customers are named by a number of their own, so that questions group and join by four bytes instead of text; and what most questions
-- need of all purchases together is kept beside them. Facts made before begin again from the journal.
DROP TABLE purchases; DROP TABLE lines; DROP TABLE returns; DROP TABLE members; DROP TABLE redemptions; DROP TABLE attributions;
DROP TABLE excluded; DELETE FROM progress; DELETE FROM return_lines; DELETE FROM movements; DELETE FROM tiers; DELETE FROM lots;

-- How far the tables kept beside the facts are: the same seq as `progress` once a batch, or a stretch of batches, is settled.
CREATE TABLE settled (program VARCHAR PRIMARY KEY, seq BIGINT NOT NULL);

-- Everybody who was ever named, a member or a shopper, with her number in the program: 1, 2, 3 in the order of the journal.
CREATE TABLE customers (program VARCHAR NOT NULL, customer INTEGER NOT NULL, who VARCHAR NOT NULL);

-- `who` counts as `counts_for`, in words and in numbers.
CREATE TABLE attributions (
    program VARCHAR NOT NULL, who VARCHAR NOT NULL, counts_for VARCHAR NOT NULL, who_key INTEGER NOT NULL, customer INTEGER NOT NULL
);
CREATE TABLE excluded (program VARCHAR NOT NULL, who VARCHAR NOT NULL, customer INTEGER NOT NULL);

CREATE TABLE purchases (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, purchase VARCHAR NOT NULL,
    member VARCHAR, shopper VARCHAR, customer INTEGER,
    occurred_at TIMESTAMP NOT NULL, day DATE NOT NULL, location VARCHAR, channel VARCHAR,
    currency VARCHAR NOT NULL, gross BIGINT NOT NULL, discount BIGINT NOT NULL, tax BIGINT NOT NULL, net BIGINT NOT NULL
);

-- Who, when and in which currency stand on the line too: nothing has to be looked up to divide revenue among goods.
CREATE TABLE lines (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, purchase VARCHAR NOT NULL, line INTEGER NOT NULL,
    customer INTEGER, as_member BOOLEAN NOT NULL, day DATE NOT NULL, currency VARCHAR NOT NULL,
    sku VARCHAR, category VARCHAR, brand VARCHAR, quantity DECIMAL(18, 6) NOT NULL, net BIGINT NOT NULL, cost BIGINT
);

CREATE TABLE returns (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, "return" VARCHAR NOT NULL, purchase VARCHAR,
    member VARCHAR, shopper VARCHAR, customer INTEGER,
    occurred_at TIMESTAMP NOT NULL, day DATE NOT NULL, currency VARCHAR NOT NULL, net BIGINT NOT NULL
);

CREATE TABLE members (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL, joined_at TIMESTAMP NOT NULL,
    day DATE NOT NULL, location VARCHAR, channel VARCHAR, held_out BOOLEAN NOT NULL
);

CREATE TABLE redemptions (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, redemption VARCHAR NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL,
    reward VARCHAR NOT NULL, state VARCHAR NOT NULL, units BIGINT NOT NULL, occurred_at TIMESTAMP NOT NULL
);

-- Kept beside the facts, of everybody who counts. Nothing in them looks ahead: what is said of a day holds whatever comes after it, so
-- one table answers for every as-of day. `first`, `previous` and `earlier` are the customer's first buying day and the two before this
-- one; `nth` counts her buying days, `before` and `month_before` her orders before this day, ever and in the month.
CREATE TABLE customer_days (
    program VARCHAR NOT NULL, customer INTEGER NOT NULL, day DATE NOT NULL, first DATE NOT NULL, previous DATE, earlier DATE,
    nth INTEGER NOT NULL, orders INTEGER NOT NULL, before INTEGER NOT NULL, month_before INTEGER NOT NULL
);

-- Visits with a positive amount; from `lost` on nothing is left of it, because of what was brought back.
CREATE TABLE visit_days (program VARCHAR NOT NULL, customer INTEGER NOT NULL, location VARCHAR, day DATE NOT NULL, lost DATE);

-- What each day added to the counts of its month, quarter and year. Rows of one day are added together.
CREATE TABLE day_counts (
    program VARCHAR NOT NULL, day DATE NOT NULL, buyers BIGINT NOT NULL, orders BIGINT NOT NULL, fresh BIGINT NOT NULL,
    again BIGINT NOT NULL, month_active BIGINT NOT NULL, quarter_active BIGINT NOT NULL, year_active BIGINT NOT NULL,
    month_retained BIGINT NOT NULL, quarter_retained BIGINT NOT NULL, year_retained BIGINT NOT NULL,
    month_returning BIGINT NOT NULL, quarter_returning BIGINT NOT NULL, year_returning BIGINT NOT NULL, month_squares BIGINT NOT NULL,
    reached_2 BIGINT NOT NULL, reached_3 BIGINT NOT NULL, reached_4 BIGINT NOT NULL, reached_5 BIGINT NOT NULL, reached_6 BIGINT NOT NULL,
    reached_11 BIGINT NOT NULL, reached_21 BIGINT NOT NULL
);

-- Customers by the month of their first purchase and the day on which they first bought in a month.
CREATE TABLE cohort_counts (program VARCHAR NOT NULL, cohort DATE NOT NULL, day DATE NOT NULL, customers BIGINT NOT NULL);

-- From a day on, so many customers more (or fewer) have exactly so many visits in the month.
CREATE TABLE visit_counts (program VARCHAR NOT NULL, month DATE NOT NULL, day DATE NOT NULL, visits BIGINT NOT NULL, change BIGINT NOT NULL);

CREATE TABLE day_sales (
    program VARCHAR NOT NULL, day DATE NOT NULL, currency VARCHAR NOT NULL, orders BIGINT NOT NULL, identified BIGINT NOT NULL,
    net BIGINT NOT NULL, returned BIGINT NOT NULL
);

-- What a customer bought and brought back in a month; and of it, since she was a member. `last` is her last buying day of the month.
CREATE TABLE customer_months (
    program VARCHAR NOT NULL, currency VARCHAR NOT NULL, customer INTEGER NOT NULL, month DATE NOT NULL, orders INTEGER NOT NULL,
    net BIGINT NOT NULL, returned BIGINT NOT NULL, member_orders INTEGER NOT NULL, member_net BIGINT NOT NULL,
    member_returned BIGINT NOT NULL, last DATE
);

CREATE OR REPLACE MACRO bought(p, until, money) AS TABLE
    SELECT * FROM purchases
    WHERE program = p AND day < until AND (money IS NULL OR currency = money)
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = purchases.customer);

CREATE OR REPLACE MACRO brought_back(p, until, money) AS TABLE
    SELECT * FROM returns
    WHERE program = p AND day < until AND (money IS NULL OR currency = money)
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = returns.customer);

CREATE OR REPLACE MACRO bought_lines(p, until, money) AS TABLE
    SELECT * FROM lines
    WHERE program = p AND day < until AND (money IS NULL OR currency = money)
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = lines.customer);

CREATE OR REPLACE MACRO enrolled(p, until) AS TABLE
    SELECT customer, min(joined_at) AS joined_at, min(day) AS day, arg_min(location, joined_at) AS location,
           arg_min(channel, joined_at) AS channel, bool_or(held_out) AS held_out
    FROM members
    WHERE program = p AND day < until
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = members.customer)
    GROUP BY customer;

-- Who joined and when, without the rest of it.
CREATE OR REPLACE MACRO joined(p, until) AS TABLE
    SELECT customer, min(day) AS day FROM members
    WHERE program = p AND day < until
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = members.customer)
    GROUP BY customer;

CREATE OR REPLACE MACRO visits(p, until) AS TABLE
    SELECT customer, location, day FROM visit_days WHERE program = p AND day < until AND (lost IS NULL OR lost >= until);

CREATE OR REPLACE MACRO buying_days(p, until) AS TABLE SELECT customer, day FROM customer_days WHERE program = p AND day < until;

CREATE OR REPLACE MACRO first_days(p, until) AS TABLE
    SELECT customer, day FROM customer_days WHERE program = p AND day < until AND nth = 1;

CREATE OR REPLACE MACRO activities(p, until) AS TABLE
    SELECT customer, day FROM visits(p, until)
    UNION ALL
    SELECT customer, CAST(occurred_at AS DATE) FROM redemptions WHERE program = p AND state = 'captured' AND occurred_at < until;

CREATE MACRO spent_in_months(p, since, until, money) AS TABLE
    WITH moved AS (
        SELECT currency, customer, day, 1 AS orders, net, 0 AS returned FROM bought(p, until, money) WHERE day >= since AND customer IS NOT NULL
        UNION ALL
        SELECT currency, customer, day, 0, 0, net FROM brought_back(p, until, money) WHERE day >= since AND customer IS NOT NULL
    )
    SELECT x.currency, x.customer, start_of('month', x.day) AS month, sum(x.orders) AS orders, sum(x.net) AS net, sum(x.returned) AS returned,
           coalesce(sum(x.orders) FILTER (m.day <= x.day), 0) AS member_orders, coalesce(sum(x.net) FILTER (m.day <= x.day), 0) AS member_net,
           coalesce(sum(x.returned) FILTER (m.day <= x.day), 0) AS member_returned, max(x.day) FILTER (x.orders = 1) AS last
    FROM moved x LEFT JOIN joined(p, until) m USING (customer)
    GROUP BY x.currency, x.customer, start_of('month', x.day);

-- The finished months as they are kept, and the one in which `until` lies.
CREATE MACRO customer_spend(p, until, money) AS TABLE
    SELECT customer, month, orders, net, returned, member_orders, member_net, member_returned, last
    FROM customer_months WHERE program = p AND month < start_of('month', until) AND (money IS NULL OR currency = money)
    UNION ALL
    SELECT customer, month, orders, net, returned, member_orders, member_net, member_returned, last
    FROM spent_in_months(p, start_of('month', until), until, money);

-- The same by the step: by month nothing has to be added up where there is one currency.
CREATE MACRO customer_steps(p, until, money, step) AS TABLE
    SELECT customer, month AS started, orders, net, returned, member_orders, member_net, member_returned
    FROM customer_spend(p, until, money) WHERE step = 'month' AND money IS NOT NULL
    UNION ALL
    SELECT customer, start_of(step, month), sum(orders), sum(net), sum(returned), sum(member_orders), sum(member_net), sum(member_returned)
    FROM customer_spend(p, until, money) WHERE step <> 'month' OR money IS NULL
    GROUP BY customer, start_of(step, month);

CREATE OR REPLACE MACRO rfm_amounts(p, until, money) AS TABLE
    SELECT customer, date_diff('day', max(last), until) AS recency, sum(orders)::BIGINT AS frequency, sum(net)::BIGINT AS bought,
           sum(net - returned)::BIGINT AS kept
    FROM customer_spend(p, until, money) GROUP BY customer HAVING sum(orders) > 0;

CREATE OR REPLACE MACRO rfm(p, until, money) AS TABLE
    SELECT customer, recency, frequency, bought, kept,
           CAST(1 + floor(5 * (rank() OVER (ORDER BY recency DESC) - 1) / count(*) OVER ()) AS INTEGER) AS recency_score,
           CAST(1 + floor(5 * (rank() OVER (ORDER BY frequency) - 1) / count(*) OVER ()) AS INTEGER) AS frequency_score,
           CAST(1 + floor(5 * (rank() OVER (ORDER BY kept) - 1) / count(*) OVER ()) AS INTEGER) AS monetary_score
    FROM rfm_amounts(p, until, money);

-- The counts of the days with those of the step picked out.
CREATE MACRO counted_days(p, until, step) AS TABLE
    SELECT start_of(step, day) AS started, fresh,
           CASE step WHEN 'month' THEN month_active WHEN 'quarter' THEN quarter_active ELSE year_active END AS active,
           CASE step WHEN 'month' THEN month_retained WHEN 'quarter' THEN quarter_retained ELSE year_retained END AS retained,
           CASE step WHEN 'month' THEN month_returning WHEN 'quarter' THEN quarter_returning ELSE year_returning END AS twice
    FROM day_counts WHERE program = p AND day < until;
