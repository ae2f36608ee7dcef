using System.Text.Json.Serialization;
using Laurel.Engine;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Redemptions;

/// <summary>What a step of a redemption came to.</summary>
public sealed record RedemptionStepReply
{
    public required string Id { get; init; }
    public required string Member { get; init; }
    public required string Reward { get; init; }

    /// <summary>reserved, captured, released or cancelled; or how far it has come: used, lapsed, ordered, shipped, delivered, collected.</summary>
    public required string State { get; init; }
    public string? Unit { get; init; }

    /// <summary>Units held, used, freed or given back by this step.</summary>
    public required long Amount { get; init; }

    /// <summary>Until when a reservation holds; absent is until it is closed.</summary>
    public DateTimeOffset? Until { get; init; }
    public required long Seq { get; init; }
    public required IReadOnlyList<EntryReply> Entries { get; init; }

    internal static RedemptionStepReply Of(JournalRow row, Program program, Language language)
    {
        var reply = row.Events.Select(e => Step(e, row)).Last(s => s is not null)!;
        return reply with { Entries = Http.Entries.Of(row.Events, program, language) };
    }

    private static RedemptionStepReply? Step(Event happened, JournalRow row) => happened switch
    {
        RedemptionReserved e => Of(row, e.Redemption, e.Member, e.Reward, "reserved", e.Amount) with { Unit = e.Unit, Until = e.Until },
        RedemptionCaptured e => Of(row, e.Redemption, e.Member, e.Reward, "captured", e.Amount),
        RedemptionReleased e when row.Command is ReleaseRedemption => Of(row, e.Redemption, e.Member, e.Reward, "released", 0),
        RedemptionCancelled e => Of(row, e.Redemption, e.Member, e.Reward, "cancelled", e.Amount),
        FulfilmentChanged { Stage: not (Stage.Issued or Stage.Ordered) } e => Of(row, e.Redemption, e.Member, e.Reward, Words.Of(e.Stage), 0),
        _ => null,
    };

    private static RedemptionStepReply Of(JournalRow row, RedemptionId id, MemberId member, string reward, string state, long amount) => new()
    {
        Id = id.Value,
        Member = member.Value,
        Reward = reward,
        State = state,
        Amount = amount,
        Seq = row.Seq,
        Entries = [],
    };
}

/// <summary>A redemption as it stands.</summary>
public sealed record RedemptionReply
{
    public required string Id { get; init; }
    public required string Member { get; init; }
    public required string Reward { get; init; }

    [JsonConverter(typeof(JsonDecimal))]
    public required decimal Quantity { get; init; }
    public required string State { get; init; }
    public string? Unit { get; init; }
    public required long Amount { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? Until { get; init; }

    /// <summary>Its time ran out.</summary>
    public required bool TimedOut { get; init; }

    /// <summary>issued, used or lapsed; ordered, shipped, delivered or collected; absent for what is handed over as it is captured.</summary>
    public string? Stage { get; init; }
    public string? Purchase { get; init; }
    public required long Seq { get; init; }

    internal static RedemptionReply Of(Redemption redemption, long seq, DateTimeOffset now)
    {
        var isOver = redemption.State == RedemptionState.Reserved && redemption.Until <= now;
        return new RedemptionReply
        {
            Id = redemption.Id.Value,
            Member = redemption.Member.Value,
            Reward = redemption.Reward,
            Quantity = redemption.Quantity,
            State = isOver ? "released" : redemption.State.ToString().ToLowerInvariant(),
            Unit = redemption.Unit,
            Amount = redemption.Amount,
            At = redemption.At,
            Until = redemption.Until,
            TimedOut = isOver || redemption.TimedOut,
            Stage = redemption.Stage is { } stage ? Words.Of(stage) : null,
            Purchase = redemption.Purchase?.Value,
            Seq = seq,
        };
    }
}

internal static class Words
{
    public static string Of(Stage stage) => stage.ToString().ToLowerInvariant();

    /// <summary>A stage that can be asked for.</summary>
    public static Stage? Read(string word) => word switch
    {
        "shipped" => Stage.Shipped,
        "delivered" => Stage.Delivered,
        "collected" => Stage.Collected,
        _ => null,
    };
}
