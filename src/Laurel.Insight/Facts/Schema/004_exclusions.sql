-- The same notions, asked so that leaving nobody out costs nothing: an anti-join instead of a list looked up row by row.
CREATE OR REPLACE MACRO bought(p, until, money) AS TABLE
    SELECT * FROM purchases
    WHERE program = p AND day < until AND (money IS NULL OR currency = money)
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.who = purchases.customer);

CREATE OR REPLACE MACRO brought_back(p, until, money) AS TABLE
    SELECT * FROM returns
    WHERE program = p AND day < until AND (money IS NULL OR currency = money)
      AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = p AND x.who = returns.customer);
