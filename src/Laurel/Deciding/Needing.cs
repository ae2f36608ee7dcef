using Laurel.Earning;

namespace Laurel.Deciding;

/// <summary>Names what a decision must see.</summary>
internal static class Needing
{
    public static IEnumerable<Key> Keys(Program program, Command command, Seen seen)
    {
        if (command is PublishDefinition || program.At(command.At) is not { } rules)
            return [];
        return command switch
        {
            RecordPurchase c => OfMember(c.Purchase.Member, c.At, seen).Concat(Counters(rules, c)),
            ReturnLines c => OfReturn(program, c, seen),
            ReserveReward c => OfMember(c.Member, c.At, seen).Append(Key.Redemption(c.Redemption)).Concat(OfReward(rules, c.Reward, c.At, c.Location)),
            CaptureRedemption c => OfRedemption(c.Redemption, c.At, seen),
            ReleaseRedemption c => OfRedemption(c.Redemption, c.At, seen),
            CancelRedemption c => OfRedemption(c.Redemption, c.At, seen),
            _ => OfMember(command.About, command.At, seen),
        };
    }

    /// <summary>The member, and what booking what is due for her touches.</summary>
    private static IEnumerable<Key> OfMember(MemberId? id, DateTimeOffset at, Seen seen)
    {
        if (id is not { } known)
            return [];
        var due = seen.Member(known) is { } member ? Due.Touched(member, at).Concat(Freed(member, at)) : [];
        return due.Prepend(Key.Member(known));
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
        foreach (var key in OfMember(row.Recorded.Member, command.At, seen))
            yield return key;
        foreach (var redemption in row.Recorded.Given.Select(g => g.Redemption).OfType<RedemptionId>())
            yield return Key.Redemption(redemption);
        foreach (var use in row.Events.OfType<UnitsMoved>().SelectMany(m => m.Uses).Where(u => Laurel.Counters.IsShared(u.Counter)))
            yield return Key.Tally(use.Counter);
    }

    private static IEnumerable<Key> OfRedemption(RedemptionId id, DateTimeOffset at, Seen seen)
    {
        yield return Key.Redemption(id);
        if (seen.Redemption(id) is not { } redemption)
            yield break;
        foreach (var key in OfMember(redemption.Member, at, seen))
            yield return key;
        foreach (var use in redemption.Uses.Where(u => Laurel.Counters.IsShared(u.Counter)))
            yield return Key.Tally(use.Counter);
        foreach (var lot in redemption.Lots)
        {
            if (lot.Purchase is { } purchase)
                yield return Key.Returned(purchase);
        }
    }

    /// <summary>Shared counters that rules, offers and rewards of a purchase may move.</summary>
    private static IEnumerable<Key> Counters(Rules rules, RecordPurchase command)
    {
        var day = rules.Calendar.Day(command.At);
        var definition = rules.Definition;
        var limits = definition.Earning.SelectMany(r => Named(r.Limits, r.Id, day, command.Purchase.Location))
            .Concat(definition.Units.SelectMany(u => Named(u.Limits, "unit:" + u.Id, day, command.Purchase.Location)))
            .Concat(definition.Offers.SelectMany(o => Named(o.Limits, "offer:" + o.Id, day, command.Purchase.Location)));
        return limits.Concat(command.Rewards.SelectMany(r => OfReward(rules, r.Reward, command.At, command.Purchase.Location)));
    }

    private static IEnumerable<Key> OfReward(Rules rules, string reward, DateTimeOffset at, string? location) =>
        rules.Definition.Reward(reward) is { } found
            ? Named(found.Limits, "reward:" + found.Id, rules.Calendar.Day(at), location)
                .Concat(found.Stock is null ? [] : [Key.Tally(Laurel.Counters.Stock(found.Id))])
            : [];

    private static IEnumerable<Key> Named(IReadOnlyList<Limit> limits, string owner, DateOnly day, string? location) =>
        limits.Select((l, i) => l.Counter(owner, i, day, location)).OfType<string>().Where(Laurel.Counters.IsShared).Select(Key.Tally);
}
