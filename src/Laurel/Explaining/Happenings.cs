using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Explaining.Phrases;
using Laurel.Games;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Prizes;
using Laurel.Referrals;
using Laurel.Tiers;

namespace Laurel.Explaining;

/// <summary>Explains the events that are not postings.</summary>
internal static class Happenings
{
    public static Explanation Explain(Teller teller, Event happened)
    {
        var voice = happened is PurchaseRecorded bought ? teller.Version(bought.Version) : teller.At(happened.At);
        return happened switch
        {
            MemberEnrolled e => Say(teller, voice, e.IsCard ? "card-issued" : "enrolled", Day(voice, e.At)),
            PurchaseRecorded e => Purchase(teller, voice, e),
            LinesReturned e => Returned(teller, voice, e),
            Receipts.ReceiptClaimed e => Claimed(teller, voice, e),
            LotsExtended e => Extended(teller, voice, e),
            TierChanged e => Climbed(teller, voice, e),
            TierAssigned { Redemption: not null, Until: { } until } e => Say(teller, voice, e.Floor is null ? "level-taken-back" : "level-lent",
                [Day(voice, e.At), ("level", voice.Level(e.Floor ?? "")), ("end", voice.Cases(voice.LastDay(until))), ("reward", voice.Reward(e.Reason))]),
            TierAssigned e => Say(teller, voice, e.Floor is null ? "floor-lifted" : "floor",
                [Day(voice, e.At), ("level", voice.Level(e.Floor ?? "")), ("reason", voice.Quote(e.Reason))]),
            RedemptionReserved e => Reserved(teller, voice, e),
            RedemptionCaptured e => Captured(teller, voice, e),
            RedemptionReleased e => OfReward(teller, voice, e.TimedOut ? "timed-out" : "released", e.Reward, e.At),
            RedemptionCancelled e => OfReward(teller, voice, "cancelled", e.Reward, e.At),
            CouponIssued e => Issued(teller, voice, e),
            ActivityRecorded e => Say(teller, voice, "activity", [Day(voice, e.At), ("what", voice.Quote(e.What))]),
            FulfilmentChanged e => Fulfilled(teller, voice, e),
            Restated e => Say(teller, voice, "restated", [Day(voice, e.At), ("purchase", e.Cause.Value), ("n", e.Purchases.Count)]),
            FriendInvited e => Say(teller, voice, "invited", [Day(voice, e.At), ("inviter", e.Inviter.Value)]),
            ReferralSettled e => Say(teller, voice, e.Given.IsRevoked ? "referral-revoked" : "referral-settled",
                [Day(voice, e.At), ("friend", e.Friend.Value), ("member", e.Given.Member.Value)]),
            HouseholdChanged e => Say(teller, voice, e.HasLeft ? "household-left" : "household-joined",
                [Day(voice, e.At), ("household", e.Household.Value)]),
            MembersMerged e => Say(teller, voice, e.IsUndone ? "unmerged" : "merged",
                [Day(voice, e.At), ("other", e.Other.Value), ("member", e.Member.Value)]),
            MembershipChanged e => Membership(teller, voice, e),
            PartnerAgreed e => Say(teller, voice, e.Agrees ? "partner-agreed" : "partner-left", [Day(voice, e.At), ("partner", voice.Partner(e.Partner))]),
            Accounts.AccountSwitched e => Say(teller, voice, "account-" + e.State.ToString().ToLowerInvariant(),
                [Day(voice, e.At), ("reason", voice.Quote(e.Reason))]),
            Care.CaseMoved e => Say(teller, voice, "case-" + e.Step.ToString().ToLowerInvariant(), [Day(voice, e.At), ("case", e.Case)]),
            Care.ConsentChanged e => Say(teller, voice, e.Given ? "consent-given" : "consent-withdrawn",
                [Day(voice, e.At), ("purpose", voice.Quote(e.Consent.Purpose)), ("channel", voice.Quote(e.Consent.Channel))]),
            Care.ProfileChanged e => Say(teller, voice, "profile",
                [Day(voice, e.At), ("filled", e.Filled.Count), ("emptied", e.Emptied.Count)]),
            Care.RatingRecorded e => Say(teller, voice, "rating", [Day(voice, e.At), ("stars", e.Stars), ("source", voice.Quote(e.Source))]),
            MoneyMoved e => new MoneyTold(teller, voice, e).Explain(),
            ChallengeMoved e => Challenge(teller, voice, e),
            BadgeChanged e => Say(teller, voice, e.IsLost ? "badge-lost" : "badge-got", [Day(voice, e.At), ("badge", voice.Badge(e.Badge))]),
            Rewards.RewardUnlocked e => Say(teller, voice, e.IsLost ? "reward-locked" : "reward-unlocked", [Day(voice, e.At), ("reward", voice.Unlocked(e.Reward))]),
            TookPart e => Say(teller, voice, e.Left ? "left-part" : "took-part", [Day(voice, e.At), ("what", voice.Part(e.What))]),
            Gatherings.ScoreMoved e => Score(teller, voice, e),
            Gatherings.LeaderboardClosed e => Say(teller, voice, "leaderboard-closed", [Day(voice, e.At), ("what", voice.Part(e.What)), ("n", e.Members)]),
            TicketMoved e => Say(teller, voice, e.Change == TicketChange.Granted ? "ticket" : "ticket-revoked",
                [Day(voice, e.At), ("game", voice.Part(e.Game))]),
            GamePlayed e => Played(teller, voice, e),
            SecretCommitted e => Say(teller, voice, e.Secret is null ? "committed" : "revealed",
                [Day(voice, e.At), ("epoch", e.Epoch), ("hash", e.Hash), ("secret", e.Secret ?? "")]),
            DefinitionPublished e => Say(teller, voice, "published", [Day(voice, e.From), ("version", $"{e.Version}")]),
            _ => throw new InvalidOperationException($"No words are written for {happened.GetType().Name}."),
        };
    }

