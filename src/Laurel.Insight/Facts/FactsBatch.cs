using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Facts;

/// <summary>
/// A stretch of one program's journal on its way into the facts. Rows and the new last seq become visible together at
/// <see cref="Commit"/>; without it nothing of the batch stays.
/// </summary>
public sealed partial class FactsBatch : IDisposable
{
    private readonly FactsFile facts;
    private readonly InTurn? behind;

    /// <summary>Everybody is counted again after the last, whoever they touched.</summary>
    private readonly bool isOneOfMany;
    private readonly string program;
    private readonly long lastSeq;
    private readonly Dictionary<string, DuckDBAppender> appenders = [];
    private readonly CustomerKeys customers;
    private readonly HashSet<int> touched = [];
    private readonly HashSet<int> regrouped = [];
    private readonly HashSet<DateOnly> days = [];
    private DuckDBConnection? connection;
    private DuckDBTransaction? transaction;
    private PurchaseOfLines? bought;
    private bool isAnyDayTouched;
    private bool isCommitted;
    private long highestSeq;
    private DateOnly firstDay = DateOnly.MaxValue;

    /// <param name="lastSeq">How far the facts are, once all batches before are committed.</param>
    /// <param name="behind">
    /// Where this is one batch of many: takes rows and commits while the next ones are added. Nothing is settled with it.
    /// </param>
    internal FactsBatch(FactsFile facts, string program, long lastSeq, InTurn? behind = null)
    {
        (this.facts, this.program, this.lastSeq, this.behind, isOneOfMany) = (facts, program, lastSeq, behind, behind is not null);
        customers = facts.Keys(program);
    }

    /// <summary>Its transaction begins when it is first asked for: behind, after the batch before was committed.</summary>
    private DuckDBConnection Connection
    {
        get
        {
            if (connection is null)
            {
                connection = facts.Connection.Duplicate();
                transaction = connection.BeginTransaction();
            }
            return connection;
        }
    }

    public void Add(PurchaseFact row)
    {
        var customer = Customer(row.Member?.Value ?? row.Shopper?.Value);
        Touch(row.Day, customer);
        bought = new(row.Purchase, customer, row.Member is not null, row.Day, row.Currency);
        Start("purchases", row.Seq).AppendValue(row.Purchase.Value)
            .AppendValue(row.Member?.Value).AppendValue(row.Shopper?.Value).AppendValue((long?)customer)
            .AppendValue(row.OccurredAt).AppendValue(row.Day).AppendValue(row.Location).AppendValue(row.Channel)
            .AppendValue(row.Currency).AppendValue(row.Gross).AppendValue(row.Discount).AppendValue(row.Tax).AppendValue(row.Net).EndRow();
    }

    /// <summary>The lines of a purchase follow it at once.</summary>
    public void Add(LineFact row)
    {
        if (bought is not { } of || of.Purchase != row.Purchase)
            throw new ArgumentException($"The line's purchase {row.Purchase} was not added just before it.", nameof(row));
        Start("lines", row.Seq).AppendValue(row.Purchase.Value).AppendValue((long)row.Line)
            .AppendValue((long?)of.Customer).AppendValue(of.AsMember).AppendValue(of.Day).AppendValue(of.Currency)
            .AppendValue(row.Sku).AppendValue(row.Category).AppendValue(row.Brand)
            .AppendValue(row.Quantity).AppendValue(row.Net).AppendValue(row.Cost).EndRow();
    }

    public void Add(ReturnFact row)
    {
        var customer = Customer(row.Member?.Value ?? row.Shopper?.Value);
        Touch(row.Day, customer);
        if (row.Purchase is { } purchase)
            TouchBuyer(purchase.Value);
        Start("returns", row.Seq).AppendValue(row.Return.Value).AppendValue(row.Purchase?.Value)
            .AppendValue(row.Member?.Value).AppendValue(row.Shopper?.Value).AppendValue((long?)customer)
            .AppendValue(row.OccurredAt).AppendValue(row.Day).AppendValue(row.Currency).AppendValue(row.Net).EndRow();
    }

