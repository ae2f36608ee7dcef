using System.Data;
using System.Data.Common;
using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Facts;

/// <summary>A query somebody wrote by hand: let through when it is one SELECT, and then unable to write.</summary>
internal static class AnalystQuery
{
    /// <summary>Takes the connection over; it closes with the reader.</summary>
    internal static DbDataReader Run(DuckDBConnection connection, string query, CancellationToken cancellation)
    {
        try
        {
            RequireOneSelect(connection, query);
            using var begin = connection.CreateCommand();
            begin.CommandText = "BEGIN TRANSACTION READ ONLY";
            begin.ExecuteNonQuery();
            using var command = connection.CreateCommand();
            command.CommandText = query;
            using var interrupt = cancellation.Register(command.Cancel);
            cancellation.ThrowIfCancellationRequested();
            return command.ExecuteReader(CommandBehavior.CloseConnection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void RequireOneSelect(DuckDBConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        var kinds = command.StatementKinds();
        if (kinds is not [StatementKind.Select or StatementKind.Explain])
            throw new DuckDBException("Only one SELECT can be asked here. To keep a result, ask for it as CSV or copy the facts.");
    }
}