    private static Explanation Say(Teller teller, Voice voice, string key, params ReadOnlySpan<(string, object?)> values) =>
        new() { Sentence = Voice.Capital(voice.Say(Spoken.Events, teller.Key(key), values)) };

    private static (string, object?) Day(Voice voice, DateTimeOffset at) => ("day", voice.Cases(voice.Definition.Calendar.Day(at)));

    private static Explanation OfReward(Teller teller, Voice voice, string key, string reward, DateTimeOffset at) =>
        Say(teller, voice, key, [Day(voice, at), ("reward", voice.Reward(reward))]);

    private static Explanation Purchase(Teller teller, Voice voice, PurchaseRecorded e)
    {
        var currency = Currency.TryParse(e.Currency) ?? voice.Definition.Currency;
        var said = Say(teller, voice, "purchase",
            [("day", voice.Cases(e.Day)), ("purchase", e.Purchase.Value), ("money", voice.Money(e.Total, currency))]);
        var given = e.Given.Where(g => g.Amount != 0).Select(g => voice.Say(Spoken.Events, "note.off",
            ("reward", voice.Reward(g.Source)), ("money", voice.Money(g.Amount, currency))));
        var misses = teller.Audience == Audience.Cashier ? [] : e.Misses;
        var missed = misses.Select(m => Misses.Say(m, voice.Definition, voice.Language) + ".");
        return said with { Notes = [.. given, .. missed] };
    }

    private static Explanation Claimed(Teller teller, Voice voice, Receipts.ReceiptClaimed e)
    {
        var then = teller.Version(e.Version);
        var said = Say(teller, voice, "claimed", [("day", voice.Cases(e.Day)), ("claimed", voice.Cases(voice.Definition.Calendar.Day(e.At))),
            ("purchase", e.Purchase.Value), ("money", voice.Money(e.Total, Currency.TryParse(e.Currency) ?? voice.Definition.Currency))]);
        return teller.Audience == Audience.Cashier ? said : said with { Notes = [.. e.Misses.Select(m => Misses.Say(m, then.Definition, then.Language) + ".")] };
    }

    private static Explanation Returned(Teller teller, Voice voice, LinesReturned e)
    {
        var money = voice.Money(e.Total, Currency.TryParse(e.Currency) ?? voice.Definition.Currency);
        return Say(teller, voice, e.IsWhole ? "returned-whole" : "returned",
            ("day", voice.Cases(e.PurchaseDay)), ("purchase", e.Purchase.Value), ("back", voice.Cases(e.Day)), ("money", money));
    }

