using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Facts;

/// <summary>
/// A stretch of one program's journal on its way into the facts. Rows and the new last seq become visible together at
/// <see cref="Commit"/>; without it nothing of the batch stays.
/// </summary>
public sealed class FactsBatch : IDisposable
{
    private readonly DuckDBConnection connection;
    private readonly DuckDBTransaction transaction;
    private readonly string program;
    private readonly long lastSeq;
    private readonly Dictionary<string, DuckDBAppender> appenders = [];
    private readonly Dictionary<string, string> customers;
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);
    private long highestSeq;

    private readonly Action<string, DateOnly> onCommit;
    private DateOnly firstDay = DateOnly.MaxValue;

    internal FactsBatch(DuckDBConnection connection, string program, long lastSeq, Action<string, DateOnly> onCommit)
    {
        (this.connection, this.program, this.lastSeq, this.onCommit) = (connection, program, lastSeq, onCommit);
        transaction = connection.BeginTransaction();
        customers = ReadAttributions();
    }

    public void Add(PurchaseFact row)
    {
        var who = row.Member?.Value ?? row.Shopper?.Value;
        Touch(row.Day);
        Start("purchases", row.Seq).AppendValue(row.Purchase.Value)
            .AppendValue(row.Member?.Value).AppendValue(row.Shopper?.Value).AppendValue(Customer(who))
            .AppendValue(row.OccurredAt).AppendValue(row.Day).AppendValue(row.Location).AppendValue(row.Channel)
            .AppendValue(row.Currency).AppendValue(row.Gross).AppendValue(row.Discount).AppendValue(row.Tax).AppendValue(row.Net).EndRow();
    }

    public void Add(LineFact row) =>
        Start("lines", row.Seq).AppendValue(row.Purchase.Value).AppendValue((long)row.Line)
            .AppendValue(row.Sku).AppendValue(row.Category).AppendValue(row.Brand)
            .AppendValue(row.Quantity).AppendValue(row.Net).AppendValue(row.Cost).EndRow();

    public void Add(ReturnFact row)
    {
        var who = row.Member?.Value ?? row.Shopper?.Value;
        Touch(row.Day);
        Start("returns", row.Seq).AppendValue(row.Return.Value).AppendValue(row.Purchase?.Value)
            .AppendValue(row.Member?.Value).AppendValue(row.Shopper?.Value).AppendValue(Customer(who))
            .AppendValue(row.OccurredAt).AppendValue(row.Day).AppendValue(row.Currency).AppendValue(row.Net).EndRow();
    }

    public void Add(ReturnLineFact row) =>
        Start("return_lines", row.Seq).AppendValue(row.Return.Value).AppendValue(row.Purchase?.Value)
            .AppendValue((long)row.Line).AppendValue(row.Quantity).AppendValue(row.Net).EndRow();

    public void Add(MemberFact row) =>
        Touching(row.Day, "members", row.Seq).AppendValue(row.Member.Value).AppendValue(row.JoinedAt).AppendValue(row.Day)
            .AppendValue(row.Location).AppendValue(row.Channel).AppendValue(row.HeldOut).EndRow();

    public void Add(MovementFact row) =>
        Touching(row.Day, "movements", row.Seq).AppendValue((long)row.Number).AppendValue(row.Member.Value).AppendValue(row.Unit)
            .AppendValue(row.Kind).AppendValue(row.Amount).AppendValue(row.OccurredAt).AppendValue(row.Day)
            .AppendValue(row.Purchase?.Value).AppendValue(row.Redemption?.Value).EndRow();

    public void Add(LotFact row) =>
        Start("lots", row.Seq).AppendValue((long)row.Number).AppendValue(row.Member.Value).AppendValue(row.Unit).AppendValue(row.Lot)
            .AppendValue(row.Kind).AppendValue(row.Amount).AppendValue(row.Day).AppendValue(row.Earned).AppendValue(row.Expires).EndRow();

    public void Add(TierFact row) =>
        Touching(DateOnly.FromDateTime(row.OccurredAt), "tiers", row.Seq).AppendValue(row.Member.Value)
            .AppendValue(row.Before).AppendValue(row.After).AppendValue(row.OccurredAt).EndRow();

    public void Add(RedemptionFact row) =>
        Touching(DateOnly.FromDateTime(row.OccurredAt), "redemptions", row.Seq).AppendValue(row.Redemption.Value).AppendValue(row.Member.Value).AppendValue(row.Reward)
            .AppendValue(row.State).AppendValue(row.Units).AppendValue(row.OccurredAt).EndRow();

    /// <summary>
    /// From now on, and for everything before, what <paramref name="who"/> (a member or a shopper) bought counts for
    /// <paramref name="customer"/>: a shopper who joined, or a member merged into another. Naming the same twice undoes it.
    /// </summary>
    public void Attribute(string who, string customer)
    {
        Flush();
        Touch(DateOnly.MinValue);
        customers.Remove(who);
        Run("DELETE FROM attributions WHERE program = $program AND who = $who", who);
        if (who != customer)
        {
            customers[who] = customer;
            Run("INSERT INTO attributions VALUES ($program, $who, $customer)", who, customer);
        }
        foreach (var table in (ReadOnlySpan<string>)["purchases", "returns"])
            Run($"UPDATE {table} SET customer = $customer WHERE program = $program AND coalesce(member, shopper) = $who", who, customer);
    }

    /// <summary>
    /// A shopper is known to be this member: what she bought before she joined counts for her. Who is linked already stays so; many
    /// links are applied together at <see cref="Commit"/>.
    /// </summary>
    public void Link(ShopperId shopper, MemberId member)
    {
        var customer = Customer(member.Value)!;
        if (customers.TryAdd(shopper.Value, customer))
            links[shopper.Value] = customer;
    }

    /// <summary>Takes a customer (staff, test panel) out of every question, for past and future alike.</summary>
    public void Exclude(string customer)
    {
        Include(customer);
        Run("INSERT INTO excluded VALUES ($program, $who)", customer);
    }

    /// <summary>Undoes <see cref="Exclude"/>.</summary>
    public void Include(string customer)
    {
        Touch(DateOnly.MinValue);
        Run("DELETE FROM excluded WHERE program = $program AND who = $who", customer);
    }

    /// <summary>Makes the rows visible and moves the last seq, together.</summary>
    /// <param name="upTo">The last journal row of this stretch, also when it made no facts; at least the highest seq added.</param>
    public void Commit(long upTo)
    {
        if (upTo < highestSeq || upTo < lastSeq)
            throw new ArgumentOutOfRangeException(nameof(upTo), upTo, $"The batch holds rows up to {Math.Max(highestSeq, lastSeq)}.");
        Flush();
        ApplyLinks();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO progress VALUES ($program, $seq)";
        command.Parameters.Add("program", program);
        command.Parameters.Add("seq", upTo);
        command.ExecuteNonQuery();
        transaction.Commit();
        if (firstDay != DateOnly.MaxValue)
            onCommit(program, firstDay);
    }

    public void Dispose()
    {
        foreach (var appender in appenders.Values)
            appender.Abandon();
        transaction.Dispose();
        connection.Dispose();
    }

    /// <summary>From this day on answers may be different than before.</summary>
    private void Touch(DateOnly day) => firstDay = day < firstDay ? day : firstDay;

    private DuckDBAppenderRow Touching(DateOnly day, string table, long seq)
    {
        Touch(day);
        return Start(table, seq);
    }

    private DuckDBAppenderRow Start(string table, long seq)
    {
        if (seq <= lastSeq)
            throw new ArgumentOutOfRangeException(nameof(seq), seq, $"The facts of {program} are known up to {lastSeq} already.");
        highestSeq = Math.Max(highestSeq, seq);
        if (!appenders.TryGetValue(table, out var appender))
            appenders[table] = appender = connection.CreateAppender(table);
        return appender.CreateRow().AppendValue(program).AppendValue(seq);
    }

    private string? Customer(string? who) => who is not null && customers.TryGetValue(who, out var customer) ? customer : who;

    private void Flush()
    {
        foreach (var appender in appenders.Values)
            appender.Close();
        appenders.Clear();
    }

    /// <summary>Purchases and returns that are in the facts already change hands by one pass over each table.</summary>
    private void ApplyLinks()
    {
        if (links.Count == 0)
            return;
        Touch(DateOnly.MinValue);
        var appender = connection.CreateAppender("attributions");
        foreach (var (who, customer) in links)
            appender.CreateRow().AppendValue(program).AppendValue(who).AppendValue(customer).EndRow();
        appender.Close();
        links.Clear();
        foreach (var table in (ReadOnlySpan<string>)["purchases", "returns"])
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                UPDATE {table} SET customer = a.customer FROM attributions a
                WHERE {table}.program = $program AND a.program = $program AND {table}.member IS NULL AND {table}.customer = a.who
                """;
            command.Parameters.Add("program", program);
            command.ExecuteNonQuery();
        }
    }

    private void Run(string sql, string who, string? customer = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("program", program);
        command.Parameters.Add("who", who);
        command.Parameters.Add("customer", customer);
        command.ExecuteNonQuery();
    }

    private Dictionary<string, string> ReadAttributions()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT who, customer FROM attributions WHERE program = $program";
        command.Parameters.Add("program", program);
        using var reader = command.ExecuteReader();
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read())
            known[reader.GetString(0)] = reader.GetString(1);
        return known;
    }
}
