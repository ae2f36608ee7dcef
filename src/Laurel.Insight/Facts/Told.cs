namespace Laurel.Insight.Facts;

/// <summary>What was said of a customer with something she did: a segment she is in, or an attribute.</summary>
public sealed record TraitFact
{
    public const string Segment = "segment";
    public const string Attribute = "attribute";

    public required long Seq { get; init; }

    /// <summary>A member or a shopper.</summary>
    public required string Who { get; init; }

    /// <summary>segment or attribute.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Of an attribute.</summary>
    public string? Value { get; init; }

    public required DateOnly Day { get; init; }
}

/// <summary>Commands that say what a customer is like, as facts. Who says no segments says nothing of them.</summary>
internal static class Told
{
    public static void Add(FactsBatch batch, long seq, Command command, Calendar calendar)
    {
        if (Of(command) is not (var who, { } traits) || who is null || ReferenceEquals(traits, Traits.None))
            return;
        var day = calendar.Day(command.At);
        foreach (var name in traits.Segments.Distinct())
            batch.Add(new TraitFact { Seq = seq, Who = who, Kind = TraitFact.Segment, Name = name, Day = day });
        foreach (var (name, value) in traits.Attributes.Where(a => a.Key is not (OfAge.Attribute or OfAge.Least)))
            batch.Add(new TraitFact { Seq = seq, Who = who, Kind = TraitFact.Attribute, Name = name, Value = value, Day = day });
    }

    private static (string? Who, Traits? Traits) Of(Command command) => command switch
    {
        RecordPurchase c => (c.Purchase.Member?.Value ?? c.Purchase.Shopper?.Value, c.Traits),
        EnrolMember { IsCard: false } c => (c.Member.Value, c.Traits),
        Receipts.ClaimReceipt c => (c.Member.Value, c.Traits),
        ReserveReward c => (c.Member.Value, c.Traits),
        RecordActivity c => (c.Member.Value, c.Traits),
        Games.PlayGame c => (c.Member.Value, c.Traits),
        Challenges.TakePart c => (c.Member.Value, c.Traits),
        _ => default,
    };
}