    private static Explanation Extended(Teller teller, Voice voice, LotsExtended e)
    {
        var units = teller.Unit(e.Unit, int.MaxValue).Named;
        return Say(teller, voice, e.Reason is not null ? "extended-by-hand" : e.Return is null ? "extended" : "extended-by-return",
            Day(voice, e.At), ("reason", voice.Quote(e.Reason ?? "")), ("end", voice.Cases(voice.LastDay(e.Expires))), ("units", units));
    }

    private static Explanation Climbed(Teller teller, Voice voice, TierChanged e)
    {
        var tiers = voice.Definition.Tiers;
        var isUp = tiers is null || tiers.Rank(e.After) > tiers.Rank(e.Before);
        var said = Say(teller, voice, isUp ? "tier-up" : "tier-down",
            [Day(voice, e.At), ("level", voice.Level(e.After)), ("before", voice.Level(e.Before))]);
        return tiers is null ? said : said with { Notes = [.. Needed(voice, tiers, isUp ? e.After : e.Before, isUp)] };
    }

    /// <summary>What it takes to keep the level that was reached, or to come back to the one that was lost.</summary>
    private static IEnumerable<string> Needed(Voice voice, TierRule tiers, string level, bool isUp)
    {
        var rule = tiers.Level(level);
        var needed = isUp && rule.Keep.Count > 0 ? rule.Keep : rule.At;
        if (needed.Count == 0 || (isUp && tiers.Down == Downgrade.Never))
            yield break;
        yield return voice.Say(Spoken.Events, isUp ? "note.keep" : "note.reach",
            ("what", voice.Say(needed)), ("window", voice.Window(tiers)), ("level", voice.Level(level)));
        if (tiers.PerHousehold)
            yield return voice.Say(Spoken.Events, "note.together");
    }

    private static Explanation Reserved(Teller teller, Voice voice, RedemptionReserved e)
    {
        var until = e.Until ?? e.At;
        var said = Say(teller, voice, e.Until is null ? "reserved" : "reserved-until",
        [
            Day(voice, until), ("time", Voice.Time(TimeOnly.FromDateTime(voice.Definition.Calendar.Local(until)))),
            ("reward", voice.Reward(e.Reward)),
        ]);
        return said with { Notes = [.. Units(voice, "note.set-aside", e.Unit, e.Amount)] };
    }

    private static Explanation Issued(Teller teller, Voice voice, CouponIssued e)
    {
        if (e.IsWithheld)
            return OfReward(teller, voice, "coupon-withheld", e.Offer, e.At);
        var said = OfReward(teller, voice, "coupon", e.Offer, e.At);
        return e.Until is { } until
            ? said with { Notes = [voice.Say(Spoken.Events, "note.usable", ("to", voice.Cases(voice.LastDay(until))))] }
            : said;
    }

    private static Explanation Fulfilled(Teller teller, Voice voice, FulfilmentChanged e)
    {
        var said = OfReward(teller, voice, "stage-" + e.Stage.ToString().ToLowerInvariant(), e.Reward, e.At);
        return e is { Stage: Stage.Issued, Until: { } until }
            ? said with { Notes = [voice.Say(Spoken.Events, "note.usable", ("to", voice.Cases(voice.LastDay(until))))] }
            : said;
    }

    private static Explanation Captured(Teller teller, Voice voice, RedemptionCaptured e)
    {
        var reward = voice.Definition.Reward(e.Reward);
        var (unit, isLater) = (reward?.Costs.Unit, reward is { Handover: not Rewards.Handover.AtOnce });
        return OfReward(teller, voice, isLater ? "captured-later" : "captured", e.Reward, e.At) with { Notes = [.. Units(voice, "note.freed", unit, e.Freed)] };
    }

    private static Explanation Membership(Teller teller, Voice voice, MembershipChanged e)
    {
        var (currency, end) = (voice.Definition.Currency, e.Change == MembershipChange.PaymentFailed ? e.After.Lapses : e.After.To);
        var said = Say(teller, voice, "membership." + Key(e.Change),
        [
            Day(voice, e.At), ("membership", voice.Membership(e.After.Plan)), ("money", voice.Money(Math.Abs(e.Saved), currency)),
        ]);
        List<string> notes = [];
        if (e.Fee > 0)
            notes.Add(voice.Say(Spoken.Events, "note.fee", ("money", voice.Money(e.Fee, currency))));
        if (e.Refund > 0)
            notes.Add(voice.Say(Spoken.Events, Back(), ("money", voice.Money(e.Refund, currency)), ("days", e.UnusedDays)));
        if (end is { } over && e.After.Ended is null && e.Change is not MembershipChange.Saved)
            notes.Add(voice.Say(Spoken.Events, "note.membership-until", ("until", voice.Cases(voice.LastDay(over)))));
        return said with { Notes = notes };

        string Back() => e is { UnusedDays: > 0, Change: not MembershipChange.Voided } ? "note.fee-back" : "note.fee-repaid";

        string Key(MembershipChange change) => change switch
        {
            MembershipChange.TrialBegun => "trial",
            MembershipChange.PaymentFailed => "unpaid",
            MembershipChange.Saved when e.Saved < 0 => "saved-less",
            _ => change.ToString().ToLowerInvariant(),
        };
    }

