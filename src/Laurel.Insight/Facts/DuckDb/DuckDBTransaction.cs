using System.Data;
using System.Data.Common;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>A transaction with snapshot isolation; disposing it without a commit rolls it back.</summary>
internal sealed class DuckDBTransaction : DbTransaction
{
    private readonly DuckDBConnection connection;
    private bool finished;

    internal DuckDBTransaction(DuckDBConnection connection)
    {
        this.connection = connection;
        Run("BEGIN TRANSACTION");
    }

    public override IsolationLevel IsolationLevel => IsolationLevel.Snapshot;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => Finish("COMMIT");

    public override void Rollback() => Finish("ROLLBACK");

    protected override void Dispose(bool disposing)
    {
        if (disposing && !finished && connection.State == ConnectionState.Open)
            Rollback();
        base.Dispose(disposing);
    }

    private void Finish(string statement)
    {
        if (finished)
            throw new InvalidOperationException("The transaction is finished already.");
        finished = true;
        Run(statement);
    }

    private void Run(string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
