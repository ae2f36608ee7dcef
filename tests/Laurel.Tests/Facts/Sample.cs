using Laurel.Insight.Facts;

namespace Laurel.Tests.Facts;

/// <summary>Rows with good defaults, in a program called cafe.</summary>
internal static class Sample
{
    internal const string Cafe = "cafe";

    internal static PurchaseFact Purchase(long seq, string? member = "ada", string day = "2026-01-05", long net = 1000,
        string? shopper = null,
        string location = "center", string currency = "EUR") => new()
        {
            Seq = seq,
            Purchase = new($"pur_{seq}"),
            Member = member is null ? null : new MemberId(member),
            Shopper = shopper is null ? null : new ShopperId(shopper),
            OccurredAt = Day(day).ToDateTime(new TimeOnly(9, 30)),
            Day = Day(day),
            Location = location,
            Channel = "till",
            Currency = currency,
            Gross = net,
            Net = net,
        };

    internal static LineFact Line(
        long seq, int line = 1, string sku = "ESP", string category = "coffee", decimal quantity = 1, long net = 1000) => new()
        {
            Seq = seq,
            Purchase = new($"pur_{seq}"),
            Line = line,
            Sku = sku,
            Category = category,
            Quantity = quantity,
            Net = net,
        };

    internal static ReturnFact Return(long seq, long of, string? member = "ada", string day = "2026-01-06", long net = 1000) => new()
    {
        Seq = seq,
        Return = new($"ret_{seq}"),
        Purchase = new PurchaseId($"pur_{of}"),
        Member = member is null ? null : new MemberId(member),
        OccurredAt = Day(day).ToDateTime(new TimeOnly(12, 0)),
        Day = Day(day),
        Currency = "EUR",
        Net = net,
    };

    internal static MemberFact Joined(long seq, string member = "ada", string day = "2026-01-02") => new()
    {
        Seq = seq,
        Member = new(member),
        JoinedAt = Day(day).ToDateTime(new TimeOnly(9, 0)),
        Day = Day(day),
    };

    /// <summary>Adds rows of any kind as one batch.</summary>
    internal static FactsFile With(this FactsFile facts, params object[] rows) => facts.WithIn(Cafe, rows);

    internal static FactsFile WithIn(this FactsFile facts, string program, params object[] rows)
    {
        using var batch = facts.Begin(program);
        var seq = facts.LastSeq(program);
        foreach (dynamic row in rows)
        {
            batch.Add(row);
            seq = Math.Max(seq, (long)row.Seq);
        }
        batch.Commit(seq);
        return facts;
    }

    internal static object? Ask(this FactsFile facts, string sql)
    {
        using var reader = facts.Analyse(sql, CancellationToken.None);
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetValue(0) : null;
    }

    internal static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