    private static Explanation Challenge(Teller teller, Voice voice, ChallengeMoved e)
    {
        var key = e is { Change: ChallengeChange.Progressed, Return: not null } ? "less" : e.Change.ToString().ToLowerInvariant();
        var said = Say(teller, voice, "challenge-" + key, [Day(voice, e.At), ("challenge", voice.Part(e.Challenge)), ("round", $"{e.Round}")]);
        return e.Change == ChallengeChange.Met ? said with { Notes = [.. e.Gifts.Select(g => Gift(teller, voice, g))] } : said;
    }

    private static Explanation Score(Teller teller, Voice voice, Gatherings.ScoreMoved e)
    {
        var key = e is { Change: Gatherings.ScoreChange.Scored, Return: not null } ? "less" : e.Change.ToString().ToLowerInvariant();
        var score = voice.Definition.Gatherings.FirstOrDefault(g => g.Id == e.What) is { } known ? voice.Score(known.Counts, e.Score) : voice.Number(e.Score);
        var said = Say(teller, voice, "score-" + key, [Day(voice, e.At), ("what", voice.Part(e.What)), ("score", score)]);
        return e.Change == Gatherings.ScoreChange.Given ? said with { Notes = [.. e.Gifts.Select(g => Gift(teller, voice, g))] } : said;
    }

    private static Explanation Played(Teller teller, Voice voice, GamePlayed e)
    {
        var key = e switch { { IsRight: false } => "played-wrong", { Won.Count: 0 } => "played-nothing", _ => "played" };
        var won = voice.And([.. e.Won.Select(p => voice.Prize(p, teller))]);
        var said = Say(teller, voice, key, [Day(voice, e.At), ("game", voice.Part(e.Game)), ("prize", won)]);
        List<string> notes = [.. e.Gifts.Where((g, i) => IsLess(g, e.Won[i])).Select(g => Less(teller, voice, g))];
        if (e.TriesLeft > 0)
            notes.Add(voice.Say(Spoken.Events, "note.tries", ("n", e.TriesLeft)));
        if (e.Drawn is { } drawn && teller.Audience == Audience.Auditor)
            notes.Add(voice.Say(Spoken.Events, "note.drawn", ("drawn", voice.Number(drawn)), ("play", e.Play.Value)));
        return said with { Notes = notes };
    }

    private static bool IsLess(Gift gift, Prize won) => gift.Reward is null ? gift.Amount < won.Amount : gift.Redemption is null;

    private static string Less(Teller teller, Voice voice, Gift gift) => gift is { Reward: null, Amount: > 0 }
        ? voice.Say(Spoken.Events, "note.prize-less", ("prize", voice.Amount(gift.Amount, teller.Unit(gift.Unit!, int.MaxValue).Unit)))
        : voice.Say(Spoken.Events, "note.prize-gone");

    private static string Gift(Teller teller, Voice voice, Gift gift)
    {
        var prize = gift.Reward is { } reward ? voice.Reward(reward)
            : gift.Amount == 0 ? teller.Unit(gift.Unit!, int.MaxValue).Named.ToString()
            : voice.Amount(gift.Amount, teller.Unit(gift.Unit!, int.MaxValue).Unit);
        var isGiven = gift.Amount > 0 || gift.Redemption is not null;
        return voice.Say(Spoken.Events, isGiven ? "note.prize" : "note.prize-none", ("prize", prize));
    }

    private static IEnumerable<string> Units(Voice voice, string key, string? id, long amount)
    {
        if (amount != 0 && id is not null && voice.Definition.Unit(id) is { } unit)
            yield return voice.Say(Spoken.Events, key, ("amount", voice.Counted(amount, unit)));
    }
}
