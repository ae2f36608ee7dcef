-- Who is alike: by what was said of them, by when they came, by recency, frequency and money.

-- In which segments customers are, as last told before `until`.
CREATE OR REPLACE MACRO told_segments(p, until) AS TABLE
    WITH told AS (SELECT customer, name, seq, max(seq) OVER (PARTITION BY customer) AS last FROM traits WHERE program = p AND kind = 'segment' AND day < until)
    SELECT DISTINCT customer, name FROM told WHERE seq = last;

CREATE OR REPLACE MACRO told_attributes(p, until) AS TABLE
    SELECT customer, name, arg_max(value, seq) AS value FROM traits WHERE program = p AND kind = 'attribute' AND day < until GROUP BY customer, name;

-- Every customer who bought before `until`, in one of five rhythms. A year is the twelve months before it.
CREATE OR REPLACE MACRO rhythms(p, until) AS TABLE
    SELECT d.customer, CASE WHEN d.first >= until - 90 THEN 'new'
        WHEN v.year >= 3 THEN CASE WHEN v.last >= until - 90 THEN 'loyal' ELSE 'at-risk' END
        WHEN v.year > 0 THEN 'occasional' ELSE 'lapsed' END AS name
    FROM (SELECT customer, day AS first FROM first_days(p, until)) d
    LEFT JOIN (SELECT customer, max(day) AS last, count(*) FILTER (day >= year_before(until)) AS year FROM visits(p, until) GROUP BY customer) v
        ON v.customer = d.customer;

-- Recency (days since the last purchase), frequency (orders), money as bought and after returns of every customer. Who has moved since the as-of
-- day is counted anew.
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

-- The four values of each dimension that part customers into fifths by rank, interpolated; without the error of binary fractions.
CREATE OR REPLACE MACRO rfm_cuts(p, until, money) AS TABLE
    SELECT count(*) AS n, quantile_cont(recency, [0.2, 0.4, 0.6, 0.8])::DECIMAL(18, 2)[] AS r,
           quantile_cont(frequency, [0.2, 0.4, 0.6, 0.8])::DECIMAL(18, 2)[] AS f, quantile_cont(kept, [0.2, 0.4, 0.6, 0.8])::DECIMAL(18, 2)[] AS m
    FROM rfm_amounts(p, until, money);

-- Scores of 1 to 5 (5 is best) on a day by the cuts of the quarter's first day, so that they change because customers change and not because
-- the others did; by those of the day itself where fewer than 30 customers had bought by then. Who is at a cut belongs to the group below it.
CREATE OR REPLACE MACRO rfm_scores(p, until, money) AS TABLE
    WITH cuts AS (
        SELECT r, f, m FROM (
            SELECT *, 1 AS place FROM rfm_cuts(p, start_of('quarter', until), money) WHERE n >= 30
            UNION ALL SELECT *, 2 FROM rfm_cuts(p, until, money)
        ) ORDER BY place LIMIT 1
    )
    SELECT customer, 5 - ((recency > r[1])::INTEGER + (recency > r[2])::INTEGER + (recency > r[3])::INTEGER + (recency > r[4])::INTEGER) AS recency,
           1 + (frequency > f[1])::INTEGER + (frequency > f[2])::INTEGER + (frequency > f[3])::INTEGER + (frequency > f[4])::INTEGER AS frequency,
           1 + (kept > m[1])::INTEGER + (kept > m[2])::INTEGER + (kept > m[3])::INTEGER + (kept > m[4])::INTEGER AS monetary
    FROM rfm_amounts(p, until, money) CROSS JOIN cuts;

CREATE OR REPLACE MACRO rfm_segments(p, until, money) AS TABLE
    SELECT customer, CASE WHEN recency >= 4 THEN CASE WHEN frequency >= 4 THEN 'champions' WHEN frequency = 3 THEN 'regulars' ELSE 'promising' END
        WHEN recency = 3 THEN CASE WHEN frequency >= 3 THEN 'regulars' ELSE 'fading' END
        WHEN frequency >= 3 THEN 'slipping' ELSE 'dormant' END AS name
    FROM rfm_scores(p, until, money);
