-- The notions every question shares, so that no two questions mean different things by the same word. `until` is the as-of day: what
-- happened on it or later is not seen. `money` is a currency, or null for all.

-- Periods of the calendar: month, quarter or year. A period counts as seen from its start when the facts begin at most six days into it.
CREATE OR REPLACE MACRO months_in(step) AS CASE step WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 ELSE 12 END;
CREATE OR REPLACE MACRO start_of(step, d) AS CAST(date_trunc(step, CAST(d AS DATE)) AS DATE);
CREATE OR REPLACE MACRO later(step, d) AS CAST(d + to_months(months_in(step)) AS DATE);
CREATE OR REPLACE MACRO year_before(d) AS CAST(d - to_years(1) AS DATE);
CREATE OR REPLACE MACRO seen_from(d, since) AS d >= since - 6;

CREATE OR REPLACE MACRO label(step, d) AS CASE step
    WHEN 'month' THEN strftime(d, '%Y-%m')
    WHEN 'quarter' THEN concat(year(d), '-Q', quarter(d))
    ELSE strftime(d, '%Y') END;

CREATE OR REPLACE MACRO periods(step, since, until) AS TABLE
    SELECT started, later(step, started) AS ended, label(step, started) AS period,
           seen_from(started, since) AND later(step, started) <= until AS mature
    FROM (SELECT CAST(unnest(generate_series(start_of(step, since), until - 1, to_months(months_in(step)))) AS DATE) AS started);

-- Purchases that count: those of staff and the test panel do not. An anti-join: leaving nobody out costs nothing.
CREATE OR REPLACE MACRO bought(p, until, money) AS TABLE
    SELECT * FROM purchases
    WHERE program = p AND day < until AND (money IS NULL OR currency = money)
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = purchases.customer);

CREATE OR REPLACE MACRO bought_lines(p, until, money) AS TABLE
    SELECT * FROM lines
    WHERE program = p AND day < until AND (money IS NULL OR currency = money)
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = lines.customer);

CREATE OR REPLACE MACRO brought_back(p, until, money) AS TABLE
    SELECT * FROM returns
    WHERE program = p AND day < until AND (money IS NULL OR currency = money)
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = returns.customer);

-- Members that count, each as the customer she is; merged members joined when the first of them did.
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

-- A visit: one customer, location and business day with a positive amount after what was brought back of it.
CREATE OR REPLACE MACRO visits(p, until) AS TABLE
    SELECT customer, location, day FROM visit_days WHERE program = p AND day < until AND (lost IS NULL OR lost >= until);

-- A customer's first day in the facts; who bought before they begin counts from their beginning.
CREATE OR REPLACE MACRO first_days(p, until) AS TABLE
    SELECT customer, day FROM customer_days WHERE program = p AND day < until AND nth = 1;

-- What shows that a member takes part: a visit, or a reward taken.
CREATE OR REPLACE MACRO activities(p, until) AS TABLE
    SELECT customer, day, joined FROM visit_days WHERE program = p AND day < until AND (lost IS NULL OR lost >= until)
    UNION ALL
    SELECT r.customer, CAST(r.occurred_at AS DATE), m.day
    FROM redemptions r LEFT JOIN (SELECT customer, min(day) AS day FROM members WHERE program = p GROUP BY customer) m USING (customer)
    WHERE r.program = p AND r.state = 'captured' AND r.occurred_at < until;

CREATE OR REPLACE MACRO offered(p, until) AS TABLE
    SELECT * FROM offers
    WHERE program = p AND day < until AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = offers.customer);

CREATE OR REPLACE MACRO answered(p, until) AS TABLE
    SELECT * FROM answers
    WHERE program = p AND day < until AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = answers.customer);

-- The counts of the days with those of the step picked out.
CREATE OR REPLACE MACRO counted_days(p, until, step) AS TABLE
    SELECT start_of(step, day) AS started, fresh,
           CASE step WHEN 'month' THEN month_active WHEN 'quarter' THEN quarter_active ELSE year_active END AS active,
           CASE step WHEN 'month' THEN month_retained WHEN 'quarter' THEN quarter_retained ELSE year_retained END AS retained,
           CASE step WHEN 'month' THEN month_returning WHEN 'quarter' THEN quarter_returning ELSE year_returning END AS twice
    FROM day_counts WHERE program = p AND day < until;

