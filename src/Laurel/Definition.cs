using Laurel.Badges;
using Laurel.Challenges;
using Laurel.Clubs;
using Laurel.Coalition;
using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.Giving;
using Laurel.Leaderboards;
using Laurel.Memberships;
using Laurel.Referrals;
using Laurel.Rewards;
using Laurel.Tiers;
using Laurel.Units;

namespace Laurel;

/// <summary>What a merchant has decided: the typed form of a definition that has no problems.</summary>
public sealed record Definition
{
    /// <summary>A program that ends later than this does not end.</summary>
    private const int LastYear = 9_000;

    public required string Id { get; init; }
    public required LocalText Name { get; init; }
    public required Calendar Calendar { get; init; }
    public required Currency Currency { get; init; }

    /// <summary>Purchases before this local day earn nothing.</summary>
    public DateOnly? Starts { get; init; }

    /// <summary>The last local day on which purchases earn.</summary>
    public DateOnly? Ends { get; init; }

    /// <summary>How long units can be used after the last day.</summary>
    public Period RedeemsAfter { get; init; } = new(90, PeriodUnit.Day);

    /// <summary>The first instant at which nothing earns any more and paid memberships are over; null is never.</summary>
    internal DateTimeOffset? Stops => Ends is { Year: <= LastYear } last ? Calendar.End(last) : null;

    /// <summary>The first instant at which units are gone and nothing can be redeemed; stored money is there still. Null is never.</summary>
    internal DateTimeOffset? Closes => Ends is { Year: <= LastYear } last ? Calendar.End(RedeemsAfter.After(last)) : null;

    /// <summary>The meaning of the rules: a change of meaning is a new edition, and the old one stays.</summary>
    public int Edition { get; init; } = 1;
    public required IReadOnlyList<UnitRule> Units { get; init; }
    public EarningBase Base { get; init; } = new();

    /// <summary>What purchases in other currencies count as; without one they earn only by rules in their own.</summary>
    public IReadOnlyList<Pricing.ExchangeRate> Rates { get; init; } = [];

    /// <summary>Kinds and categories that neither earn nor count as spend.</summary>
    public IReadOnlyList<string> NeverEarns { get; init; } = [];
    public IReadOnlyList<EarningRule> Earning { get; init; } = [];

    /// <summary>What loading a card or credit brings besides what is paid.</summary>
    public IReadOnlyList<EarningRule> TopUps { get; init; } = [];
    public IReadOnlyList<StackGroup> Stack { get; init; } = [];
    public TierRule? Tiers { get; init; }
    public IReadOnlyList<Reward> Rewards { get; init; } = [];
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>How offers bear on each other; groups in the order declared.</summary>
    public IReadOnlyList<StackGroup> StackOffers { get; init; } = [];

    public IReadOnlyList<MembershipPlan> Memberships { get; init; } = [];

    /// <summary>Who may join; nothing is everybody.</summary>
    public IReadOnlyList<Earning.Conditions.Condition> For { get; init; } = [];

    /// <summary>The least age of who joins, by country; the empty name is everywhere else.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> LeastAge { get; init; } = [];

    /// <summary>Whether receipts of nobody can be claimed later.</summary>
    public Receipts.ClaimTerms Claims { get; init; } = Receipts.ClaimTerms.Plain;

    /// <summary>What households do together; null is that there are none.</summary>
    public Households.HouseholdRule? Household { get; init; }

    /// <summary>What inviting friends brings; null is nothing.</summary>
    public Referral? Referral { get; init; }

    /// <summary>The businesses that issue and accept units together, or pay for some of them.</summary>
    public IReadOnlyList<Partner> Partners { get; init; } = [];
    public ClearingTerms Clearing { get; init; } = ClearingTerms.Plain;

    /// <summary>How purchases bring money to causes.</summary>
    public IReadOnlyList<GivingRule> Giving { get; init; } = [];

    /// <summary>Causes that are named.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];

    /// <summary>What members have without points, by id.</summary>
    public IReadOnlyList<Perk> Perks { get; init; } = [];

    /// <summary>What members get by the calendar.</summary>
    public IReadOnlyList<Allowances.Allowance> Allowances { get; init; } = [];

    public IReadOnlyList<Challenge> Challenges { get; init; } = [];

    public IReadOnlyList<Game> Games { get; init; } = [];

    public IReadOnlyList<Leaderboard> Leaderboards { get; init; } = [];

    public IReadOnlyList<Club> Clubs { get; init; } = [];

    /// <summary>What the program is for, to be measured; nothing is decided by them.</summary>
    public IReadOnlyList<Goals.Goal> Goals { get; init; } = [];

    /// <summary>Badges with a name of their own.</summary>
    public IReadOnlyList<Badge> Badges { get; init; } = [];

    /// <summary>When a birthday of 29 February is in a year without one.</summary>
    public LeapDay LeapDay { get; init; }

    /// <summary>What a customer usually buys, for the linter and the simplicity score; null where nothing is said.</summary>
    public Linting.TypicalCustomer? Typical { get; init; }

