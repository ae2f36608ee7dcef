namespace Laurel.Server.Http;

/// <summary>
/// What a member has of one unit, in its parts. Amounts are whole numbers of the unit's smallest part; available may be negative while
/// something is owed.
/// </summary>
public sealed record BalanceReply
{
    public required string Unit { get; init; }

    /// <summary>What so many are called in the caller's language.</summary>
    public required string Name { get; init; }

    /// <summary>Can be used now.</summary>
    public required long Available { get; init; }

    /// <summary>Earned, not yet usable.</summary>
    public required long Pending { get; init; }

    /// <summary>Set aside for redemptions that are not captured yet.</summary>
    public required long Reserved { get; init; }

    /// <summary>Taken back by returns after it was spent; the next earning repays it first.</summary>
    public required long Owed { get; init; }

    /// <summary>What the rest of her household has for use too; absent where it does not spend this unit together.</summary>
    public long? Shared { get; init; }

    /// <summary>What the available units buy in the reward marked as base; absent where no reward is.</summary>
    public JsonMoney? Worth { get; init; }

    /// <summary>When pending units become available.</summary>
    public required IReadOnlyList<DatedAmount> BecomesAvailable { get; init; }

    /// <summary>What of the available units expires, and when; soonest first.</summary>
    public required IReadOnlyList<DatedAmount> Expiring { get; init; }
}

/// <summary>So many units at an instant.</summary>
public sealed record DatedAmount(DateTimeOffset At, long Amount);

internal static class Balances
{
    public static IReadOnlyList<BalanceReply> Of(MemberNow now, Language language) =>
        [.. now.Rules.Definition.Units.Select(unit => Of(now, unit, language))];

    private static BalanceReply Of(MemberNow now, Units.UnitRule unit, Language language)
    {
        var balance = now.Member.Balance(unit.Id, now.At);
        var lots = now.Member.Lots.Where(l => l.Unit == unit.Id && !l.IsExpired(now.At)).ToArray();
        return new BalanceReply
        {
            Unit = unit.Id,
            Name = unit.Name.For(unit.ToDecimal(balance.Available), language),
            Available = balance.Available,
            Pending = balance.Pending,
            Reserved = balance.Reserved,
            Owed = balance.Owed,
            Shared = now.Shared(unit.Id),
            Worth = Worth(now.Rules.Definition, unit, balance.Available),
            BecomesAvailable = Dated(now, lots.Where(l => l.IsPending(now.At)), l => l.Active),
            Expiring = Dated(now, lots.Where(l => !l.IsPending(now.At) && l.Expires is not null), l => l.Expires!.Value),
        };
    }

    private static JsonMoney? Worth(Definition definition, Units.UnitRule unit, long available) =>
        definition.Worth(unit.Id) is { } each && available >= 0
            ? JsonMoney.Of((long)decimal.Floor(unit.ToDecimal(available) * each), definition.Currency.Code)
            : null;

    private static IReadOnlyList<DatedAmount> Dated(MemberNow now, IEnumerable<Lot> lots, Func<Lot, DateTimeOffset> date) =>
    [
        .. lots.GroupBy(date)
            .OrderBy(g => g.Key)
            .Select(g => new DatedAmount(g.Key, g.Sum(l => l.Left - now.Member.Held(l, now.At))))
            .Where(d => d.Amount > 0),
    ];
}
