using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>
/// An input of a statement: named (<c>$name</c>, written here without the sign) or, when the name is empty, bound by its position.
/// </summary>
internal sealed class DuckDBParameter : DbParameter
{
    internal DuckDBParameter()
    {
    }

    internal DuckDBParameter(object? value) => Value = value;

    internal DuckDBParameter(string name, object? value) => (ParameterName, Value) = (name, value);

    public override DbType DbType { get; set; } = DbType.Object;

    public override ParameterDirection Direction { get; set; } = ParameterDirection.Input;

    public override bool IsNullable { get; set; } = true;

    [AllowNull]
    public override string ParameterName { get; set; } = "";

    public override int Size { get; set; }

    [AllowNull]
    public override string SourceColumn { get; set; } = "";

    public override bool SourceColumnNullMapping { get; set; }

    public override object? Value { get; set; }

    public override void ResetDbType() => DbType = DbType.Object;
}
