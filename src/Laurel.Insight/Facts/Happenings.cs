using Laurel.Accounts;
using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.Households;
using Laurel.Merges;
using Laurel.Rewards;

namespace Laurel.Insight.Facts;

/// <summary>The events that become one row each among all that happens.</summary>
internal static class Happenings
{
    /// <summary>
    /// Kinds of event that leave no fact of their own, and why: a secret is about no customer. A card that is no person is left out by
    /// who enrols. Every other kind leaves a row; a test goes over all of them.
    /// </summary>
    internal static readonly IReadOnlySet<Type> Untold = new HashSet<Type> { typeof(SecretCommitted) };

    /// <summary>Null where the event leaves no row here.</summary>
    internal static HappeningFact? Of(long seq, Event happened, Calendar calendar)
    {
        return happened switch
        {
            ChallengeMoved e => Told("challenge-moved", e.Member, e.Challenge, e.Change.ToString().ToLowerInvariant()) with { Number = e.Round },
            BadgeChanged e => Told("badge-changed", e.Member, e.Badge, e.IsLost ? "lost" : "got"),
            RewardUnlocked e => Told("reward-unlocked", e.Member, e.Reward, e.IsLost ? "lost" : "unlocked"),
            TookPart e => Told("took-part", e.Member, e.What, e.Left ? "left" : "joined"),
            ScoreMoved e => Told("score-moved", e.Member, e.What, e.Change.ToString().ToLowerInvariant()),
            LeaderboardClosed e => Told("leaderboard-closed", null, e.What, "closed") with { Number = e.Members },
            TicketMoved e => Told("ticket-moved", e.Member, e.Game, e.Change.ToString().ToLowerInvariant()) with { Until = Ends(e.Until) },
            GamePlayed e => Told("game-played", e.Member, e.Game, e.Won.Count > 0 ? "won" : "lost") with { Number = e.Won.Count },
            Receipts.ReceiptClaimed e => Told("receipt-claimed", e.Member, e.Purchase.Value, "claimed"),
            HouseholdChanged e => Told("household-changed", e.Member, e.Household.Value, e.HasLeft ? "left" : "joined"),
            MembersMerged e => Told("members-merged", e.Member, e.Other.Value, e.IsUndone ? "unmerged" : "merged"),
            PartnerAgreed e => Told("partner-agreed", e.Member, e.Partner, e.Agrees ? "agreed" : "withdrawn"),
            Care.ConsentChanged e => Told("consent-changed", e.Member, $"{e.Consent.Purpose}/{e.Consent.Channel}", e.Given ? "given" : "withdrawn"),
            AccountSwitched e => Told("account-switched", e.Member, null, e.State.ToString().ToLowerInvariant()),
            LotsExtended e => Told("lots-extended", e.Member, e.Unit, "extended") with { Until = Ends(e.Expires) },
            TierAssigned e => Told("tier-assigned", e.Member, e.Floor, e.Floor is null ? "lifted" : "assigned"),
            Restated e => Told("restated", e.Member, e.Cause.Value, "restated") with { Number = e.Purchases.Count },
            DefinitionPublished e => Told("definition-published", null, null, "published") with { Number = e.Version },
            _ => null,
        };

        DateOnly? Ends(DateTimeOffset? at) => at is { } end ? calendar.Day(end) : null;

        HappeningFact Told(string kind, MemberId? member, string? subject, string change) => new()
        {
            Seq = seq,
            Kind = kind,
            Member = member,
            Subject = subject,
            Change = change,
            Day = calendar.Day(happened.At),
        };
    }
}
