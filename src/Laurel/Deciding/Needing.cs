using Laurel.Coalition;
using Laurel.Earning;
using Laurel.GiftCards;
using Laurel.Giving;
using Laurel.Households;
using Laurel.Merges;
using Laurel.Receipts;
using Laurel.Referrals;
using Laurel.Rewards;
using Laurel.Tiers;
using Laurel.Units;

namespace Laurel.Deciding;

/// <summary>Names what a decision must see.</summary>
internal static class Needing
{
    public static IEnumerable<Key> Keys(Program program, Command command, Seen seen)
    {
        if (command is PublishDefinition || !Calendar.IsCountable(command.At) || program.At(command.At) is not { } rules)
            return [];
        var own = Own(program, rules, command, seen);
        return StandingTogether.IsAsked(rules) ? own.Concat(OfThoseTogether(program, command, seen)) : own;
    }

    private static IEnumerable<Key> Own(Program program, Rules rules, Command command, Seen seen) => command switch
    {
        RecordPurchase c => OfPurchase(program, rules, c, seen),
        ReturnLines c => OfReturn(program, c, seen),
        Receipts.ClaimReceipt c => OfClaim(program, c, seen),
        EnrolMember { Inviter: { } inviter } c => OfMember(c.Member, c.At, seen).Concat(OfInviter(rules, inviter, c.At, seen)),
        SetInviter c => OfMember(c.Member, c.At, seen).Concat(OfInviter(rules, c.Inviter, c.At, seen)).Concat(Referring.Line(c.Inviter, seen)),
        JoinHousehold c => OfMember(c.Member, c.At, seen).Append(Key.Household(c.Household)),
        LeaveHousehold c => OfHousehold(c.Member, c.At, seen),
        ReserveReward c => OfHousehold(c.Member, c.At, seen).Append(Key.Redemption(c.Redemption))
            .Concat(OfGiven(rules, c.Member, [c.Redemption], seen))
            .Concat(OfReward(rules, c.Reward, On(rules, c.At, c.Location, c.Member, seen)))
            .Concat(OfCards(rules, On(rules, c.At, c.Location, c.Member, seen))),
        CaptureRedemption c => OfRedemption(c.Redemption, c.At, seen)
            .Concat(program.Versions.Any(v => v.GivesCards) ? [Key.Member(Bestowing.Card(c.Redemption))] : [])
            .Concat(OfCards(rules, On(rules, c.At, null, seen.Redemption(c.Redemption)?.Member, seen))),
        ReleaseRedemption c => OfRedemption(c.Redemption, c.At, seen),
        AdvanceFulfilment c => OfRedemption(c.Redemption, c.At, seen),
        CancelRedemption c => OfRedemption(c.Redemption, c.At, seen),
        TransferUnits c => OfMember(c.Member, c.At, seen).Concat(OfMember(c.To, c.At, seen)).Concat(OfTransfer(rules, c, seen)),
        MergeMembers c => OfMember(c.Member, c.At, seen).Concat(OfMember(c.Into, c.At, seen))
            .Concat(OfCards(rules, On(rules, c.At, null, c.Into, seen)))
            .Concat(OfClubs(rules, c.Member, c.At, seen)).Concat(OfClubs(rules, c.Into, c.At, seen)),
        UnmergeMember c => OfMember(c.Member, c.At, seen).Concat(OfCards(rules, On(rules, c.At, null, c.Member, seen)))
            .Concat(OfClubs(rules, c.Member, c.At, seen)),
        PassTime c when seen.Member(c.Member) is { } member && Housing.Borrows(member) => OfHousehold(c.Member, c.At, seen)
            .Concat(OfCards(rules, On(rules, c.At, null, c.Member, seen))),
        RunBatch c => OfBatch(program, c, seen),
        Games.PlayGame c => OfMember(c.Member, c.At, seen).Concat(OfGame(rules, c, seen)),
        Games.CommitSecret c => [Key.Epoch(c.Epoch)],
        IssueCoupon c => OfMember(c.Member, c.At, seen).Append(Key.Coupon(c.Coupon)),
        RecordActivity c => OfMember(c.Member, c.At, seen).Concat(Shared(rules, On(rules, c.At, c.Location, c.Member, seen)))
            .Concat(OfClubs(rules, c.Member, c.At, seen)),
        Challenges.TakePart { What: var what } c => OfMember(c.Member, c.At, seen).Append(Key.Roster(what, c.Team)),
        Gatherings.CloseLeaderboard c => OfLeaderboard(rules, c, seen),
        EnrolMember c => OfMember(c.Member, c.At, seen).Concat(Shared(rules, On(rules, c.At, c.Location, c.Member, seen))),
        Giving.PayCause c => [Key.Tally(Causes.Counter(c.Cause))],
        Coalition.SettleClearing => Settling.Accounts(program).Select(Key.Tally),
        _ => OfMember(command.About, command.At, seen)
            .Concat(OfCards(rules, On(rules, command.At, null, command.About, seen))),
    };

