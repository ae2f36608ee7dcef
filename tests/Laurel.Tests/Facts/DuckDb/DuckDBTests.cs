using System.Data;
using System.Numerics;
using Laurel.Insight.Facts.DuckDb;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Facts.DuckDb;

public sealed class DuckDBTests : IDisposable
{
    private readonly DuckDBConnection connection = new();

    public DuckDBTests() => connection.Open();

    public void Dispose() => connection.Dispose();

    [Fact]
    public void The_library_beside_the_program_is_the_pinned_one() => connection.ServerVersion.ShouldStartWith("v1.5.");

    [Fact]
    public void Every_scalar_type_is_read_as_its_NET_type()
    {
        using var reader = Query("""
            SELECT true, 1::TINYINT, 2::SMALLINT, 3, 4::BIGINT, 5::HUGEINT, 1.5::FLOAT, 2.5::DOUBLE, 12.345::DECIMAL(9,3),
                  'é and more than twelve bytes',
                   DATE '2026-02-28', TIMESTAMP '2026-02-28 09:10:11.123456', '\xAA'::BLOB, TIME '09:10:00', 6::UINTEGER, NULL
            """);
        reader.Read().ShouldBeTrue();
        Enumerable.Range(0, 16).Select(reader.GetValue).ShouldBe([
            true, (sbyte)1, (short)2, 3, 4L, new BigInteger(5), 1.5f, 2.5, 12.345m, "é and more than twelve bytes",
            new DateOnly(2026, 2, 28), new DateTime(2026, 2, 28, 9, 10, 11, 123, 456), (byte[])[0xAA],
            new TimeOnly(9, 10), 6u, DBNull.Value]);
        reader.Read().ShouldBeFalse();
    }

    [Fact]
    public void A_sum_of_amounts_is_a_long_although_DuckDB_widens_it()
    {
        using var reader = Query("SELECT sum(x) FROM (VALUES (9007199254740993), (-1)) t(x)");
        reader.Read();
        reader.GetInt64(0).ShouldBe(9007199254740992L);
        reader.GetFieldValue<long?>(0).ShouldBe(9007199254740992L);
    }

    [Fact]
    public void A_number_that_does_not_fit_is_an_error_and_never_cut()
    {
        using var reader = Query("SELECT 170141183460469231731687303715884105727::HUGEINT");
        reader.Read();
        Should.Throw<OverflowException>(() => reader.GetInt64(0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("exactly12byt")]
    [InlineData("thirteen byte")]
    [InlineData("õäöü – une phrase plus longue, avec des accents é è ç")]
    public void Text_comes_back_as_it_was_bound(string text) => Scalar("SELECT ?", text).ShouldBe(text);

    [Fact]
    public void Parameters_are_bound_by_name_in_any_order()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT $low || '-' || $high || '-' || $low";
        command.Parameters.Add("high", "b");
        command.Parameters.Add("low", "a");
        command.ExecuteScalar().ShouldBe("a-b-a");
    }

    [Fact]
    public void Days_times_decimals_and_nothing_can_be_bound()
    {
        Scalar("SELECT ?::DATE", new DateOnly(1969, 12, 31)).ShouldBe(new DateOnly(1969, 12, 31));
        Scalar("SELECT ?", new DateTime(2026, 1, 2, 3, 4, 5)).ShouldBe(new DateTime(2026, 1, 2, 3, 4, 5));
        Scalar("SELECT CAST(? AS DECIMAL(18,6))", -12.000001m).ShouldBe(-12.000001m);
        Scalar("SELECT ?", [null]).ShouldBeNull();
    }

    [Fact]
    public void A_parameter_that_is_not_given_is_named() =>
        Should.Throw<DuckDBException>(() => Scalar("SELECT $since")).Message.ShouldContain("$since");

    [Fact]
    public void A_script_runs_in_order_and_answers_with_its_last_statement() =>
        Scalar("CREATE TABLE t(x INTEGER); INSERT INTO t VALUES (1), (2); SELECT sum(x)::INTEGER FROM t").ShouldBe(3);

    [Fact]
    public void A_wrong_statement_says_what_is_wrong_with_it()
    {
        Should.Throw<DuckDBException>(() => Scalar("SELEC 1")).Message.ShouldContain("syntax error");
        Should.Throw<DuckDBException>(() => Scalar("SELECT nowhere FROM range(3)")).Message.ShouldContain("nowhere");
        Should.Throw<DuckDBException>(() => Scalar("SELECT 'x'::INTEGER")).Message.ShouldContain("Could not convert");
    }

    [Fact]
    public void More_rows_than_a_chunk_holds_are_all_read()
    {
        using var reader = Query("SELECT range FROM range(10000)");
        var (count, sum) = (0, 0L);
        while (reader.Read())
            (count, sum) = (count + 1, sum + reader.GetInt64(0));
        (count, sum).ShouldBe((10_000, 49_995_000L));
    }

    [Fact]
    public void An_empty_result_has_columns_and_no_rows()
    {
        using var reader = Query("SELECT 1 AS one WHERE false");
        (reader.GetName(0), reader.HasRows, reader.Read()).ShouldBe(("one", false, false));
    }

    [Fact]
    public void Reading_a_null_as_a_number_names_the_column()
    {
        using var reader = Query("SELECT NULL::BIGINT AS cost");
        reader.Read();
        Should.Throw<InvalidCastException>(() => reader.GetInt64(0)).Message.ShouldContain("cost");
        reader.GetFieldValue<long?>(0).ShouldBeNull();
    }

    [Fact]
    public void A_list_is_refused_with_advice()
    {
        using var reader = Query("SELECT [1, 2]");
        reader.Read();
        Should.Throw<NotSupportedException>(() => reader.GetValue(0)).Message.ShouldContain("VARCHAR");
    }

    [Fact]
    public void A_transaction_that_is_not_committed_leaves_nothing()
    {
        Scalar("CREATE TABLE t(x INTEGER)");
        using (connection.BeginTransaction())
            Scalar("INSERT INTO t VALUES (1)");
        Scalar("SELECT count(*) FROM t").ShouldBe(0L);
    }

    [Fact]
    public void A_cancelled_query_stops()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM range(100000) a, range(100000) b WHERE (a.range * b.range) % 7 = 3";
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        using var interrupt = soon.Token.Register(command.Cancel);
        Should.Throw<DuckDBException>(() => command.ExecuteScalar()).Message.ShouldContain("INTERRUPT");
    }

    [Fact]
    public void A_duplicate_sees_the_same_database_in_memory()
    {
        Scalar("CREATE TABLE t AS SELECT 7 AS x");
        using var twin = connection.Duplicate();
        using var command = twin.CreateCommand();
        command.CommandText = "SELECT x FROM t";
        command.ExecuteScalar().ShouldBe(7);
    }

    [Fact]
    public void A_closed_connection_says_so()
    {
        connection.Close();
        connection.State.ShouldBe(ConnectionState.Closed);
        Should.Throw<InvalidOperationException>(() => Scalar("SELECT 1"));
    }

    private DuckDBDataReader Query(string sql, params object?[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
            command.Parameters.Add(new DuckDBParameter(value));
        return command.ExecuteReader();
    }

    private object? Scalar(string sql, params object?[] values)
    {
        using var reader = Query(sql, values);
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetValue(0) : null;
    }
}
