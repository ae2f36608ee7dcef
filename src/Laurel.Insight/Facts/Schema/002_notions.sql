-- The notions every question shares, so that no two questions mean different things by the same word. `until` is the as-of day: what
-- happened on it or later is not seen. `money` is a currency, or null for all.

-- Purchases that count: those of staff and the test panel do not.
CREATE MACRO bought(p, until, money) AS TABLE
    SELECT * FROM purchases
    WHERE program = p AND day < until AND (money IS NULL OR currency = money)
      AND (customer IS NULL OR customer NOT IN (SELECT who FROM excluded WHERE program = p));

CREATE MACRO brought_back(p, until, money) AS TABLE
    SELECT * FROM returns
    WHERE program = p AND day < until AND (money IS NULL OR currency = money)
      AND (customer IS NULL OR customer NOT IN (SELECT who FROM excluded WHERE program = p));

-- Members that count, each as the customer she is; merged members joined when the first of them did.
CREATE MACRO enrolled(p, until) AS TABLE
    SELECT coalesce(a.customer, m.member) AS customer, min(m.joined_at) AS joined_at, min(m.day) AS day,
           arg_min(m.location, m.joined_at) AS location, arg_min(m.channel, m.joined_at) AS channel, bool_or(m.held_out) AS held_out
    FROM members m LEFT JOIN attributions a ON a.program = m.program AND a.who = m.member
    WHERE m.program = p AND m.day < until
      AND coalesce(a.customer, m.member) NOT IN (SELECT who FROM excluded WHERE program = p)
    GROUP BY ALL;

-- A visit: one customer, location and business day with a positive amount after what was brought back of it.
CREATE MACRO visits(p, until) AS TABLE
    SELECT b.customer, b.location, b.day, count(*) AS purchases, sum(b.net) - coalesce(sum(r.net), 0) AS net
    FROM bought(p, until, NULL) b
    LEFT JOIN (SELECT purchase, sum(net) AS net FROM brought_back(p, until, NULL) WHERE purchase IS NOT NULL GROUP BY purchase) r
        ON r.purchase = b.purchase
    WHERE b.customer IS NOT NULL
    GROUP BY b.customer, b.location, b.day
    HAVING sum(b.net) - coalesce(sum(r.net), 0) > 0;

-- The days on which a customer bought; two purchases on one day are one.
CREATE MACRO buying_days(p, until) AS TABLE
    SELECT DISTINCT customer, day FROM bought(p, until, NULL) WHERE customer IS NOT NULL;

-- A customer's first day in the facts; who bought before they begin counts from their beginning.
CREATE MACRO first_days(p, until) AS TABLE
    SELECT customer, min(day) AS day FROM bought(p, until, NULL) WHERE customer IS NOT NULL GROUP BY customer;

-- What shows that a member takes part: a visit, or a reward taken.
CREATE MACRO activities(p, until) AS TABLE
    SELECT customer, day FROM visits(p, until)
    UNION
    SELECT coalesce(a.customer, r.member), CAST(r.occurred_at AS DATE)
    FROM redemptions r LEFT JOIN attributions a ON a.program = r.program AND a.who = r.member
    WHERE r.program = p AND r.state = 'captured' AND r.occurred_at < until;

-- Periods of the calendar: month, quarter or year. A period counts as seen from its start when the facts begin at most six days into it.
CREATE MACRO months_in(step) AS CASE step WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 ELSE 12 END;
CREATE MACRO start_of(step, d) AS CAST(date_trunc(step, CAST(d AS DATE)) AS DATE);
CREATE MACRO later(step, d) AS CAST(d + to_months(months_in(step)) AS DATE);
CREATE MACRO year_before(d) AS CAST(d - to_years(1) AS DATE);
CREATE MACRO seen_from(d, since) AS d >= since - 6;
CREATE MACRO label(step, d) AS CASE step
    WHEN 'month' THEN strftime(d, '%Y-%m')
    WHEN 'quarter' THEN concat(year(d), '-Q', quarter(d))
    ELSE strftime(d, '%Y') END;

CREATE MACRO periods(step, since, until) AS TABLE
    SELECT started, later(step, started) AS ended, label(step, started) AS period,
           seen_from(started, since) AND later(step, started) <= until AS mature
    FROM (SELECT CAST(unnest(generate_series(start_of(step, since), until - 1, to_months(months_in(step)))) AS DATE) AS started);

-- Recency (days since the last purchase), frequency (orders), monetary (minor units, as bought and after returns) of every customer, each
-- scored 1 to 5 by rank: ties get the same score, 5 is best. Money is scored after returns.
CREATE MACRO rfm(p, until, money) AS TABLE
    WITH bought_by AS (
        SELECT customer, date_diff('day', max(day), until) AS recency, count(*) AS frequency, sum(net) AS bought
        FROM bought(p, until, money) WHERE customer IS NOT NULL GROUP BY customer
    ), returned_by AS (
        SELECT customer, sum(net) AS returned FROM brought_back(p, until, money) WHERE customer IS NOT NULL GROUP BY customer
    )
    SELECT customer, recency, frequency, bought, bought - coalesce(returned, 0) AS kept,
           CAST(1 + floor(5 * (rank() OVER (ORDER BY recency DESC) - 1) / count(*) OVER ()) AS INTEGER) AS recency_score,
           CAST(1 + floor(5 * (rank() OVER (ORDER BY frequency) - 1) / count(*) OVER ()) AS INTEGER) AS frequency_score,
           CAST(1 + floor(5 * (rank() OVER (ORDER BY bought - coalesce(returned, 0)) - 1) / count(*) OVER ()) AS INTEGER) AS monetary_score
    FROM bought_by LEFT JOIN returned_by USING (customer);
