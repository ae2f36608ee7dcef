using Laurel.Tiers;

namespace Laurel.Deciding;

/// <summary>Moves members between tiers: up as soon as a threshold is met, down by the policy; a floor set by staff holds.</summary>
internal static class Climbing
{
    /// <summary>After something that counts: up at once, and down at once where the policy says so.</summary>
    public static void Update(Ledger ledger, DateTimeOffset at)
    {
        if (ledger.Rules.Definition.Tiers is not { } tiers)
            return;
        var day = ledger.Rules.Calendar.Day(at);
        var now = Current(ledger.Member, tiers);
        var reached = Reached(ledger, tiers, day);
        if (reached > now)
            Change(ledger, tiers, at, now, reached);
        else if (reached < now && tiers.Down == Downgrade.AtOnce)
            Fall(ledger, tiers, at, now, day);
    }

    /// <summary>Reviews the period ends since the member was last seen.</summary>
    public static void Review(Ledger ledger, DateTimeOffset until)
    {
        if (ledger.Rules.Definition.Tiers is not { } tiers || ledger.Member.Standing.Tier is null)
            return;
        if (tiers.Down == Downgrade.AtOnce)
            Update(ledger, until);
        if (tiers.Down != Downgrade.AtPeriodEnd)
            return;
        var calendar = ledger.Rules.Calendar;
        var seen = ledger.Member.Until;
        var end = Calendar.EndOf(tiers.DownPeriod, calendar.Day(seen).AddDays(-GraceDays(tiers)));
        while (Falls(calendar, tiers, end) <= until)
        {
            var at = Falls(calendar, tiers, end);
            if (at > seen && IsBelow(ledger, tiers, end) && (tiers.Grace is null || IsBelow(ledger, tiers, calendar.Day(at).AddDays(-1))))
                Fall(ledger, tiers, at, Current(ledger.Member, tiers), end);
            end = Calendar.EndOf(tiers.DownPeriod, end.AddDays(1));
        }
    }

    /// <summary>The tier a member holds at an instant, the lowest level when she never rose.</summary>
    public static string? TierAt(Rules rules, Member member, DateTimeOffset at)
    {
        if (rules.Definition.Tiers is not { } tiers)
            return null;
        var tier = at >= member.Until ? member.Standing.Tier : member.Standing.At(at);
        return tiers.Levels[Math.Max(tiers.Rank(tier), tiers.Rank(member.Standing.Floor))].Id;
    }

    /// <summary>How much of a merit a member has in the window that ends with a day.</summary>
    public static long Merit(Member member, Threshold threshold, TierRule tiers, Calendar calendar, DateOnly day)
    {
        if (tiers.Window == Window.Ever)
        {
            return threshold.Merit switch
            {
                Tiers.Merit.Spend => member.SpendEver,
                Tiers.Merit.Visits => member.VisitsEver,
                _ => member.Account(threshold.Unit!).Counted,
            };
        }
        var from = WindowStart(member, tiers, calendar, day);
        var days = member.Days.Where(d => d.On >= from && d.On <= day);
        return threshold.Merit switch
        {
            Tiers.Merit.Spend => days.Sum(d => d.Spend),
            Tiers.Merit.Visits => days.Count(d => d.Net > 0),
            _ => days.Sum(d => d.Counted.Where(c => c.Counter == threshold.Unit).Sum(c => c.Amount)),
        };
    }

    public static DateOnly WindowStart(Member member, TierRule tiers, Calendar calendar, DateOnly day)
    {
        switch (tiers.Window)
        {
            case Window.Rolling:
                return tiers.Length.Before(day).AddDays(1);
            case Window.Calendar:
                return Calendar.StartOf(tiers.Length.Unit, day);
            default:
                var joined = calendar.Day(member.Joined);
                var years = day.Year - joined.Year;
                return joined.AddYears(years) > day ? joined.AddYears(years - 1) : joined.AddYears(years);
        }
    }

    private static int GraceDays(TierRule tiers) => tiers.Grace is { } grace ? grace.After(DateOnly.MinValue).DayNumber + 1 : 0;

    private static DateTimeOffset Falls(Calendar calendar, TierRule tiers, DateOnly end) =>
        calendar.End(tiers.Grace is { } grace ? grace.After(end) : end);

    private static int Current(Member member, TierRule tiers) => tiers.Rank(member.Standing.Tier);

    private static bool IsBelow(Ledger ledger, TierRule tiers, DateOnly day)
    {
        var now = Current(ledger.Member, tiers);
        return now > Kept(ledger, tiers, day, now);
    }

    /// <summary>The highest level whose threshold is met, or the floor.</summary>
    private static int Reached(Ledger ledger, TierRule tiers, DateOnly day)
    {
        for (var i = tiers.Levels.Count - 1; i > 0; i--)
        {
            if (i <= tiers.Rank(ledger.Member.Standing.Floor) || IsMet(ledger, tiers, tiers.Levels[i].At, day))
                return i;
        }
        return 0;
    }

    /// <summary>The highest level, up to the present one, whose keep threshold is met.</summary>
    private static int Kept(Ledger ledger, TierRule tiers, DateOnly day, int now)
    {
        for (var i = now; i > 0; i--)
        {
            var keep = tiers.Levels[i].Keep.Count > 0 ? tiers.Levels[i].Keep : tiers.Levels[i].At;
            if (i <= tiers.Rank(ledger.Member.Standing.Floor) || IsMet(ledger, tiers, keep, day))
                return i;
        }
        return 0;
    }

    private static bool IsMet(Ledger ledger, TierRule tiers, IReadOnlyList<Threshold> any, DateOnly day) =>
        any.Any(t => Merit(ledger.Member, t, tiers, ledger.Rules.Calendar, day) >= t.Amount);

    private static void Fall(Ledger ledger, TierRule tiers, DateTimeOffset at, int now, DateOnly day)
    {
        var kept = Kept(ledger, tiers, day, now);
        if (kept < now)
            Change(ledger, tiers, at, now, tiers.OneLevel ? now - 1 : kept);
    }

    private static void Change(Ledger ledger, TierRule tiers, DateTimeOffset at, int before, int after)
    {
        Level[] unlocked =
        [
            .. tiers.Levels.Skip(before + 1).Take(Math.Max(0, after - before)).Where(l => !ledger.Member.Standing.Unlocked.Contains(l.Id)),
        ];
        ledger.Happen(new TierChanged
        {
            At = at,
            Member = ledger.Member.Id,
            Before = tiers.Levels[before].Id,
            After = tiers.Levels[after].Id,
            Unlocked = [.. unlocked.Select(l => l.Id)],
        });
        foreach (var level in unlocked)
        {
            if (level.Gives is var (amount, unit))
            {
                ledger.Earn(ledger.Rules.Definition.Unit(unit)!, at, $"tier:{level.Id}", new Posted
                {
                    Movement = Movement.Earned,
                    Parts = [new Part { Rule = "tier:" + level.Id, Amount = amount }],
                    IsPending = true,
                });
            }
        }
    }
}
