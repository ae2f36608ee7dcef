using Laurel.Accounts;
using Laurel.Care;
using Laurel.Memberships;
using Laurel.Server.Features.Members.Counter;
using Laurel.Server.Http;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Page;

/// <summary>Everything the page of a member shows.</summary>
public sealed record MemberView
{
    public required Shown Shown { get; init; }
    public required MemberReply Member { get; init; }
    public required Person Person { get; init; }

    /// <summary>Who is in her household, herself included.</summary>
    public IReadOnlyList<Person> Household { get; init; } = [];

    /// <summary>Her memberships, the latest first, and what she has without points.</summary>
    public required IReadOnlyList<HeldMembership> Memberships { get; init; }
    public required IReadOnlyList<string> Perks { get; init; }

    /// <summary>Who goes on in this account too, with their cards and numbers.</summary>
    public IReadOnlyList<Person> Merged { get; init; } = [];
    public required IReadOnlyList<RewardReply> Rewards { get; init; }
    public required IReadOnlyList<ChallengeReply> Challenges { get; init; }
    public required IReadOnlyList<GameReply> Games { get; init; }
    public required IReadOnlyList<BadgeReply> Badges { get; init; }
    /// <summary>What she agreed to, and which of her attributes are known here or elsewhere.</summary>
    public required IReadOnlyList<Consent> Consents { get; init; }
    public required IReadOnlyList<string> Known { get; init; }
    public required HistoryView History { get; init; }
    public AccountState State { get; init; }

    /// <summary>The link to her own pages, and its address just after it was made.</summary>
    public MemberLink? Link { get; init; }
    public string? LinkMade { get; init; }

    /// <summary>What was done just now.</summary>
    public string? Done { get; init; }
    public AdjustForm Form { get; init; } = new();

    /// <summary>Why the adjustment was refused.</summary>
    public string? Refused { get; init; }

    /// <summary>A purchase as it was typed at the counter, and why it was refused.</summary>
    public SaleForm Sale { get; init; } = new();
    public string? SaleRefused { get; init; }

    /// <summary>Why a receipt could not be claimed.</summary>
    public string? ClaimRefused { get; init; }

    /// <summary>Why a reward could not be handed over.</summary>
    public string? RedeemRefused { get; init; }

    /// <summary>Why a consent could not be recorded.</summary>
    public string? ConsentRefused { get; init; }

    /// <summary>Why the account could not be switched.</summary>
    public string? SwitchRefused { get; init; }

    public string Title => Person.Name ?? Member.Id;

    internal static string PerkName(Definition definition, string perk, Language language) =>
        definition.Perks.FirstOrDefault(p => p.Id == perk)?.Text?.In(language) ?? perk;
}

/// <summary>A stretch of a member's history, and where the next one begins.</summary>
public sealed record HistoryView(string Member, Shown Shown, IReadOnlyList<HistoryReply> Entries, string Kind, string? Next)
{
    public const int Size = 12;
    public static readonly IReadOnlyList<string> Kinds = ["all", "purchases", "redemptions"];

    internal static async Task<HistoryView> ReadAsync(ProgramInView program, MemberId member, string? kind, long? before)
    {
        var chosen = Kinds.Contains(kind) ? kind! : Kinds[0];
        var shown = new Shown(program.Rules!.Definition, program.Language);
        var entries = new List<HistoryReply>();
        var from = before ?? long.MaxValue;
        while (entries.Count < Size)
        {
            var rows = await program.Organization.Journal.History(program.Id, member, from, Size * 2);
            foreach (var row in rows.TakeWhile(_ => entries.Count < Size))
            {
                from = row.Seq;
                var story = HistoryReply.Of(row, program.Program, member, program.Language);
                if (row.IsAccepted && IsOf(story, chosen))
                    entries.Add(story);
            }
            if (rows.Count < Size * 2 && (rows.Count == 0 || from == rows[^1].Seq))
                return new HistoryView(member.Value, shown, entries, chosen, null);
        }
        return new HistoryView(member.Value, shown, entries, chosen, $"{from}");
    }

    private static bool IsOf(HistoryReply story, string kind) => kind switch
    {
        "purchases" => story.What is "purchase" or "return",
        "redemptions" => story.Reward is not null,
        _ => story.What != "pass-time" || story.Entries.Count > 0 || story.TierChanges.Count > 0,
    };
}

/// <summary>What a member of staff fills in to adjust units.</summary>
public sealed record AdjustForm
{
    public string? Key { get; init; }
    public string? Unit { get; init; }

    /// <summary>give or take.</summary>
    public string? Way { get; init; }
    public string? Amount { get; init; }
    public string? Reason { get; init; }
}

/// <summary>What a member of staff fills in to switch an account.</summary>
public sealed record SwitchForm
{
    public string? Key { get; init; }
    public string? State { get; init; }
    public string? Reason { get; init; }
}