CREATE OR REPLACE MACRO spent_in_months(p, since, until, money) AS TABLE
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
CREATE OR REPLACE MACRO customer_spend(p, until, money) AS TABLE
    SELECT customer, month, orders, net, returned, member_orders, member_net, member_returned, last
    FROM customer_months WHERE program = p AND month < start_of('month', until) AND (money IS NULL OR currency = money)
    UNION ALL
    SELECT customer, month, orders, net, returned, member_orders, member_net, member_returned, last
    FROM spent_in_months(p, start_of('month', until), until, money);

-- The same by the step: by month nothing has to be added up where there is one currency.
CREATE OR REPLACE MACRO customer_steps(p, until, money, step) AS TABLE
    SELECT customer, month AS started, orders, net, returned, member_orders, member_net, member_returned
    FROM customer_spend(p, until, money) WHERE step = 'month' AND money IS NOT NULL
    UNION ALL
    SELECT customer, start_of(step, month), sum(orders), sum(net), sum(returned), sum(member_orders), sum(member_net), sum(member_returned)
    FROM customer_spend(p, until, money) WHERE step <> 'month' OR money IS NULL
    GROUP BY customer, start_of(step, month);

CREATE OR REPLACE MACRO moved_from(p, until, money) AS TABLE
    SELECT customer FROM purchases WHERE program = p AND day >= until AND customer IS NOT NULL AND (money IS NULL OR currency = money)
    UNION ALL
    SELECT customer FROM returns WHERE program = p AND day >= until AND customer IS NOT NULL AND (money IS NULL OR currency = money);

-- When accounts were closed for good. Of members who go on in the account of another the other's counts: theirs may be closed and hers open.
CREATE OR REPLACE MACRO closed_accounts(p, until) AS TABLE
    SELECT customer, min(day) AS day FROM happenings h
    WHERE program = p AND kind = 'account-switched' AND change = 'closed' AND day < until
      AND NOT EXISTS (SELECT 1 FROM attributions a WHERE a.program = p AND a.who = h.member)
    GROUP BY customer;

-- Members whose account is open at the end of each period.
CREATE OR REPLACE MACRO open_members(p, step, since, until) AS TABLE
    SELECT t.started, t.period, t.mature, count(j.customer) AS n
    FROM periods(step, since, until) t
    LEFT JOIN (SELECT j.customer, j.day, c.day AS closed FROM joined(p, until) j LEFT JOIN closed_accounts(p, until) c USING (customer)) j
        ON j.day < t.ended AND (j.closed IS NULL OR j.closed >= t.ended)
    GROUP BY ALL;

-- From when until when something was so of a member: in force at the end of a day if `since` is before it and `ends` is not. What is recorded later
-- of an earlier day replaces what it stands before. Who goes on in the account of another brings nothing along.
CREATE OR REPLACE MACRO state_spans(p, what, state, until) AS TABLE
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

-- When rewards and perks opened first for members for whom they are open; what a return closed again did not open.
CREATE OR REPLACE MACRO unlocked_rewards(p, until) AS TABLE
    SELECT h.customer, h.subject AS reward, min(h.day) FILTER (h.change = 'unlocked') AS day FROM happenings h
    WHERE h.program = p AND h.kind = 'reward-unlocked' AND h.day < until
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = h.customer)
    GROUP BY ALL HAVING count(*) FILTER (h.change = 'unlocked') > count(*) FILTER (h.change = 'lost');

-- An interval of 95% around the middle of a sorted list, by the ranks between which it lies, whatever the distribution; null under six.
CREATE OR REPLACE MACRO middle_low(sorted) AS CASE WHEN len(sorted) >= 6
    THEN sorted[greatest(1, CAST(floor(len(sorted) / 2.0 - 0.98 * sqrt(len(sorted))) AS INTEGER))] END;

CREATE OR REPLACE MACRO middle_high(sorted) AS CASE WHEN len(sorted) >= 6
    THEN sorted[least(len(sorted), CAST(ceil(1 + len(sorted) / 2.0 + 0.98 * sqrt(len(sorted))) AS INTEGER))] END;
