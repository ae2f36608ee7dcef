using Laurel.Care;
using Laurel.Explaining;
using Laurel.Memberships;
using Laurel.Server.Features.Members.Page;
using Laurel.Server.Http;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own;

/// <summary>What a member sees of herself; each page shows a part of it.</summary>
public sealed record OwnView
{
    private static readonly string[] Earning = ["earning", "allowances", "challenges", "leaderboards", "clubs", "games", "referral", "giving"];
    private static readonly string[] Small = ["program", "units", "stacking", "tiers", "memberships", "household", "coalition", "returns", "expiry"];

    public required Shown Shown { get; init; }
    public required MemberReply Member { get; init; }
    public required Person Person { get; init; }
    public required KeptBeside Kept { get; init; }
    public IReadOnlyList<RewardReply> Rewards { get; init; } = [];
    public IReadOnlyList<ChallengeReply> Challenges { get; init; } = [];
    public IReadOnlyList<BadgeReply> Badges { get; init; } = [];
    public IReadOnlyList<Consent> Consents { get; init; } = [];

    /// <summary>Her memberships, the latest first, and what she has without units.</summary>
    public IReadOnlyList<HeldMembership> Memberships { get; init; } = [];
    public IReadOnlyList<string> Perks { get; init; } = [];
    public IReadOnlyList<GameReply> Games { get; init; } = [];

    /// <summary>The further pages of what her program has.</summary>
    public IReadOnlyList<OwnWay> Ways { get; init; } = [];

    public HistoryView? History { get; init; }

    /// <summary>Why what she asked for could not be done.</summary>
    public string? Refused { get; init; }

    /// <summary>Balances worth showing: stored money only where there is some.</summary>
    public IEnumerable<BalanceReply> Balances => Member.Balances.Where(b => Shown.Definition.Unit(b.Unit)?.Money is null
        || b is not { Available: 0, Pending: 0, Reserved: 0, Owed: 0 });

    /// <summary>The reward that she is nearest to and has not units enough for.</summary>
    public RewardReply? Nearest => Rewards.FirstOrDefault(r => !r.CanRedeem && Lacks(r) > 0);

    public IReadOnlyList<RewardReply> Ready => [.. Rewards.Where(r => r.CanRedeem)];

    /// <summary>How many units are missing to a reward; 0 where it is something else that is missing.</summary>
    public static long Lacks(RewardReply reward) =>
        reward.Costs is not null && reward.Missing?.Facts.TryGetValue("missing", out var missing) == true && long.TryParse(missing, out var units) ? units : 0;

    /// <summary>What is said of ways to earn; her challenges say their own rules.</summary>
    public IReadOnlyList<PlainSection> WaysToEarn =>
        [.. Sections(Earning).Where(s => (s.Id != "challenges" || Challenges.Count == 0) && (s.Id != "games" || Games.Count == 0))];

    public IReadOnlyList<PlainSection> Rules => Sections(Small);

    public PlainSection? Levels => Sections(["tiers"]) is [var levels] ? levels : null;

    public string PlanName(string plan) => Shown.Name(Shown.Definition.Membership(plan)?.Name, plan);

    internal static async Task<OwnView> ReadAsync(Herself herself) => new()
    {
        Shown = herself.Shown,
        Member = MemberReply.Of(herself.Now, herself.Program.Language),
        Person = herself.Organization.People.Of(herself.Program.Id, herself.Now.Member.Id),
        Kept = KeptBeside.Of(herself.Organization, herself.Program.Id, herself.Now.Member),
        Rewards = await RewardsOf.Async(herself.Now, herself.Program.Language),
        Challenges =
        [
            .. ChallengeReply.Of(herself.Now, herself.Program.Language),
            .. await ClubReplies.OfAsync(herself.Organization.Journal, herself.Program.Id, herself.Now, herself.Program.Language),
        ],
        Badges = BadgeReply.Of(herself.Now, herself.Program.Language),
        Consents = herself.Now.Member.Consents,
        Memberships = [.. herself.Now.Member.Memberships.Reverse()],
        Perks =
        [
            .. herself.Program.Program.Perks(herself.Now.Member, herself.Now.At).Select(p =>
                MemberView.PerkName(herself.Now.Rules.Definition, p, herself.Program.Language)),
        ],
        Games = GameReply.Of(herself.Now, herself.Program.Language),
        Ways = OwnWay.Of(herself),
    };

    private IReadOnlyList<PlainSection> Sections(string[] wanted) =>
        [.. PlainLanguage.Of(Shown.Definition, Shown.Language).Sections.Where(s => wanted.Contains(s.Id))];
}
