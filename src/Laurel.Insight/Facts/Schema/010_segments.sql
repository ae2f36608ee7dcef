-- What was said of customers with what they did (segments and attributes of theirs), and segments that are found from what they bought.
-- Facts made before begin again from the journal.
-- One row a segment or attribute. `kind` is segment or attribute; a command that says segments says all of them.
CREATE TABLE traits (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, member VARCHAR NOT NULL, customer INTEGER NOT NULL, kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL, value VARCHAR, day DATE NOT NULL
);

-- In which segments customers are, as last told before `until`.
CREATE MACRO told_segments(p, until) AS TABLE
    WITH told AS (SELECT customer, name, seq, max(seq) OVER (PARTITION BY customer) AS last FROM traits WHERE program = p AND kind = 'segment' AND day < until)
    SELECT DISTINCT customer, name FROM told WHERE seq = last;

CREATE MACRO told_attributes(p, until) AS TABLE
    SELECT customer, name, arg_max(value, seq) AS value FROM traits WHERE program = p AND kind = 'attribute' AND day < until GROUP BY customer, name;

-- Every customer who bought before `until`, in one of five rhythms. A year is the twelve months before it.
CREATE MACRO rhythms(p, until) AS TABLE
    SELECT d.customer, CASE WHEN d.first >= until - 90 THEN 'new'
        WHEN v.year >= 3 THEN CASE WHEN v.last >= until - 90 THEN 'loyal' ELSE 'at-risk' END
        WHEN v.year > 0 THEN 'occasional' ELSE 'lapsed' END AS name
    FROM (SELECT customer, day AS first FROM first_days(p, until)) d
    LEFT JOIN (SELECT customer, max(day) AS last, count(*) FILTER (day >= year_before(until)) AS year FROM visits(p, until) GROUP BY customer) v
        ON v.customer = d.customer;

-- The four values of each dimension that part customers into fifths by rank, interpolated; without the error of binary fractions.
CREATE MACRO rfm_cuts(p, until, money) AS TABLE
    SELECT count(*) AS n, quantile_cont(recency, [0.2, 0.4, 0.6, 0.8])::DECIMAL(18, 2)[] AS r,
           quantile_cont(frequency, [0.2, 0.4, 0.6, 0.8])::DECIMAL(18, 2)[] AS f, quantile_cont(kept, [0.2, 0.4, 0.6, 0.8])::DECIMAL(18, 2)[] AS m
    FROM rfm_amounts(p, until, money);

-- Scores of 1 to 5 (5 is best) on a day by the cuts of the quarter's first day, so that they change because customers change and not because
-- the others did; by those of the day itself where fewer than 30 customers had bought by then. Who is at a cut belongs to the group below it.
CREATE MACRO rfm_scores(p, until, money) AS TABLE
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

CREATE MACRO rfm_segments(p, until, money) AS TABLE
    SELECT customer, CASE WHEN recency >= 4 THEN CASE WHEN frequency >= 4 THEN 'champions' WHEN frequency = 3 THEN 'regulars' ELSE 'promising' END
        WHEN recency = 3 THEN CASE WHEN frequency >= 3 THEN 'regulars' ELSE 'fading' END
        WHEN frequency >= 3 THEN 'slipping' ELSE 'dormant' END AS name
    FROM rfm_scores(p, until, money);

-- When accounts were closed for good. Of members who go on in the account of another the other's counts: theirs may be closed and hers open.
CREATE MACRO closed_accounts(p, until) AS TABLE
    SELECT customer, min(day) AS day FROM happenings h
    WHERE program = p AND kind = 'account-switched' AND change = 'closed' AND day < until
      AND NOT EXISTS (SELECT 1 FROM attributions a WHERE a.program = p AND a.who = h.member)
    GROUP BY customer;

CREATE OR REPLACE MACRO open_members(p, step, since, until) AS TABLE
    SELECT t.started, t.period, t.mature, count(j.customer) AS n
    FROM periods(step, since, until) t
    LEFT JOIN (SELECT j.customer, j.day, c.day AS closed FROM joined(p, until) j LEFT JOIN closed_accounts(p, until) c USING (customer)) j
        ON j.day < t.ended AND (j.closed IS NULL OR j.closed >= t.ended)
    GROUP BY ALL;

-- From when until when something was so of a member: in force at the end of a day if `since` is before it and `ends` is not. What is recorded later
-- of an earlier day replaces what it stands before. Who goes on in the account of another brings nothing along.
CREATE MACRO state_spans(p, what, state, until) AS TABLE
    WITH changes AS (
        SELECT h.customer, h.subject, h.change, h.day, h.seq
        FROM happenings h
        WHERE h.program = p AND h.kind = what AND h.day < until
          AND NOT EXISTS (SELECT 1 FROM attributions a WHERE a.program = p AND a.who = h.member)
    ), lasting AS (
        SELECT * FROM changes QUALIFY seq = max(seq) OVER (PARTITION BY customer, subject ORDER BY day)
    ), followed AS (
        SELECT customer, subject, change, day, lead(day) OVER (PARTITION BY customer, subject ORDER BY day) AS next FROM lasting
    )
    SELECT f.customer, f.subject, f.day AS since, least(f.next, c.day) AS ends
    FROM followed f JOIN joined(p, until) j USING (customer) LEFT JOIN closed_accounts(p, until) c USING (customer)
    WHERE f.change = state AND (c.day IS NULL OR c.day > f.day);

DROP MACRO TABLE member_states;

DELETE FROM progress; DELETE FROM settled; DELETE FROM customers; DELETE FROM attributions; DELETE FROM excluded; DELETE FROM purchases;
DELETE FROM lines; DELETE FROM returns; DELETE FROM return_lines; DELETE FROM members; DELETE FROM movements; DELETE FROM tiers;
DELETE FROM redemptions; DELETE FROM lots; DELETE FROM customer_days; DELETE FROM visit_days; DELETE FROM customer_months;
DELETE FROM customer_totals; DELETE FROM day_counts; DELETE FROM cohort_counts; DELETE FROM visit_counts; DELETE FROM day_sales;
DELETE FROM goods_days; DELETE FROM offers; DELETE FROM activities; DELETE FROM answers; DELETE FROM unlocks; DELETE FROM memberships;
DELETE FROM referrals; DELETE FROM happenings; DELETE FROM money; DELETE FROM cases; DELETE FROM ratings; DELETE FROM kept_answers;
