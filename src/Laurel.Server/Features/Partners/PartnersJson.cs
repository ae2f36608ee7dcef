using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Laurel.Coalition;
using Laurel.Engine;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Partners;

/// <summary>What a partner owes and is owed over a stretch of the journal.</summary>
public sealed record StatementReply
{
    public required string Partner { get; init; }

    /// <summary>What stood open before; positive is owed to the partner, as everywhere here.</summary>
    public required ExactMoney Opening { get; init; }
    public required IReadOnlyList<StatementLineReply> Lines { get; init; }

    /// <summary>What is to be paid to the partner, rounded to the coin; negative is what it has to pay.</summary>
    public required JsonMoney Due { get; init; }

    /// <summary>What was paid to it.</summary>
    public required JsonMoney Paid { get; init; }
    public required ExactMoney Closing { get; init; }

    internal static StatementReply Of(Statement statement, Currency currency) => new()
    {
        Partner = statement.Partner,
        Opening = ExactMoney.Of(statement.Opening, currency),
        Lines = [.. statement.Lines.Select(l => new StatementLineReply(Word(l.Purpose), l.Unit, l.Units, ExactMoney.Of(l.Micros, currency)))],
        Due = Coins(statement.Due, currency),
        Paid = Coins(statement.Paid, currency),
        Closing = ExactMoney.Of(statement.Closing, currency),
    };

    internal static JsonMoney Coins(long micros, Currency currency) =>
        JsonMoney.Of(Round.Divide(micros, MoneyEntry.PerCoin, Rounding.HalfUp), currency.Code);

    internal static string Word(MoneyPurpose purpose) => purpose == MoneyPurpose.PaidOut ? "paid-out" : purpose.ToString().ToLowerInvariant();
}

/// <summary>issued, used, accepted, unused, funded: how many units, in their smallest part, and what they came to.</summary>
public sealed record StatementLineReply(string What, string? Unit, long Units, ExactMoney Amount);

/// <summary>Money kept more finely than coins: a decimal in major units.</summary>
public sealed record ExactMoney(string Amount, string Currency)
{
    internal static ExactMoney Of(long micros, Currency currency) =>
        new(((decimal)micros / MoneyEntry.PerCoin / currency.Scale).ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture), currency.Code);
}

public sealed record SettleBody
{
    /// <summary>What it is called, such as 2026-03; one name settles once.</summary>
    [Required]
    public string? Settlement { get; init; }

    /// <summary>One partner; absent, all of them.</summary>
    public string? Partner { get; init; }
    public DateTimeOffset? At { get; init; }
}

/// <summary>What each partner was paid; negative is what it pays.</summary>
public sealed record SettleReply
{
    public required string Settlement { get; init; }
    public required IReadOnlyList<SettledReply> Partners { get; init; }
    public required long Seq { get; init; }

    internal static SettleReply Of(JournalRow row, Currency currency) => new()
    {
        Settlement = ((SettleClearing)row.Command).Settlement,
        Partners =
        [
            .. row.Events.OfType<MoneyMoved>().Select(m => new SettledReply(m.Partner!,
                StatementReply.Coins(m.Entries.Where(e => e.Account == MoneyAccount.Bank).Sum(e => e.Micros), currency))),
        ],
        Seq = row.Seq,
    };
}

public sealed record SettledReply(string Partner, JsonMoney Paid);

public sealed record ConsentBody
{
    [Required]
    public string? Partner { get; init; }

    /// <summary>False takes the consent back; absent is true.</summary>
    public bool? Agrees { get; init; }
    public DateTimeOffset? At { get; init; }
}

public sealed record ConsentReply(string Member, string Partner, bool Agrees, long Seq);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(StatementReply))]
[JsonSerializable(typeof(SettleBody))]
[JsonSerializable(typeof(SettleReply))]
[JsonSerializable(typeof(ConsentBody))]
[JsonSerializable(typeof(ConsentReply))]
internal sealed partial class PartnersJson : JsonSerializerContext;