    /// <summary>Everybody in the households of members that are seen, and what a late purchase may lift of theirs.</summary>
    private static IEnumerable<Key> OfThoseTogether(Program program, Command command, Seen seen)
    {
        var late = command switch
        {
            RecordPurchase c => c,
            Receipts.ClaimReceipt c when seen.Purchase(c.Of) is { } row => Claiming.Asked(row, c),
            _ => null,
        };
        var known = seen.Members.Select(m => m.Household).OfType<HouseholdId>().Select(Key.Household);
        var members = seen.KnownHouseholds.SelectMany(h => h.Members).Distinct().SelectMany(m => OfMember(m, command.At, seen)
            .Concat(late is null ? [] : Later(program, late with { Purchase = late.Purchase with { Member = m } }, seen)));
        return [.. known.Concat(members)];
    }

    private static IEnumerable<Key> OfBatch(Program program, RunBatch batch, Seen seen) =>
        batch.Commands.SelectMany(item => Keys(program, item with { At = batch.At }, seen));

    /// <summary>Whether a purchase asks for its buyer and nothing else, as nearly all do.</summary>
    public static bool IsPlain(Program program, RecordPurchase c, Seen seen) =>
        Calendar.IsCountable(c.At) && program.At(c.At) is { } rules && !HasCounters(rules, c) && !StoredMoney.IsAsked(c) && rules.Definition.Clubs.Count == 0
        && !StandingTogether.IsAsked(rules)
        && (c.Purchase.Member is not { } id || seen.Own(id) is not { } buyer
            || (buyer is { MergedInto: null, Inviter: null } && c.Purchase.At >= buyer.Until && !Due.IsDue(buyer, c.At)));

    private static IEnumerable<Key> OfPurchase(Program program, Rules rules, RecordPurchase c, Seen seen) =>
        OfMember(c.Purchase.Member, c.At, seen).Concat(OfInviter(rules, c, seen)).Concat(Counters(rules, c, seen))
            .Concat(c.Rewards.Count == 0 ? [] : OfHousehold(c.Purchase.Member, c.At, seen)
                .Concat(OfGiven(rules, c.Purchase.Member, Enumerable.Range(1, c.Rewards.Count).Select(n => RewardsInBasket.Named(c.Purchase, n)), seen)))
            .Concat(Later(program, c, seen))
            .Concat(StoredMoney.Accounts(c).SelectMany(account => OfMember(account, c.At, seen)))
            .Concat(OfClubs(rules, c.Purchase.Member, c.Purchase.At, seen));

    /// <summary>Counters that members share, of everything that may give something.</summary>
    private static IEnumerable<Key> Shared(Rules rules, Occasion occasion) =>
        rules.SharedLimits.Select(l => Key.Tally(l.Limit.Counter(l.Owner, l.Number, occasion)!)).Concat(OfCards(rules, occasion));

    /// <summary>What rewards share that are issued as soon as a card is full.</summary>
    private static IEnumerable<Key> OfCards(Rules rules, Occasion occasion) => rules.Handed.SelectMany(r => OfReward(rules, r.Id, occasion));

    private static Occasion On(Rules rules, DateTimeOffset at, string? location, MemberId? member, Seen seen)
    {
        var account = member is { } id ? seen.Member(id) : null;
        return new(at, rules.Calendar.Day(at), location, (account?.Id ?? member)?.Value, account?.Household?.Value);
    }

