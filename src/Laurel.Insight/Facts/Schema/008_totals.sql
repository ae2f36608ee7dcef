-- What questions still had to count over everything: what each customer came to, what each day sold of each kind of goods, and when she
-- joined beside every day she bought, so that nothing has to be looked up. Facts made before begin again from the journal.
DROP TABLE customer_days; DROP TABLE visit_days;

-- `joined` is the day she became a member, whenever that was: it says something of days from it on only.
CREATE TABLE customer_days (
    program VARCHAR NOT NULL, customer INTEGER NOT NULL, day DATE NOT NULL, joined DATE, first DATE NOT NULL, previous DATE, earlier DATE,
    nth INTEGER NOT NULL, orders INTEGER NOT NULL, before INTEGER NOT NULL, month_before INTEGER NOT NULL
);

CREATE TABLE visit_days (program VARCHAR NOT NULL, customer INTEGER NOT NULL, location VARCHAR, day DATE NOT NULL, joined DATE, lost DATE);

-- All that a customer bought and brought back, and of it what was before she joined, where she did. Who has moved since the as-of day is
-- counted anew by `rfm_amounts`.
CREATE TABLE customer_totals (
    program VARCHAR NOT NULL, currency VARCHAR NOT NULL, customer INTEGER NOT NULL, joined DATE, orders BIGINT NOT NULL, net BIGINT NOT NULL,
    returned BIGINT NOT NULL, last DATE, before_orders BIGINT NOT NULL, before_net BIGINT NOT NULL
);

CREATE TABLE goods_days (
    program VARCHAR NOT NULL, day DATE NOT NULL, currency VARCHAR NOT NULL, category VARCHAR NOT NULL, as_member BOOLEAN NOT NULL, net BIGINT NOT NULL
);

CREATE OR REPLACE MACRO activities(p, until) AS TABLE
    SELECT customer, day, joined FROM visit_days WHERE program = p AND day < until AND (lost IS NULL OR lost >= until)
    UNION ALL
    SELECT r.customer, CAST(r.occurred_at AS DATE), m.day
    FROM redemptions r LEFT JOIN (SELECT customer, min(day) AS day FROM members WHERE program = p GROUP BY customer) m USING (customer)
    WHERE r.program = p AND r.state = 'captured' AND r.occurred_at < until;

CREATE MACRO moved_from(p, until, money) AS TABLE
    SELECT customer FROM purchases WHERE program = p AND day >= until AND customer IS NOT NULL AND (money IS NULL OR currency = money)
    UNION ALL
    SELECT customer FROM returns WHERE program = p AND day >= until AND customer IS NOT NULL AND (money IS NULL OR currency = money);

CREATE OR REPLACE MACRO rfm_amounts(p, until, money) AS TABLE
    SELECT customer, date_diff('day', last, until) AS recency, orders AS frequency, net AS bought, net - returned AS kept
    FROM customer_totals t
    WHERE program = p AND currency = money AND orders > 0
      AND NOT EXISTS (SELECT 1 FROM moved_from(p, until, money) m WHERE m.customer = t.customer)
    UNION ALL
    SELECT customer, date_diff('day', max(last), until), sum(orders)::BIGINT, sum(net)::BIGINT, sum(net - returned)::BIGINT
    FROM (
        SELECT customer, orders, net, returned, last FROM customer_totals t
        WHERE program = p AND money IS NULL AND NOT EXISTS (SELECT 1 FROM moved_from(p, until, money) m WHERE m.customer = t.customer)
        UNION ALL
        SELECT customer, orders, net, returned, last FROM customer_spend(p, until, money) t
        WHERE EXISTS (SELECT 1 FROM moved_from(p, until, money) m WHERE m.customer = t.customer)
    )
    GROUP BY customer HAVING sum(orders) > 0;

DELETE FROM progress; DELETE FROM settled; DELETE FROM customers; DELETE FROM attributions; DELETE FROM excluded; DELETE FROM purchases;
DELETE FROM lines; DELETE FROM returns; DELETE FROM return_lines; DELETE FROM members; DELETE FROM movements; DELETE FROM tiers;
DELETE FROM redemptions; DELETE FROM lots; DELETE FROM customer_months; DELETE FROM day_counts; DELETE FROM cohort_counts;
DELETE FROM visit_counts; DELETE FROM day_sales; DELETE FROM offers; DELETE FROM activities; DELETE FROM answers; DELETE FROM unlocks;
DELETE FROM memberships; DELETE FROM referrals; DELETE FROM happenings; DELETE FROM money; DELETE FROM kept_answers;
