using Laurel.Engine;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Cards;

/// <summary>A gift card, and what is on it.</summary>
public sealed record CardReply
{
    public required string Id { get; init; }

    /// <summary>What is on it, by unit of money; none before the first is put on it.</summary>
    public required IReadOnlyList<CardMoneyReply> Balances { get; init; }

    /// <summary>The one member who may pay with it; absent is whoever has it.</summary>
    public string? Owner { get; init; }
    public bool? Inactive { get; init; }
    public required long Seq { get; init; }

    /// <summary>What a row came to, as a function of the row alone.</summary>
    internal static CardReply Of(JournalRow row, MemberId card, Program program)
    {
        var definition = program.At(row.Command.At)!.Definition;
        var enrolled = row.Events.OfType<MemberEnrolled>().SingleOrDefault();
        return new CardReply
        {
            Id = card.Value,
            Balances = [.. row.Events.OfType<UnitsMoved>().Where(m => m.Member == card).GroupBy(m => m.Unit)
                .Select(g => CardMoneyReply.Of(g.Key, g.Last().After, g.Last().Lots is [var lot, ..] ? lot.Expires : null, definition))],
            Owner = enrolled?.Owner?.Value,
            Inactive = enrolled is { IsInactive: true } ? true : null,
            Seq = row.Seq,
        };
    }

    internal static CardReply Of(MemberNow now) => new()
    {
        Id = now.Member.Id.Value,
        Balances = [.. now.Rules.Definition.Units.Where(u => u.Money is not null && now.Member.Accounts.Any(a => a.Unit == u.Id)).Select(u =>
            CardMoneyReply.Of(u.Id, now.Member.Balance(u.Id, now.At).Available, First(now, u.Id), now.Rules.Definition))],
        Owner = now.Member.Owner?.Value,
        Inactive = now.Member.IsInactive ? true : null,
        Seq = now.Seq,
    };

    private static DateTimeOffset? First(MemberNow now, string unit) =>
        now.Member.Lots.Where(l => l.Unit == unit && !l.IsExpired(now.At)).Min(l => l.Expires);
}

/// <summary>Stored money of one unit: what can be used, and the first instant at which some of it no longer can.</summary>
public sealed record CardMoneyReply(string Unit, JsonMoney Available, DateTimeOffset? ExpiresAt)
{
    internal static CardMoneyReply Of(string unit, long amount, DateTimeOffset? expires, Definition definition) =>
        new(unit, JsonMoney.Of(amount, definition.Unit(unit)?.Money?.Code ?? definition.Currency.Code), expires);
}