    /// <summary>The member, and those she spends together with.</summary>
    private static IEnumerable<Key> OfHousehold(MemberId? id, DateTimeOffset at, Seen seen)
    {
        foreach (var key in OfMember(id, at, seen))
            yield return key;
        if (id is not { } known || seen.Member(known)?.Household is not { } household)
            yield break;
        yield return Key.Household(household);
        foreach (var key in (seen.Household(household)?.Members ?? []).SelectMany(m => OfMember(m, at, seen)))
            yield return key;
    }

    /// <summary>The member, and what booking what is due for her touches.</summary>
    private static IEnumerable<Key> OfMember(MemberId? id, DateTimeOffset at, Seen seen)
    {
        if (id is not { } known)
            return [];
        var own = Key.Member(known);
        if (seen.Own(known) is { MergedInto: { } into })
            return OfMember(into, at, seen).Prepend(own);
        return seen.Own(known) is { } member && Due.IsDue(member, at) ? Due.Touched(member, at).Concat(Freed(member, at)).Prepend(own) : [own];
    }

    private static IEnumerable<Key> OfTransfer(Rules rules, TransferUnits c, Seen seen) => rules.Definition.Unit(c.Unit) is { } unit
        ? Named(unit.TransferLimits, Transferring.Owner(unit), On(rules, c.At, null, c.Member, seen))
        : [];

    /// <summary>The one who invited the buyer, where the purchase may bring her a bonus.</summary>
    private static IEnumerable<Key> OfInviter(Rules rules, RecordPurchase command, Seen seen) =>
        command.Purchase.Member is { } id && seen.Member(id) is { Inviter: { } inviter } friend && Referring.IsOpen(rules, friend)
            ? OfInviter(rules, inviter, command.At, seen)
            : [];

    private static IEnumerable<Key> OfInviter(Rules rules, MemberId inviter, DateTimeOffset at, Seen seen) =>
        OfMember(inviter, at, seen).Concat((rules.Definition.Referral?.Rules ?? [])
            .SelectMany(r => Named(r.Limits, r.Owner, On(rules, at, null, inviter, seen))));

    /// <summary>Purchases the member made after one that arrives late, and what they may move when they are judged again.</summary>
    private static IEnumerable<Key> Later(Program program, RecordPurchase command, Seen seen)
    {
        if (command.Purchase.Member is not { } id || seen.Member(id) is not { } member || command.Purchase.At >= member.Until)
            yield break;
        foreach (var later in member.After(command.Purchase.At))
        {
            yield return Key.Purchase(later);
            yield return Key.Returned(later);
            if (seen.Purchase(later) is not { } row)
                continue;
            foreach (var key in Counters(program.Version(row.Recorded.Version), row.Command, seen))
                yield return key;
        }
    }

    /// <summary>Counters that reservations free when their time runs out.</summary>
    private static IEnumerable<Key> Freed(Member member, DateTimeOffset at) =>
        member.Holds.Where(h => h.IsOver(at)).SelectMany(h => h.Uses).Where(u => Laurel.Counters.IsShared(u.Counter)).Select(u => Key.Tally(u.Counter));

    private static IEnumerable<Key> OfReturn(Program program, ReturnLines command, Seen seen)
    {
        yield return Key.Purchase(command.Of);
        yield return Key.Returned(command.Of);
        if (seen.Purchase(command.Of) is not { } row)
            yield break;
        foreach (var key in OfMember(row.Buyer, command.At, seen))
            yield return key;
        foreach (var key in Thresholds.Needs(program.At(command.At)!, row.Buyer is { } buyer ? seen.Member(buyer) : null))
            yield return key;
        if (row.Buyer is { } id && seen.Member(id) is { } friend)
        {
            var bonuses = friend.Referrals.Where(g => g.Purchase == command.Of).ToArray();
            foreach (var key in bonuses.Select(g => (MemberId?)g.Member).Append(bonuses.Length == 0 ? null : friend.Inviter).Distinct()
                .SelectMany(m => OfMember(m, command.At, seen)))
                yield return key;
        }
        var cards = row.Command.Purchase.Lines.Select(l => l.Loads).OfType<MemberId>().Concat(row.Recorded.Paid.Select(p => p.Account));
        foreach (var key in cards.SelectMany(card => OfMember(card, command.At, seen)))
            yield return key;
        foreach (var key in OfClubs(program.At(command.At)!, row, seen))
            yield return key;
        foreach (var key in Issued(row.Buyer, seen).SelectMany(r => Used(r, command.At, seen)))
            yield return key;
        foreach (var key in row.Recorded.Given.Select(g => g.Redemption).OfType<RedemptionId>().SelectMany(r => Used(r, command.At, seen)))
            yield return key;
    }

