using System.Text.Json.Serialization;
using Laurel.Coalition;
using Laurel.Engine;
using Laurel.Explaining;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Purchases;

/// <summary>A purchase as the journal has it: how it was priced, and what it earned and why.</summary>
public sealed record PurchaseReply
{
    public required string Id { get; init; }
    public required long Seq { get; init; }
    public string? Member { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The local day, which decides rules, tier and limits.</summary>
    public required DateOnly Day { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }

    /// <summary>The version of the definition that judged it.</summary>
    public required int Version { get; init; }

    /// <summary>The member's tier before it.</summary>
    public string? Tier { get; init; }
    public required JsonMoney Gross { get; init; }
    public required JsonMoney Discount { get; init; }
    public required JsonMoney Tax { get; init; }

    /// <summary>What was to pay, tax included.</summary>
    public required JsonMoney Total { get; init; }

    /// <summary>What gift cards and credit paid of it.</summary>
    public required IReadOnlyList<StoredMoneyReply> Paid { get; init; }

    /// <summary>What is left to pay otherwise, with what the customer added for causes.</summary>
    public required JsonMoney ToPay { get; init; }

    /// <summary>What counts for earning and tiers.</summary>
    public required JsonMoney Spend { get; init; }
    public required IReadOnlyList<PricedLineReply> Lines { get; init; }

    /// <summary>Rewards and offers that took something off.</summary>
    public required IReadOnlyList<DiscountReply> Discounts { get; init; }
    public required IReadOnlyList<EntryReply> Entries { get; init; }
    public required IReadOnlyList<TierChangeReply> TierChanges { get; init; }

    /// <summary>Rewards that became the member's because a card filled.</summary>
    public required IReadOnlyList<IssuedReply> Issued { get; init; }

    /// <summary>What it brought to causes; what the customer added is part of what she pays, not of the total.</summary>
    public required IReadOnlyList<GivenReply> Given { get; init; }

    /// <summary>Rules that gave nothing, and why.</summary>
    public required IReadOnlyList<MissReply> Missed { get; init; }
}

/// <summary>What a purchase brought to a cause, by which way of giving or reward, and whether the customer added it.</summary>
public sealed record GivenReply(string Giving, string Cause, JsonMoney Amount, bool ByCustomer);

/// <summary>A reward that became the member's, and until when it can be used.</summary>
public sealed record IssuedReply(string Redemption, string Reward, DateTimeOffset? Until);

/// <summary>What a line cost the customer in the end, tax included.</summary>
public sealed record PricedLineReply(int Number, string Sku, JsonMoney Discount, JsonMoney Total);

/// <summary>What a reward or offer took off; a reward names its redemption.</summary>
public sealed record DiscountReply(string Source, JsonMoney Amount, string? Redemption);

internal static class PurchaseReplies
{
    /// <param name="language">Of the sentences; null leaves them out.</param>
    public static PurchaseReply Of(JournalRow row, Program program, Language? language)
    {
        var command = (RecordPurchase)row.Command;
        var recorded = row.Events.OfType<PurchaseRecorded>().Single();
        var currency = recorded.Currency;
        var definition = program.Version(recorded.Version).Definition;
        return new PurchaseReply
        {
            Id = recorded.Purchase.Value,
            Seq = row.Seq,
            Member = recorded.Member?.Value,
            At = recorded.At,
            RecordedAt = row.RecordedAt,
            Day = recorded.Day,
            Location = recorded.Location,
            Channel = recorded.Channel,
            Version = recorded.Version,
            Tier = recorded.Tier,
            Gross = JsonMoney.Of(recorded.Gross, currency),
            Discount = JsonMoney.Of(recorded.Discount, currency),
            Tax = JsonMoney.Of(recorded.Tax, currency),
            Total = JsonMoney.Of(recorded.Total, currency),
            Paid = StoredMoneyReply.Of(row.Events, currency, program, sign: -1),
            ToPay = JsonMoney.Of(recorded.Total - recorded.Paid.Sum(p => p.Amount) + Added(row.Events), currency),
            Spend = JsonMoney.Of(recorded.Spend, currency),
            Lines = Lines(command.Purchase.Lines, recorded),
            Discounts = [.. recorded.Given.Select(g => new DiscountReply(g.Source, JsonMoney.Of(g.Amount, currency), g.Redemption?.Value))],
            Entries = Entries.Of(row.Events, program, language, recorded.Member),
            TierChanges = Entries.Tiers(row.Events, recorded.Member),
            Given = [.. row.Events.OfType<MoneyMoved>().Where(m => m.Purpose == MoneyPurpose.Given).Select(m => new GivenReply(
                m.Rule!, m.Cause!, JsonMoney.Of(m.Parts.Sum(p => p.Amount), currency), m.Entries.Any(e => e.Account == MoneyAccount.Customers)))],
            Issued = [.. row.Events.OfType<FulfilmentChanged>().Where(f => f.Stage == Stage.Issued)
                .Select(f => new IssuedReply(f.Redemption.Value, f.Reward, f.Until))],
            Missed = Missed(recorded.Misses, definition, language),
        };
    }

    private static long Added(IReadOnlyList<Event> events) => -events.OfType<MoneyMoved>()
        .SelectMany(m => m.Entries).Where(e => e.Account == MoneyAccount.Customers).Sum(e => e.Micros) / MoneyEntry.PerCoin;

    private static PricedLineReply[] Lines(IReadOnlyList<Line> lines, PurchaseRecorded recorded)
    {
        var replies = new PricedLineReply[lines.Count];
        for (var i = 0; i < replies.Length; i++)
        {
            replies[i] = new PricedLineReply(lines[i].Number, lines[i].Sku,
                JsonMoney.Of(recorded.Prices[i].Discount, recorded.Currency), JsonMoney.Of(recorded.Prices[i].Total, recorded.Currency));
        }
        return replies;
    }

    private static MissReply Missed(Miss miss, Definition definition, Language? language) =>
        new(miss.Rule, miss.Reason, language is { } spoken ? Misses.Say(miss, definition, spoken) : null);

    private static MissReply[] Missed(IReadOnlyList<Miss> misses, Definition definition, Language? language)
    {
        var replies = new MissReply[misses.Count];
        for (var i = 0; i < replies.Length; i++)
            replies[i] = Missed(misses[i], definition, language);
        return replies;
    }
}