    /// <summary>Products that are not to be had for now, by SKU.</summary>
    public IReadOnlyList<string> Unavailable { get; init; } = [];

    /// <summary>What members can do that is no purchase: the words of the conditions on activities.</summary>
    public IReadOnlyList<string> Activities =>
        [.. Earning.SelectMany(r => r.Activities).Concat(Challenges.SelectMany(c => c.Steps).Select(s => s.Activity).OfType<string>())
            .Concat(Games.Select(g => g.Activity).OfType<string>()).Concat(Gatherings.Select(g => g.Counts.Activity).OfType<string>()).Distinct()];

    /// <summary>Whether anything earns on a local day.</summary>
    public bool IsRunning(DateOnly day) => !(day < Starts) && !(day > Ends);

    /// <summary>Units earned by a purchase can pay for a reward in the same basket.</summary>
    public bool SamePurchaseUsable { get; init; }

    /// <summary>The program's currency and how much of it a minor unit of another one counts as on a local day; null without a rate.</summary>
    internal (string Code, decimal Each)? RateOf(string currency, DateOnly day)
    {
        for (var i = Rates.Count - 1; i >= 0; i--)
        {
            if (Rates[i].Currency.Code == currency && !(day < Rates[i].From))
                return (Currency.Code, Rates[i].Each);
        }
        return null;
    }

    public Challenge? Challenge(string id) => Challenges.Named(id, static c => c.Id);

    public Game? Game(string id) => Games.Named(id, static g => g.Id);

    public Leaderboard? Leaderboard(string id) => Leaderboards.Named(id, static l => l.Id);

    public Club? Club(string id) => Clubs.Named(id, static c => c.Id);

    /// <summary>Where members are compared or count together.</summary>
    public IEnumerable<Gathering> Gatherings => Leaderboards.Concat<Gathering>(Clubs);

    /// <summary>Everything that challenges, leaderboards and clubs give.</summary>
    internal IEnumerable<Prizes.Prize> Prizes => Challenges.SelectMany(c => c.Gives)
        .Concat(Leaderboards.SelectMany(l => l.Prizes).SelectMany(p => p)).Concat(Clubs.SelectMany(c => c.Gives));

    /// <summary>The unit in which money of a currency is loaded on a card, or put to a member's credit; null where there is none.</summary>
    public UnitRule? Stored(string currency, bool onCard) => Units.FirstOrDefault(u => IsStored(u, currency, onCard));

    /// <summary>The unit in which a line puts money on a card, or to a member's credit: the one it names, else the first; null where it cannot.</summary>
    public UnitRule? Loaded(Line line, string currency, bool onCard) => line.LoadsIn is { } named
        ? Unit(named) is { } unit && IsStored(unit, currency, onCard) ? unit : null
        : Stored(currency, onCard);

    private static bool IsStored(UnitRule unit, string currency, bool onCard) =>
        unit.Money?.Code == currency && (unit.HeldBy == HeldBy.Anyone || unit.HeldBy == HeldBy.Cards == onCard);

    public UnitRule? Unit(string id) => Units.Named(id, static u => u.Id);

    public Reward? Reward(string id) => Rewards.Named(id, static r => r.Id);

    public MembershipPlan? Membership(string id) => Memberships.Named(id, static m => m.Id);

    public GivingRule? GivingBy(string id) => Giving.Named(id, static g => g.Id);

    /// <summary>A way of giving by the name it is counted under.</summary>
    internal GivingRule? GivingOf(string rule) => Giving.Named(rule, static g => g.Rule.Id);

    /// <summary>Every cause that is named, given to, or that a reward is donated to.</summary>
    public IEnumerable<string> AllCauses => Causes.Select(c => c.Id)
        .Concat(Giving.Select(g => g.To))
        .Concat(Rewards.Select(r => r.Gives).OfType<Rewards.Benefits.Donation>().Select(d => d.Cause))
        .Distinct();

    public Partner? Partner(string id) => Partners.Named(id, static p => p.Id);

    /// <summary>The partner a location is a shop of; null is one of whoever runs the program.</summary>
    public Partner? PartnerAt(string? location)
    {
        if (location is null)
            return null;
        foreach (var partner in Partners)
        {
            if (partner.Locations.Contains(location))
                return partner;
        }
        return null;
    }

    public Offer? Offer(string id) => Offers.Named(id, static o => o.Id);

    public IReadOnlyList<string> Levels => Tiers is null ? [] : [.. Tiers.Levels.Select(l => l.Id)];

    /// <summary>Money that one unit is worth, in minor units, by the reward marked as base; null without one.</summary>
    public decimal? Worth(string unit)
    {
        foreach (var reward in Rewards)
        {
            if (reward.IsBase && reward.Costs.Unit == unit && reward.Gives.Worth is { } worth)
                return worth / reward.Costs.Amount * Unit(unit)!.Scale;
        }
        return null;
    }
}