    /// <summary>The purchase, and what it would have needed had it been recorded with her card.</summary>
    private static IEnumerable<Key> OfClaim(Program program, Receipts.ClaimReceipt command, Seen seen)
    {
        IEnumerable<Key> own = OfMember(command.Member, command.At, seen).Append(Key.Purchase(command.Of)).Append(Key.Returned(command.Of));
        if (seen.Purchase(command.Of) is not { Buyer: null } row)
            return own;
        var then = program.Version(row.Recorded.Version);
        var occasion = On(then, command.At, row.Recorded.Location, command.Member, seen);
        return own.Concat(Named(then.Definition.Claims.Limits, Receipts.ClaimTerms.Owner, occasion))
            .Concat(OfPurchase(program, then, Claiming.Asked(row, command), seen));
    }

    /// <summary>Rewards that a return may revoke.</summary>
    private static IEnumerable<RedemptionId> Issued(MemberId? id, Seen seen) =>
        id is { } known && seen.Member(known) is { } member ? member.Issued.Select(i => i.Redemption) : [];

    private static IEnumerable<Key> OfRedemption(RedemptionId id, DateTimeOffset at, Seen seen)
    {
        yield return Key.Redemption(id);
        if (seen.Redemption(id) is not { } redemption)
            yield break;
        foreach (var key in OfHousehold(redemption.Member, at, seen).Concat(Used(id, at, seen)))
            yield return key;
    }

    /// <summary>
    /// A redemption, the purchases whose units it used, since what was written off of them is there again, and whose units they were.
    /// </summary>
    private static IEnumerable<Key> Used(RedemptionId id, DateTimeOffset at, Seen seen)
    {
        var lots = seen.Redemption(id)?.Lots ?? [];
        return lots.Select(l => l.Purchase).OfType<PurchaseId>().Select(Key.Returned).Prepend(Key.Redemption(id))
            .Concat(lots.Select(l => l.Owner).Concat((seen.Redemption(id)?.Gave ?? []).Select(g => (MemberId?)g.Member)).OfType<MemberId>().Distinct()
                .SelectMany(owner => OfMember(owner, at, seen)));
    }

    private static bool HasCounters(Rules rules, RecordPurchase command) =>
        rules.SharedLimits.Count + rules.Handed.Count + command.Rewards.Count + command.Purchase.Codes.Count > 0;

    /// <summary>Shared counters that rules, offers and rewards of a purchase may move.</summary>
    private static IEnumerable<Key> Counters(Rules rules, RecordPurchase command, Seen seen)
    {
        var purchase = command.Purchase;
        if (!HasCounters(rules, command))
            return [];
        var occasion = Occasion.Of(purchase, rules.Calendar.Day(purchase.At), purchase.Member is { } id ? seen.Member(id) : null);
        var coupons = purchase.Codes.Count == 0 ? [] : Coupons.Shown.Of(rules.Definition, purchase)
            .SelectMany(c => (Key[])[Key.Coupon(c), Key.Tally(Coupons.Coupon.Counter(c))]);
        return Shared(rules, occasion).Concat(command.Rewards.SelectMany(r => OfReward(rules, r.Reward, occasion))).Concat(coupons);
    }

