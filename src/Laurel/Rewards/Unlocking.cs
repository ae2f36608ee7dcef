using Laurel.Earning;
using Laurel.Earning.Conditions;

namespace Laurel.Rewards;

/// <summary>Tells which rewards and perks a purchase opens by the visits or spend it completes, and which a return closes: once in each stretch.</summary>
internal static class Unlocking
{
    /// <summary>What of a definition opens by counting, with what is counted.</summary>
    public static IReadOnlyList<(string Id, Condition[] Counted)> Of(Definition definition) =>
        [.. definition.Rewards.Select(r => (r.Id, Counted(r.For))).Concat(definition.Perks.Select(p => (p.Id, Counted(p.For)))).Where(o => o.Item2.Length > 0)];

    /// <param name="ledger">The member after the purchase or return.</param>
    /// <param name="before">As she was before it.</param>
    /// <param name="day">The local day of the purchase.</param>
    /// <param name="at">When it is told.</param>
    public static void Tell(Ledger ledger, Member before, DateOnly day, DateTimeOffset at)
    {
        foreach (var (id, counted) in ledger.Rules.Unlocks)
        {
            var days = Days(counted, before, day);
            var was = HoldsOnAny(days, counted, before);
            if (was != HoldsOnAny(days, counted, ledger.Member))
                ledger.Happen(new RewardUnlocked { At = at, Member = ledger.Member.Id, Reward = id, IsLost = was });
        }
    }

    /// <summary>The day, and those days of buying after it that are in one stretch with it: what is open on one of them was told then.</summary>
    private static DateOnly[] Days(Condition[] counted, Member before, DateOnly day)
    {
        if (before.Days.Count == 0 || before.Days[^1].On <= day)
            return [day];
        var longest = counted.Max(c => c switch { VisitsMade visits => visits.Days, Spent spent => spent.Days, _ => null });
        return longest is { } length ? [day, .. before.Days.Select(d => d.On).Where(on => on > day && on < day.AddDays(length))] : [day];
    }

    private static Condition[] Counted(IReadOnlyList<Condition> conditions) => [.. conditions.Where(c => c is VisitsMade or Spent)];

    private static bool HoldsOnAny(DateOnly[] days, Condition[] counted, Member member)
    {
        foreach (var day in days)
        {
            if (Holds(counted, member, day))
                return true;
        }
        return false;
    }

    private static bool Holds(Condition[] counted, Member member, DateOnly day)
    {
        foreach (var condition in counted)
        {
            var isMet = condition switch
            {
                VisitsMade visits => In(visits.Window).Visits(visits.Window, visits.Days) >= visits.AtLeast,
                Spent spent => In(spent.Window).Spend(spent.Window, spent.Days) >= spent.AtLeast.Whole,
                _ => true,
            };
            if (!isMet)
                return false;
        }
        return true;

        // A stretch of the calendar is looked at whole, so that a purchase that arrives late opens nothing a second time.
        Past In(PeriodUnit? window) => new(member, window is { } unit ? Calendar.EndOf(unit, day) : day, (null, false), 0);
    }
}
