using System.Collections;
using System.Data.Common;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>The inputs of a statement, in the order of its <c>?</c> signs when they have no names.</summary>
internal sealed class DuckDBParameterCollection : DbParameterCollection
{
    private readonly List<DuckDBParameter> parameters = [];

    public override int Count => parameters.Count;

    public override object SyncRoot => parameters;

    internal IReadOnlyList<DuckDBParameter> All => parameters;

    internal void Add(string name, object? value) => parameters.Add(new(name, value));

    public override int Add(object value)
    {
        parameters.Add(Own(value));
        return parameters.Count - 1;
    }

    public override void AddRange(Array values)
    {
        foreach (var value in values)
            Add(value);
    }

    public override void Clear() => parameters.Clear();

    public override bool Contains(object value) => IndexOf(value) >= 0;

    public override bool Contains(string value) => IndexOf(value) >= 0;

    public override void CopyTo(Array array, int index) => ((ICollection)parameters).CopyTo(array, index);

    public override IEnumerator GetEnumerator() => parameters.GetEnumerator();

    public override int IndexOf(object value) => parameters.IndexOf(Own(value));

    public override int IndexOf(string parameterName) =>
        parameters.FindIndex(p => string.Equals(p.ParameterName, parameterName, StringComparison.OrdinalIgnoreCase));

    public override void Insert(int index, object value) => parameters.Insert(index, Own(value));

    public override void Remove(object value) => parameters.Remove(Own(value));

    public override void RemoveAt(int index) => parameters.RemoveAt(index);

    public override void RemoveAt(string parameterName) => parameters.RemoveAt(Find(parameterName));

    protected override DbParameter GetParameter(int index) => parameters[index];

    protected override DbParameter GetParameter(string parameterName) => parameters[Find(parameterName)];

    protected override void SetParameter(int index, DbParameter value) => parameters[index] = Own(value);

    protected override void SetParameter(string parameterName, DbParameter value) => parameters[Find(parameterName)] = Own(value);

    private int Find(string name) => IndexOf(name) is >= 0 and var index
        ? index
        : throw new ArgumentException($"There is no parameter '{name}'.", nameof(name));

    private static DuckDBParameter Own(object value) => value as DuckDBParameter
        ?? throw new ArgumentException($"A {nameof(DuckDBParameter)} is needed, not a {value.GetType().Name}.", nameof(value));
}
