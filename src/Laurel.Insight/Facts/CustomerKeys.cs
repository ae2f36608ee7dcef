using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Facts;

/// <summary>
/// The numbers of a program's customers, and whom some of them count for. Kept in memory between batches; after a batch that was not
/// committed it is read again.
/// </summary>
internal sealed class CustomerKeys
{
    private readonly Dictionary<string, int> keys = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    /// <summary>Who is linked or merged, and into whom; she may be merged herself.</summary>
    private readonly Dictionary<int, int> countsFor = [];

    /// <summary>How many of the names are in the file.</summary>
    private int saved;

    private CustomerKeys()
    {
    }

    internal static CustomerKeys Read(DuckDBConnection connection, string program)
    {
        var read = new CustomerKeys();
        foreach (var (who, key) in Rows(connection, "SELECT who, customer FROM customers WHERE program = $program ORDER BY customer", program))
            read.keys[read.Named((string)who)] = key;
        foreach (var (who, customer) in Rows(connection, "SELECT who_key, customer FROM attributions WHERE program = $program", program))
            read.countsFor[(int)who] = customer;
        read.saved = read.names.Count;
        return read;
    }

    /// <summary>Everybody's own number; a new one for who was never named.</summary>
    internal int KeyOf(string who)
    {
        if (keys.TryGetValue(who, out var key))
            return key;
        keys.Add(Named(who), key = names.Count);
        return key;
    }

    internal string NameOf(int key) => names[key - 1];

    /// <summary>The number of the customer she counts as.</summary>
    internal int CustomerOf(string who) => CustomerOf(KeyOf(who));

    internal int CustomerOf(int key)
    {
        while (countsFor.TryGetValue(key, out var next))
            key = next;
        return key;
    }

    /// <summary>Herself and everybody who counts as her.</summary>
    internal IReadOnlyList<int> Behind(int who) => [who, .. countsFor.Keys.Where(k => PassesThrough(k, who))];

    /// <summary>False where she counts for somebody already.</summary>
    internal bool TryLink(int who, int customer) => countsFor.TryAdd(who, customer);

    /// <summary>Counting for herself ends it.</summary>
    /// <exception cref="ArgumentException">The two would count for each other.</exception>
    internal void Attribute(int who, int customer)
    {
        countsFor.Remove(who);
        if (who == customer)
            return;
        if (CustomerOf(customer) == who)
            throw new ArgumentException($"{NameOf(customer)} counts for {NameOf(who)} already.", nameof(customer));
        countsFor[who] = customer;
    }

    internal bool HasNew => saved < names.Count;

    /// <summary>Writes the new ones.</summary>
    internal void Save(DuckDBAppender appender, string program)
    {
        for (; saved < names.Count; saved++)
            appender.CreateRow().AppendValue(program).AppendValue((long)saved + 1).AppendValue(names[saved]).EndRow();
    }

    private string Named(string who)
    {
        names.Add(who);
        return who;
    }

    private bool PassesThrough(int key, int who)
    {
        while (key != who && countsFor.TryGetValue(key, out var next))
            key = next;
        return key == who;
    }

    private static IEnumerable<(object Who, int Customer)> Rows(DuckDBConnection connection, string sql, string program)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("program", program);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return (reader.GetValue(0), reader.GetInt32(1));
    }
}
