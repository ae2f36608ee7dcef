using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>
/// One statement or a script of several. The statements run in order, each prepared after the one before it has run; the last one's
/// result is what a reader reads. Parameters are bound to each statement that names them.
/// </summary>
internal sealed class DuckDBCommand : DbCommand
{
    private readonly DuckDBParameterCollection parameters = new();
    private DuckDBConnection? connection;

    [AllowNull]
    public override string CommandText { get; set; } = "";

    /// <summary>Not enforced: pass a cancellation token, or call <see cref="Cancel"/> from another thread.</summary>
    public override int CommandTimeout { get; set; }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set => _ = value == CommandType.Text ? value : throw new NotSupportedException("DuckDB has only commands of text.");
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    public new DuckDBParameterCollection Parameters => parameters;

    public new DuckDBConnection? Connection
    {
        get => connection;
        set => connection = value;
    }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => connection = (DuckDBConnection?)value;
    }

    protected override DbParameterCollection DbParameterCollection => parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    private DuckDBConnection Open => connection ?? throw new InvalidOperationException("The command has no connection.");

    /// <summary>Interrupts what runs on the connection; it then throws a <see cref="DuckDBException"/>.</summary>
    public override void Cancel() => NativeMethods.Interrupt(Open.Handle);

    /// <summary>Does nothing: statements are prepared when they run.</summary>
    public override void Prepare()
    {
    }

    /// <returns>The number of rows the last statement changed.</returns>
    public override int ExecuteNonQuery()
    {
        using var reader = ExecuteReader();
        return reader.RecordsAffected;
    }

    /// <returns>The first column of the first row; null when there is no row or the value is null.</returns>
    public override object? ExecuteScalar()
    {
        using var reader = ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetValue(0) : null;
    }

    public new DuckDBDataReader ExecuteReader() => new(Run());

    /// <param name="behavior">Only <see cref="CommandBehavior.CloseConnection"/> is heeded.</param>
    public new DuckDBDataReader ExecuteReader(CommandBehavior behavior) =>
        new(Run()) { Closes = behavior.HasFlag(CommandBehavior.CloseConnection) ? Open : null };

    /// <summary>What each statement of the text does, in order, without running any.</summary>
    internal IReadOnlyList<StatementKind> StatementKinds() => Extract((statements, count) =>
    {
        var kinds = new StatementKind[count];
        for (var i = 0; i < kinds.Length; i++)
        {
            using var statement = StatementHandle.Prepare(Open.Handle, statements, (ulong)i);
            kinds[i] = NativeMethods.PreparedStatementType(statement);
        }
        return kinds;
    });

    protected override DbParameter CreateDbParameter() => new DuckDBParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => ExecuteReader(behavior);

    private NativeResult Run() => Extract((statements, count) =>
    {
        for (ulong i = 0; i + 1 < count; i++)
        {
            var passed = RunOne(statements, i);
            NativeMethods.DestroyResult(ref passed);
        }
        return RunOne(statements, count - 1);
    });

    private T Extract<T>(Func<nint, ulong, T> use)
    {
        var count = NativeMethods.ExtractStatements(Open.Handle, CommandText, out var statements);
        try
        {
            return count > 0
                ? use(statements, count)
                : throw new DuckDBException(NativeMethods.Text(NativeMethods.ExtractStatementsError(statements))
                    ?? "There is no statement.");
        }
        finally
        {
            NativeMethods.DestroyExtracted(ref statements);
        }
    }

    private NativeResult RunOne(nint statements, ulong index)
    {
        using var statement = StatementHandle.Prepare(Open.Handle, statements, index);
        ParameterBinding.Bind(statement, parameters.All);
        if (NativeMethods.Execute(statement, out var result) == 0)
            return result;
        var message = NativeMethods.Text(NativeMethods.ResultError(ref result));
        NativeMethods.DestroyResult(ref result);
        throw new DuckDBException(message ?? "DuckDB could not run the statement.");
    }
}
