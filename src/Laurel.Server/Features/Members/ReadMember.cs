using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Tiers;

namespace Laurel.Server.Features.Members;

/// <summary>GET /v1/programs/{program}/members/{member}: what she has, where she stands, what the next tier takes.</summary>
internal static class ReadMember
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapGet("/members/{member}", FindAsync).Needs(Scope.Read)
            .Describe("Read a member", "Balances and tier are right at this instant, also where nothing was booked since. `?at=` asks for another instant.")
            .Gives<MemberReply>();
        program.MapGet("/members/{member}/balances", BalancesAsync).Needs(Scope.Read)
            .Describe("Read a member's balances").Gives<BalancesReply>();
    }

    private static Task<IResult> FindAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock, DateTimeOffset? at) =>
        AnswerAsync(organization, program, member, at ?? clock.GetUtcNow(),
            now => new JsonAnswer<MemberReply>(MemberReply.Of(now, LanguageOf.Request(context.Request)), MembersJson.Default.MemberReply));

    private static Task<IResult> BalancesAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock, DateTimeOffset? at) =>
        AnswerAsync(organization, program, member, at ?? clock.GetUtcNow(), now => new JsonAnswer<BalancesReply>(
            new BalancesReply(Balances.Of(now, LanguageOf.Request(context.Request)), now.At, now.Seq), MembersJson.Default.BalancesReply));

    private static async Task<IResult> AnswerAsync(
        OpenOrganization organization, string program, string member, DateTimeOffset at, Func<MemberNow, IResult> answer)
    {
        if (!Calendar.IsCountable(at))
            return Refusals.Problem(Refusal.TimeOutOfRange(at), null);
        return await MemberNow.FindAsync(organization, program, new MemberId(member), at) is { } now
            ? answer(now)
            : Problem.NotFound("unknown-member", "member", member);
    }
}

public sealed record BalancesReply(IReadOnlyList<BalanceReply> Data, DateTimeOffset At, long Seq);

/// <summary>A member as the ledger knows her.</summary>
public sealed record MemberReply
{
    public required string Id { get; init; }
    public required DateTimeOffset JoinedAt { get; init; }
    public required bool HeldOut { get; init; }

    /// <summary>The household she spends together with.</summary>
    public HouseholdReply? Household { get; init; }

    /// <summary>Other members who go on in this account.</summary>
    public IReadOnlyList<string>? Merged { get; init; }
    public required IReadOnlyList<BalanceReply> Balances { get; init; }

    /// <summary>Rewards that are hers and not used yet.</summary>
    public required IReadOnlyList<IssuedRewardReply> Issued { get; init; }

    /// <summary>Absent in a program without tiers.</summary>
    public TierReply? Tier { get; init; }

    /// <summary>Purchases that were not returned whole.</summary>
    public required int Purchases { get; init; }
    public required int Visits { get; init; }
    public required JsonMoney Spend { get; init; }
    public DateOnly? LastVisit { get; init; }

    /// <summary>What was given to causes because of her, less what returns took back.</summary>
    public required IReadOnlyList<ImpactReply> Impact { get; init; }

    /// <summary>The instant for which this holds.</summary>
    public required DateTimeOffset At { get; init; }
    public required long Seq { get; init; }

    internal static MemberReply Of(MemberNow now, Language language) => new()
    {
        Id = now.Member.Id.Value,
        JoinedAt = now.Member.Joined,
        HeldOut = now.Member.HeldOut,
        Household = now.Member.Household is { } id ? new(id.Value, [.. now.Household.Select(m => m.Id.Value).Prepend(now.Member.Id.Value)]) : null,
        Merged = now.Member.Merged.Count == 0 ? null : [.. now.Member.Merged.Select(m => m.Id.Value)],
        Balances = Http.Balances.Of(now, language),
        Issued = [.. now.Member.Issued.Where(i => !i.IsOver(now.At)).Select(i => IssuedRewardReply.Of(i, now, language))],
        Tier = TierReply.Of(now, language),
        Purchases = now.Member.Purchases,
        Visits = now.Member.VisitsEver,
        Spend = JsonMoney.Of(now.Member.SpendEver, now.Rules.Definition.Currency.Code),
        LastVisit = now.Member.LastVisit,
        Impact = [.. now.Member.Given.Select(g => ImpactReply.Of(g, now.Rules.Definition, language))],
        At = now.At,
        Seq = now.Seq,
    };
}

/// <summary>A household and who is in it.</summary>
public sealed record HouseholdReply(string Id, IReadOnlyList<string> Members);

/// <summary>What a cause got because of a member.</summary>
public sealed record ImpactReply(string Cause, string Name, JsonMoney Given)
{
    internal static ImpactReply Of(Use given, Definition definition, Language language) => new(
        given.Counter, definition.Causes.FirstOrDefault(c => c.Id == given.Counter)?.Name?.In(language) ?? given.Counter,
        JsonMoney.Of(given.Amount, definition.Currency.Code));
}

/// <summary>A reward that is hers: its redemption, and until when it can be used.</summary>
public sealed record IssuedRewardReply(string Redemption, string Reward, string Name, DateTimeOffset? Until)
{
    internal static IssuedRewardReply Of(IssuedReward issued, MemberNow now, Language language) => new(
        issued.Redemption.Value, issued.Reward, now.Rules.Definition.Reward(issued.Reward)?.Name?.In(language) ?? issued.Reward, issued.Until);
}

/// <summary>Where a member stands, what is missing to the next level, and what it takes to stay.</summary>
public sealed record TierReply
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Next { get; init; }
    public string? NextName { get; init; }

    /// <summary>Any one of these reaches the next level.</summary>
    public required IReadOnlyList<HeadwayReply> ToNext { get; init; }

    /// <summary>Any one of these keeps this level.</summary>
    public required IReadOnlyList<HeadwayReply> ToKeep { get; init; }

    /// <summary>The last day that counts, where a fixed day ends it.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The day at whose end staying is next judged.</summary>
    public DateOnly? Reviewed { get; init; }

    internal static TierReply? Of(MemberNow now, Language language) => TierProgress.Of(now.Rules, now.Member, now.At, now.Household) is not { } progress
        ? null
        : new TierReply
        {
            Id = progress.Level.Id,
            Name = progress.Level.Name?.In(language) ?? progress.Level.Id,
            Next = progress.Next?.Id,
            NextName = progress.Next is { } next ? next.Name?.In(language) ?? next.Id : null,
            ToNext = [.. progress.ToNext.Select(h => HeadwayReply.Of(h, now))],
            ToKeep = [.. progress.ToKeep.Select(h => HeadwayReply.Of(h, now))],
            Until = progress.Until,
            Reviewed = progress.Reviewed,
        };
}

/// <summary>So much of what is needed: spend in minor units, visits, or units.</summary>
public sealed record HeadwayReply
{
    /// <summary>spend, visits or units.</summary>
    public required string Counts { get; init; }
    public required long Have { get; init; }
    public required long Need { get; init; }
    public required long Missing { get; init; }
    public string? Unit { get; init; }
    public string? Currency { get; init; }

    /// <summary>What is needed besides.</summary>
    public HeadwayReply? And { get; init; }

    internal static HeadwayReply Of(Headway headway, MemberNow now) => new()
    {
        Counts = headway.Merit.ToString().ToLowerInvariant(),
        Have = headway.Have,
        Need = headway.Need,
        Missing = headway.Missing,
        Unit = headway.Unit,
        Currency = headway.Merit == Merit.Spend ? now.Rules.Definition.Currency.Code : null,
        And = headway.And is { } and ? Of(and, now) : null,
    };
}
