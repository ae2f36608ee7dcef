using System.Text.Json.Serialization;
using Laurel.Engine;
using Laurel.Explaining;
using Laurel.Memberships;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Memberships;

/// <summary>What a step about a membership came to.</summary>
public sealed record MembershipStepReply
{
    /// <summary>What is due after refunds and credits.</summary>
    public required JsonMoney Pays { get; init; }

    /// <summary>What is paid back.</summary>
    public required JsonMoney PaysBack { get; init; }

    /// <summary>Of the periods that were not over.</summary>
    public required int UsedDays { get; init; }
    public required int UnusedDays { get; init; }

    /// <summary>The memberships it changed, as they are afterwards.</summary>
    public required IReadOnlyList<MembershipReply> Memberships { get; init; }

    /// <summary>What happened, in the caller's language.</summary>
    public required IReadOnlyList<string> Texts { get; init; }
    public required long Seq { get; init; }

    internal static long Due(JournalRow row) => Changes(row).Sum(c => c.Fee - c.Refund);

    internal static MembershipStepReply Of(JournalRow row, Program program, Language language)
    {
        var changes = Changes(row);
        var definition = program.At(row.Command.At)!.Definition;
        var currency = definition.Currency.Code;
        return new MembershipStepReply
        {
            Pays = JsonMoney.Of(Math.Max(0, Due(row)), currency),
            PaysBack = JsonMoney.Of(Math.Max(0, -Due(row)), currency),
            UsedDays = changes.Sum(c => c.UsedDays),
            UnusedDays = changes.Sum(c => c.UnusedDays),
            Memberships = [.. changes.Select(c => MembershipReply.Of(c.After, definition, row.Command.At))],
            Texts = [.. changes.Select(c => Explanation.Of(c, program, language).Sentence)],
            Seq = row.Seq,
        };
    }

    private static MembershipChanged[] Changes(JournalRow row) =>
        [.. row.Events.OfType<MembershipChanged>().Where(c => c.At == row.Command.At && c.Change != MembershipChange.Saved)];
}

/// <summary>A membership as it stands.</summary>
public sealed record MembershipReply
{
    public required string Id { get; init; }
    public required string Plan { get; init; }

    /// <summary>running, overdue, ending, cancelled, lapsed, voided or changed.</summary>
    public required string State { get; init; }

    /// <summary>Held at this instant.</summary>
    public required bool Active { get; init; }
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant at which it is over; absent is for life.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>When it lapses unless it is paid.</summary>
    public DateTimeOffset? LapsesAt { get; init; }

    /// <summary>Paid and not paid back.</summary>
    public required JsonMoney Paid { get; init; }

    /// <summary>What it saved, at the prices of each day of purchase.</summary>
    public required JsonMoney Saved { get; init; }

    /// <summary>What of the fees is revenue by the end of this local day, and what is not yet.</summary>
    public required JsonMoney Recognised { get; init; }
    public required JsonMoney Deferred { get; init; }

    internal static MembershipReply Of(HeldMembership held, Definition definition, DateTimeOffset at)
    {
        var currency = definition.Currency.Code;
        var recognised = Fees.Recognised(held, definition.Calendar.Day(at), definition.Membership(held.Plan));
        return new MembershipReply
        {
            Id = held.Id,
            Plan = held.Plan,
            State = held.StateAt(at).ToString().ToLowerInvariant(),
            Active = held.IsHeld(at),
            From = held.From,
            To = held.Ended ?? held.To,
            LapsesAt = held.Ended is null ? held.Lapses : null,
            Paid = JsonMoney.Of(held.Paid, currency),
            Saved = JsonMoney.Of(held.Saved, currency),
            Recognised = JsonMoney.Of(recognised, currency),
            Deferred = JsonMoney.Of(held.Paid - recognised, currency),
        };
    }
}

/// <summary>All memberships a member holds or held, oldest first, and what she has without points.</summary>
public sealed record MembershipsReply(IReadOnlyList<MembershipReply> Data, IReadOnlyList<string> Perks, DateTimeOffset At, long Seq);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SellBody))]
[JsonSerializable(typeof(RenewBody))]
[JsonSerializable(typeof(ChangeBody))]
[JsonSerializable(typeof(EndBody))]
[JsonSerializable(typeof(FeeBody))]
[JsonSerializable(typeof(MembershipStepReply))]
[JsonSerializable(typeof(MembershipsReply))]
internal sealed partial class MembershipsJson : JsonSerializerContext;
