using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Facts;

/// <summary>
/// Brings the tables kept beside the facts up to them: customers who were touched are taken out and counted again, or everybody where
/// that is no more work. Runs in the caller's transaction.
/// </summary>
internal sealed class Settling(DuckDBConnection connection, string program)
{
    /// <summary>With more than one in so many customers touched, all are counted again.</summary>
    private const int Many = 20;

    /// <summary>More rows than this in a table of counts are added together.</summary>
    private const long MostRows = 100_000;

    /// <summary>For rows that did not come through a batch: no answer holds.</summary>
    internal void Anew()
    {
        Run("DELETE FROM kept_answers WHERE program = $program");
        All();
    }

    internal void All()
    {
        All(Kept.Tables);
        MarkSettled();
    }

    /// <summary>Some of the tables; the program is not settled by it.</summary>
    internal void All(IReadOnlyList<string> tables)
    {
        foreach (var (table, sql) in Kept.Tables.Zip(Kept.Everybody).Where(kept => tables.Contains(kept.First)))
        {
            Run($"DELETE FROM {table} WHERE program = $program");
            Run(sql);
        }
    }

    /// <param name="customers">Whose purchases, returns or standing changed.</param>
    /// <param name="regrouped">Who joined, or counts for another now: what she bought is no longer counted among the same people.</param>
    /// <param name="days">On which something was bought or brought back; null is any day.</param>
    internal void Touched(IReadOnlyCollection<int> customers, IReadOnlyCollection<int> regrouped, IReadOnlyCollection<DateOnly>? days)
    {
        if (customers.Count > Many && customers.Count * (long)Many > Count("customers"))
        {
            All();
            return;
        }
        if (customers.Count > 0)
            TouchCustomers(customers);
        if (days is null || days.Count > 0 || regrouped.Count > 0)
            TouchDays(days, regrouped);
        Compact();
        MarkSettled();
    }

    private void TouchCustomers(IReadOnlyCollection<int> customers)
    {
        Fill("touched", "customer INTEGER", customers, (row, customer) => row.AppendValue((long)customer).EndRow());
        Run("CREATE OR REPLACE TEMP TABLE days_before AS SELECT * FROM customer_days WHERE program = $program AND customer IN (SELECT customer FROM touched)");
        Run("CREATE OR REPLACE TEMP TABLE visits_before AS SELECT * FROM visit_days WHERE program = $program AND customer IN (SELECT customer FROM touched)");
        foreach (var table in (ReadOnlySpan<string>)["customer_days", "visit_days", "customer_months", "customer_totals"])
            Run($"DELETE FROM {table} WHERE program = $program AND customer IN (SELECT customer FROM touched)");
        foreach (var sql in Kept.OfTouched)
            Run(sql);
    }

    private void TouchDays(IReadOnlyCollection<DateOnly>? days, IReadOnlyCollection<int> regrouped)
    {
        if (days is not null)
            Fill("touched_days", "day DATE", days, (row, day) => row.AppendValue(day).EndRow());
        if (days is not null && regrouped.Count > 0)
        {
            Fill("regrouped", "customer INTEGER", regrouped, (row, customer) => row.AppendValue((long)customer).EndRow());
            Run("INSERT INTO touched_days SELECT DISTINCT day FROM customer_days WHERE program = $program AND customer IN (SELECT customer FROM regrouped)");
        }
        foreach (var table in (ReadOnlySpan<string>)["day_sales", "goods_days"])
            Run($"DELETE FROM {table} WHERE program = $program{(days is null ? "" : " AND day IN (SELECT day FROM touched_days)")}");
        Run(Kept.DaySales(days is null));
        Run(Kept.GoodsDays(days is null));
    }

    private void Compact()
    {
        foreach (var (table, sql) in (ReadOnlySpan<(string, string)>)
            [("day_counts", Kept.Compactions[0]), ("cohort_counts", Kept.Compactions[1]), ("visit_counts", Kept.Compactions[2])])
        {
            if (Count(table) <= MostRows)
                continue;
            foreach (var statement in sql.Split(';'))
                Run(statement);
        }
    }

    private delegate void Append<T>(DuckDBAppenderRow row, T value);

    private void Fill<T>(string table, string column, IReadOnlyCollection<T> values, Append<T> append)
    {
        Run($"CREATE OR REPLACE TEMP TABLE {table} ({column})");
        using var appender = connection.CreateAppender(table);
        foreach (var value in values)
            append(appender.CreateRow(), value);
    }

    /// <summary>Whether what is kept is as far as the facts are.</summary>
    internal bool IsSettled()
    {
        using var command = Command(
            "SELECT coalesce((SELECT seq FROM settled WHERE program = $program), 0) = coalesce((SELECT seq FROM progress WHERE program = $program), 0)");
        return (bool)command.ExecuteScalar()!;
    }

    private long Count(string table)
    {
        using var command = Command($"SELECT count(*) FROM {table} WHERE program = $program");
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Answers that are still there see none of what was touched: they hold for what is settled now too.</summary>
    internal void MarkSettled()
    {
        Run("""
            UPDATE kept_answers SET seq = (SELECT seq FROM progress WHERE program = $program)
            WHERE program = $program AND seq = (SELECT seq FROM settled WHERE program = $program)
            """);
        Run("INSERT OR REPLACE INTO settled SELECT program, seq FROM progress WHERE program = $program");
    }

    private void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private DuckDBCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        if (sql.Contains("$program", StringComparison.Ordinal))
            command.Parameters.Add("program", program);
        return command;
    }
}
