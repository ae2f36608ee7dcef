using System.Data.Common;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>DuckDB refused a statement, a file or rows; the message is DuckDB's own.</summary>
public sealed class DuckDBException(string message) : DbException(message);