    public void Add(ReturnLineFact row) =>
        Start("return_lines", row.Seq).AppendValue(row.Return.Value).AppendValue(row.Purchase?.Value)
            .AppendValue((long)row.Line).AppendValue(row.Quantity).AppendValue(row.Net).EndRow();

    public void Add(MemberFact row)
    {
        var customer = customers.CustomerOf(row.Member.Value);
        Regroup(customer);
        Touching(row.Day, "members", row.Seq).AppendValue(row.Member.Value).AppendValue((long)customer)
            .AppendValue(row.JoinedAt).AppendValue(row.Day)
            .AppendValue(row.Location).AppendValue(row.Channel).AppendValue(row.HeldOut).EndRow();
    }

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
        Touching(DateOnly.FromDateTime(row.OccurredAt), "redemptions", row.Seq).AppendValue(row.Redemption.Value)
            .AppendValue(row.Member.Value).AppendValue((long?)Customer(row.Member.Value)).AppendValue(row.Reward)
            .AppendValue(row.State).AppendValue(row.Units).AppendValue(row.OccurredAt).EndRow();

    /// <summary>Makes the rows visible and moves the last seq, together.</summary>
    /// <param name="upTo">The last journal row of this stretch, also when it made no facts; at least the highest seq added.</param>
    public void Commit(long upTo)
    {
        if (upTo < highestSeq || upTo < lastSeq)
            throw new ArgumentOutOfRangeException(nameof(upTo), upTo, $"The batch holds rows up to {Math.Max(highestSeq, lastSeq)}.");
        Flush();
        var (linked, receipts) = (TakeLinks(), TakeClaims());
        if (behind is null)
            Finish(upTo, linked, receipts);
        else
            behind.Do(() => Finish(upTo, linked, receipts));
    }

    private void Finish(long upTo, IReadOnlyList<NewLink> linked, IReadOnlyList<NewClaim> receipts)
    {
        Apply(linked);
        Apply(receipts);
        TouchBuyers();
        if (firstDay != DateOnly.MaxValue)
            Run("DELETE FROM kept_answers WHERE program = $program AND as_of > $day", ("day", firstDay));
        var settling = new Settling(Connection, program);
        var wasSettled = !isOneOfMany && settling.IsSettled();
        Run("INSERT OR REPLACE INTO progress VALUES ($program, $seq)", ("seq", upTo));
        if (wasSettled)
            settling.Touched(touched, regrouped, isAnyDayTouched ? null : days);
        else if (!isOneOfMany)
            settling.All();
        transaction!.Commit();
        isCommitted = true;
        if (firstDay != DateOnly.MaxValue)
            facts.Touched?.Invoke(program, firstDay);
    }

    /// <summary>Where something may wait behind, this is done there too, as the last of it.</summary>
    public void Dispose()
    {
        foreach (var appender in appenders.Values)
            appender.Abandon();
        transaction?.Dispose();
        connection?.Dispose();
        if (!isCommitted)
            facts.ForgetKeys(program);
    }

    /// <summary>From this day on answers may be different than before.</summary>
    private void Touch(DateOnly day) => firstDay = day < firstDay ? day : firstDay;

    private void Touch(DateOnly day, int? customer)
    {
        Touch(day);
        if (isOneOfMany)
            return;
        days.Add(day);
        if (customer is { } who)
            touched.Add(who);
    }

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
            appenders[table] = appender = Appender(table);
        return appender.CreateRow().AppendValue(program).AppendValue(seq);
    }

    private DuckDBAppender Appender(string table) => behind is null
        ? Connection.CreateAppender(table)
        : new DuckDBAppender(facts.Connection, table, () => Connection, behind);

    private int? Customer(string? who) => who is null ? null : customers.CustomerOf(who);

    private void Flush()
    {
        foreach (var appender in appenders.Values)
            appender.Close();
        appenders.Clear();
        if (!customers.HasNew)
            return;
        using var named = Appender("customers");
        customers.Save(named, program);
    }

    private void Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("program", program);
        foreach (var (name, value) in values)
            command.Parameters.Add(name, value);
        command.ExecuteNonQuery();
    }

    private readonly record struct PurchaseOfLines(PurchaseId Purchase, int? Customer, bool AsMember, DateOnly Day, string Currency);
}
