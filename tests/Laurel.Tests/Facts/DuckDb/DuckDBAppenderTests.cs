using Laurel.Insight.Facts.DuckDb;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Facts.DuckDb;

public sealed class DuckDBAppenderTests : IDisposable
{
    private readonly DuckDBConnection connection = new();

    public DuckDBAppenderTests()
    {
        connection.Open();
        Run("CREATE TABLE t(id BIGINT, name VARCHAR, amount DECIMAL(18,6), day DATE, occurred_at TIMESTAMP, ok BOOLEAN, ratio DOUBLE)");
    }

    public void Dispose() => connection.Dispose();

    [Fact]
    public void Rows_come_back_as_they_were_appended_nulls_included()
    {
        using (var appender = connection.CreateAppender("t"))
        {
            appender.CreateRow().AppendValue(1L).AppendValue("one, and more than twelve bytes").AppendValue(-0.000001m)
                .AppendValue(new DateOnly(2026, 1, 31)).AppendValue(new DateTime(2026, 1, 31, 23, 59, 59))
                .AppendValue(true).AppendValue(0.5).EndRow();
            appender.CreateRow().AppendValue(2L).AppendNullValue().AppendNullValue().AppendNullValue().AppendNullValue().AppendNullValue()
                .AppendNullValue().EndRow();
        }
        Run("SELECT string_agg(t::VARCHAR, ' ' ORDER BY id) FROM t").ShouldBe(
            "{'id': 1, 'name': 'one, and more than twelve bytes', 'amount': -0.000001, 'day': 2026-01-31, "
            + "'occurred_at': '2026-01-31 23:59:59', 'ok': true, 'ratio': 0.5} "
            + "{'id': 2, 'name': NULL, 'amount': NULL, 'day': NULL, 'occurred_at': NULL, 'ok': NULL, 'ratio': NULL}");
    }

    [Fact]
    public void Chunks_do_not_leak_into_one_another()
    {
        Run("CREATE TABLE many(id BIGINT, even VARCHAR)");
        using (var appender = connection.CreateAppender("many"))
        {
            for (var i = 0L; i < 10_001; i++)
                appender.CreateRow().AppendValue(i).AppendValue(i % 2 == 0 ? $"value number {i}" : null).EndRow();
        }
        Run("SELECT count(*) || ' ' || sum(id) || ' ' || count(even) FROM many").ShouldBe("10001 50005000 5001");
        Run("SELECT count(*) FROM many WHERE even <> 'value number ' || id OR (even IS NULL) <> (id % 2 = 1)").ShouldBe(0L);
    }

    [Fact]
    public void Appended_rows_belong_to_the_open_transaction()
    {
        Run("CREATE TABLE few(id BIGINT)");
        using (connection.BeginTransaction())
        {
            using var appender = connection.CreateAppender("few");
            appender.CreateRow().AppendValue(1L).EndRow();
            appender.Close();
        }
        Run("SELECT count(*) FROM few").ShouldBe(0L);
    }

    [Fact]
    public void Digits_that_would_be_lost_are_refused()
    {
        Run("CREATE TABLE few(amount DECIMAL(18,6), small INTEGER)");
        using var appender = connection.CreateAppender("few");
        Should.Throw<OverflowException>(() => appender.CreateRow().AppendValue(0.0000001m)).Message.ShouldContain("6 digits");
        Should.Throw<OverflowException>(() => appender.CreateRow().AppendValue(1_000_000_000_000m)).Message.ShouldContain("12 digits");
        Should.Throw<OverflowException>(() => appender.CreateRow().AppendValue(1m).AppendValue(long.MaxValue));
        Should.Throw<InvalidCastException>(() => appender.CreateRow().AppendValue("ten"));
    }

    [Fact]
    public void A_row_of_the_wrong_width_is_refused_and_nothing_is_kept()
    {
        Run("CREATE TABLE few(a BIGINT, b BIGINT)");
        using (var appender = connection.CreateAppender("few"))
            Should.Throw<DuckDBException>(() => appender.CreateRow().AppendValue(1L).EndRow())
                .Message.ShouldContain("2 columns; the row has 1");
        Run("SELECT count(*) FROM few").ShouldBe(0L);
    }

    [Fact]
    public void A_table_that_is_not_there_is_named() =>
        Should.Throw<DuckDBException>(() => connection.CreateAppender("nowhere")).Message.ShouldContain("nowhere");

    [Fact]
    public void A_duplicate_key_fails_when_the_rows_are_handed_over()
    {
        Run("CREATE TABLE keyed(id BIGINT PRIMARY KEY)");
        var appender = connection.CreateAppender("keyed");
        appender.CreateRow().AppendValue(1L).EndRow();
        appender.CreateRow().AppendValue(1L).EndRow();
        Should.Throw<DuckDBException>(appender.Close).Message.ShouldContain("keyed");
        Run("SELECT count(*) FROM keyed").ShouldBe(0L);
    }

    private object? Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
