-- How members are cared for: requests and their steps, public ratings; consents and what is known of members are among what happens.
CREATE TABLE cases (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, request VARCHAR NOT NULL, step VARCHAR NOT NULL, member VARCHAR, customer INTEGER,
    topic VARCHAR, location VARCHAR, channel VARCHAR, moment TIMESTAMP NOT NULL, day DATE NOT NULL
);

CREATE TABLE ratings (
    program VARCHAR NOT NULL, seq BIGINT NOT NULL, source VARCHAR NOT NULL, rating VARCHAR NOT NULL, stars INTEGER NOT NULL,
    location VARCHAR, day DATE NOT NULL
);

-- Members whose account is open at the end of each period.
CREATE MACRO open_members(p, step, since, until) AS TABLE
    WITH closed AS (
        SELECT customer, min(day) AS day FROM happenings
        WHERE program = p AND kind = 'account-switched' AND change = 'closed' AND day < until GROUP BY customer
    )
    SELECT t.started, t.period, t.mature, count(j.customer) AS n
    FROM periods(step, since, until) t
    LEFT JOIN (SELECT j.customer, j.day, c.day AS closed FROM joined(p, until) j LEFT JOIN closed c USING (customer)) j
        ON j.day < t.ended AND (j.closed IS NULL OR j.closed >= t.ended)
    GROUP BY ALL;

-- What was last recorded of each member and subject by the end of each period. Who goes on in the account of another brings nothing along.
CREATE MACRO member_states(p, what, step, since, until) AS TABLE
    WITH closed AS (
        SELECT customer, min(day) AS day FROM happenings
        WHERE program = p AND kind = 'account-switched' AND change = 'closed' AND day < until GROUP BY customer
    ), changes AS (
        SELECT h.customer, h.subject, h.change, h.day, h.seq, c.day AS closed
        FROM happenings h JOIN joined(p, until) j USING (customer) LEFT JOIN closed c USING (customer)
        WHERE h.program = p AND h.kind = what AND h.day < until
          AND NOT EXISTS (SELECT 1 FROM attributions a WHERE a.program = p AND a.who = h.member)
    )
    SELECT t.started, c.customer, c.subject, arg_max(c.change, c.seq) AS state
    FROM periods(step, since, until) t JOIN changes c ON c.day < t.ended AND (c.closed IS NULL OR c.closed >= t.ended)
    GROUP BY ALL;

-- When rewards and perks opened first for members for whom they are open; what a return closed again did not open.
CREATE MACRO unlocked_rewards(p, until) AS TABLE
    SELECT h.customer, h.subject AS reward, min(h.day) FILTER (h.change = 'unlocked') AS day FROM happenings h
    WHERE h.program = p AND h.kind = 'reward-unlocked' AND h.day < until
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.customer = h.customer)
    GROUP BY ALL HAVING count(*) FILTER (h.change = 'unlocked') > count(*) FILTER (h.change = 'lost');

-- An interval of 95% around the middle of a sorted list, by the ranks between which it lies, whatever the distribution; null under six.
CREATE MACRO middle_low(sorted) AS CASE WHEN len(sorted) >= 6
    THEN sorted[greatest(1, CAST(floor(len(sorted) / 2.0 - 0.98 * sqrt(len(sorted))) AS INTEGER))] END;
CREATE MACRO middle_high(sorted) AS CASE WHEN len(sorted) >= 6
    THEN sorted[least(len(sorted), CAST(ceil(1 + len(sorted) / 2.0 + 0.98 * sqrt(len(sorted))) AS INTEGER))] END;

DELETE FROM progress; DELETE FROM settled; DELETE FROM customers; DELETE FROM attributions; DELETE FROM excluded; DELETE FROM purchases;
DELETE FROM lines; DELETE FROM returns; DELETE FROM return_lines; DELETE FROM members; DELETE FROM movements; DELETE FROM tiers;
DELETE FROM redemptions; DELETE FROM lots; DELETE FROM customer_days; DELETE FROM customer_months; DELETE FROM visit_days;
DELETE FROM day_counts; DELETE FROM cohort_counts; DELETE FROM visit_counts; DELETE FROM day_sales; DELETE FROM offers;
DELETE FROM activities; DELETE FROM answers; DELETE FROM unlocks; DELETE FROM memberships; DELETE FROM referrals;
DELETE FROM happenings; DELETE FROM money; DELETE FROM kept_answers;