    /// <summary>The standings of the clubs a member is in or has brought something to, and everybody in them: what she does may reach the goal for all.</summary>
    private static IEnumerable<Key> OfClubs(Rules rules, MemberId? id, DateTimeOffset at, Seen seen)
    {
        if (rules.Definition.Clubs.Count == 0 || id is not { } known || seen.Member(known) is not { } member)
            return [];
        var day = rules.Calendar.Day(at);
        var open = member.TakesPart.Select(p => rules.Definition.Club(p.What) is { } club ? Key.Standings(club.Id, club.Period(day), p.Team) : (Key?)null);
        var past = member.Efforts.Where(c => rules.Definition.Club(c.What) is not null).Select(c => Key.Standings(c.What, c.Period, c.Team));
        return open.OfType<Key>().Concat(past).Distinct().SelectMany(key => OfClub(key, known, seen));
    }

    /// <summary>The clubs that a purchase brought something to, known as soon as it is.</summary>
    private static IEnumerable<Key> OfClubs(Rules rules, PurchaseRow row, Seen seen) => rules.Definition.Clubs.Count == 0
        ? []
        : row.Events.OfType<Gatherings.ScoreMoved>().Select(e => Key.Standings(e.What, e.Period, e.Team)).Distinct()
            .SelectMany(key => OfClub(key, row.Recorded.Member!.Value, seen));

    /// <summary>The standings, who is in them, and rewards that were given and may have to be taken back.</summary>
    private static IEnumerable<Key> OfClub(Key key, MemberId by, Seen seen)
    {
        var isMerged = seen.Own(by)?.MergedInto is not null;
        return (seen.Standings(key)?.Places ?? []).SelectMany(p => p.Issued.Select(Key.Redemption).Append(Key.Member(p.Member))
            .Concat(!isMerged && seen.Own(p.Member)?.MergedInto is { } into ? [Key.Member(into)] : Array.Empty<Key>())).Prepend(key);
    }

    /// <summary>The standings, those who win, and what their prizes share.</summary>
    private static IEnumerable<Key> OfLeaderboard(Rules rules, Gatherings.CloseLeaderboard command, Seen seen)
    {
        if (rules.Definition.Leaderboard(command.Leaderboard) is not { } board)
            return [];
        var key = Key.Standings(board.Id, board.Period(command.Day), null);
        var places = seen.Standings(key)?.Ranked(board.IsShared).Where(p => p.Rank <= Math.Max(1, board.Prizes.Count)) ?? [];
        return places.SelectMany(p => OfMember(p.Place.Member, command.At, seen)).Prepend(key).Concat(OfCards(rules, On(rules, command.At, null, null, seen)));
    }

    /// <summary>The secret it is drawn by, its budget, and what its prizes and full cards share.</summary>
    private static IEnumerable<Key> OfGame(Rules rules, Games.PlayGame command, Seen seen)
    {
        var occasion = On(rules, command.At, null, command.Member, seen);
        var game = rules.Definition.Game(command.Game);
        var rewards = (game?.Prizes ?? []).Select(p => p.Reward).OfType<string>().Distinct().SelectMany(r => OfReward(rules, r, occasion));
        var epoch = command.Traits.Drawn is { } drawn ? [Key.Epoch(drawn.Epoch)] : Array.Empty<Key>();
        return [.. epoch, .. game is null ? [] : Named(game.Budgets, game.Owner, occasion), .. rewards, .. OfCards(rules, occasion)];
    }

    /// <summary>The gift cards that rewards may make, or would make if they were not there already.</summary>
    private static IEnumerable<Key> OfGiven(Rules rules, MemberId? member, IEnumerable<RedemptionId> asked, Seen seen) =>
        rules.GivesCards ? asked.Concat(Issued(member, seen)).Select(r => Key.Member(Bestowing.Card(r))) : [];

    private static IEnumerable<Key> OfReward(Rules rules, string reward, Occasion occasion) =>
        rules.Definition.Reward(reward) is { } found
            ? Named(found.Limits, found.Owner, occasion)
                .Concat(found.Stock is null ? [] : [Key.Tally(Laurel.Counters.Stock(found.Id))])
                .Concat(found.Vouchers.Count == 0 ? [] : [Key.Tally(Laurel.Counters.Vouchers(found.Id))])
            : [];

    private static IEnumerable<Key> Named(IReadOnlyList<Limit> limits, string owner, Occasion occasion) =>
        limits.Named(owner, occasion).Select(l => l.Counter).Where(Laurel.Counters.IsShared).Select(Key.Tally);
}
