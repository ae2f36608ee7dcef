using Laurel.Deciding;

namespace Laurel.Tiers;

/// <summary>Moves members between tiers: up as soon as a threshold is met, down by the policy; a floor set by staff holds.</summary>
internal static class Climbing
{
    public static Decision Assign(Rules rules, AssignTier assign, Seen seen)
    {
        if (seen.Member(assign.Member) is not { } member)
            return Refusal.UnknownMember(assign.Member.Value);
        if (assign.Tier is { } tier && !rules.Levels.Contains(tier))
            return Refusal.UnknownTier(tier);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, assign.At);
        ledger.Happen(new TierAssigned { At = assign.At, Member = member.Id, Floor = assign.Tier, Reason = assign.Reason });
        Update(ledger, assign.At);
        return Decision.Accept(ledger.Events);
    }

    /// <summary>After something that counts: up at once, and down at once where the policy says so. What arrives late counts now.</summary>
    public static void Update(Ledger ledger, DateTimeOffset at)
    {
        if (ledger.Rules.Definition.Tiers is not { } tiers || !SeesAll(ledger))
            return;
        var when = at > ledger.Member.Until ? at : ledger.Member.Until;
        foreach (var other in ledger.StandsWith)
            when = other.Member.Until > when ? other.Member.Until : when;
        var day = ledger.Rules.Calendar.Day(when);
        var now = tiers.Rank(ledger.Member.Standing.Tier);
        var reached = Reached(ledger, tiers, day);
        if (reached > now)
            Change(ledger, tiers, when, now, reached);
        else if (reached < now && tiers.FallsAtOnce)
            FallAtOnce(ledger, tiers, when, now, day);
    }

    /// <summary>Whether it is known what counts: of a household that stands together, what everybody in it has.</summary>
    public static bool SeesAll(Ledger ledger) =>
        ledger.Member.Household is null || ledger.StandsWith.Count > 0 || ledger.Rules.Definition.Tiers is not { PerHousehold: true };

    /// <summary>Down to what is kept by what counts now, whatever the policy says of other falls.</summary>
    public static void Settle(Ledger ledger, DateTimeOffset at)
    {
        var tiers = ledger.Rules.Definition.Tiers!;
        var now = tiers.Rank(ledger.Member.Standing.Tier);
        var day = ledger.Rules.Calendar.Day(at);
        var kept = Kept(ledger, tiers, now, level => Of(ledger, tiers).Meet(level, day));
        if (kept < now)
            Change(ledger, tiers, at, now, kept);
    }

    /// <summary>The level she brings along: the one she holds, where not only staff hold her there.</summary>
    public static int Brought(Ledger ledger, DateTimeOffset at)
    {
        var tiers = ledger.Rules.Definition.Tiers!;
        var (now, floor) = (tiers.Rank(ledger.Member.Standing.Tier), tiers.Rank(ledger.Member.Standing.Floor));
        if (floor == 0 || now > floor)
            return now;
        var (merits, day) = (new Merits(ledger.Member, tiers, ledger.Rules.Calendar), ledger.Rules.Calendar.Day(at));
        while (now > 0 && !merits.Meet(tiers.Levels[now].ToKeep, day))
            now--;
        return now;
    }

    /// <summary>Up to a level that a late purchase would have brought, where she is below it.</summary>
    public static void Rise(Ledger ledger, DateTimeOffset at, int level)
    {
        var tiers = ledger.Rules.Definition.Tiers!;
        var now = tiers.Rank(ledger.Member.Standing.Tier);
        if (level > now)
            Change(ledger, tiers, at, now, level);
    }

    /// <summary>To a level, wherever she is now.</summary>
    public static void Put(Ledger ledger, DateTimeOffset at, int level)
    {
        var tiers = ledger.Rules.Definition.Tiers!;
        var now = tiers.Rank(ledger.Member.Standing.Tier);
        if (level != now)
            Change(ledger, tiers, at, now, level);
    }

    /// <summary>The first review of a member after an instant; null where the policy has none.</summary>
    public static Review? NextReview(Ledger ledger, DateTimeOffset after)
    {
        if (ledger.Rules.Definition.Tiers is not { IsReviewed: true } tiers || ledger.Member.Standing is not { Tier: not null } standing)
            return null;
        var calendar = ledger.Rules.Calendar;
        var joined = calendar.Day(Merits.First(ledger.Member, Together(ledger)).Joined);
        if (standing.History[^1].At is var held && held > after)
            after = held;
        var first = calendar.Day(after).AddDays(-tiers.LongestGrace);
        if (tiers.Down == Downgrade.AtOnce)
        {
            if (tiers.Rank(standing.Tier) <= tiers.Rank(standing.Floor))
                return null;
            var since = calendar.Day(standing.History[^1].At);
            first = first > since ? first : since;
        }
        var end = tiers.PeriodEnd(first, joined);
        while (Falls(end) <= after)
            end = tiers.PeriodEnd(end.AddDays(1), joined);
        return new Review(end, Falls(end));

        DateTimeOffset Falls(DateOnly end) => (tiers.Grace, tiers.Down) switch
        {
            (null, _) => calendar.End(end),
            ({ } grace, Downgrade.AtOnce) => calendar.Start(grace.After(end)),
            ({ } grace, _) => calendar.End(grace.After(end)),
        };
    }

    /// <summary>Who was below at the end of the period, and is still when the grace is over, falls; where levels fall at once, who was below all that time.</summary>
    public static void Book(Ledger ledger, Review review)
    {
        var tiers = ledger.Rules.Definition.Tiers!;
        var now = tiers.Rank(ledger.Member.Standing.Tier);
        var merits = Of(ledger, tiers);
        var kept = Kept(ledger, tiers, now, level => merits.Meet(level, review.End));
        if (kept < now && tiers.Grace is not null)
        {
            var last = ledger.Rules.Calendar.Day(review.At).AddDays(-1);
            for (var day = review.End.AddDays(1); tiers.Down == Downgrade.AtOnce && kept < now && day <= last; day = day.AddDays(1))
                kept = Math.Max(kept, Kept(ledger, tiers, now, level => merits.Meet(level, day)));
            var from = merits.WindowStart(tiers.Window == Window.Rolling ? last : review.End);
            kept = Math.Max(kept, Kept(ledger, tiers, now, level => merits.Meet(level, from, last)));
        }
        Fall(ledger, tiers, review.At, now, kept);
    }

    /// <summary>The tier a member holds at an instant, the lowest level when she never rose, or one that is lent to her. What staff gave later did not hold then.</summary>
    public static string? TierAt(Rules rules, Member member, DateTimeOffset at)
    {
        if (rules.Definition.Tiers is not { } tiers)
            return null;
        var tier = at >= member.Until ? member.Standing.Tier : member.Standing.At(at);
        var rank = tiers.Rank(tier);
        foreach (var lent in member.Lent)
            rank = lent.Holds(at) ? Math.Max(rank, tiers.Rank(lent.Level)) : rank;
        return tiers.Levels[rank].Id;
    }

    private static Merits Of(Ledger ledger, TierRule tiers) => new(ledger.Member, tiers, ledger.Rules.Calendar) { Together = Together(ledger) };

    private static Member[]? Together(Ledger ledger) => ledger.StandsWith.Count == 0 ? null : [.. ledger.StandsWith.Select(l => l.Member)];

    /// <summary>The highest level whose threshold is met, or the floor.</summary>
    private static int Reached(Ledger ledger, TierRule tiers, DateOnly day)
    {
        var merits = Of(ledger, tiers);
        var level = tiers.Levels.Count - 1;
        while (level > tiers.Rank(ledger.Member.Standing.Floor) && !merits.Meet(tiers.Levels[level].At, day))
            level--;
        return level;
    }

    /// <summary>The highest level, up to the present one, whose lower threshold for keeping it is met, or the floor.</summary>
    private static int Kept(Ledger ledger, TierRule tiers, int now, Func<IReadOnlyList<Threshold>, bool> meets)
    {
        var level = now;
        while (level > tiers.Rank(ledger.Member.Standing.Floor) && !meets(tiers.Levels[level].ToKeep))
            level--;
        return level;
    }

    private static void FallAtOnce(Ledger ledger, TierRule tiers, DateTimeOffset at, int now, DateOnly day) =>
        Fall(ledger, tiers, at, now, Kept(ledger, tiers, now, level => Of(ledger, tiers).Meet(level, day)));

    private static void Fall(Ledger ledger, TierRule tiers, DateTimeOffset at, int now, int kept)
    {
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
                ledger.Earn(ledger.Rules.Definition.Unit(unit)!, at, level.Owner, new Posted
                {
                    Movement = Movement.Earned,
                    Parts = [new Part { Rule = level.Owner, Amount = amount }],
                    IsPending = true,
                });
            }
        }
    }
}

/// <summary>A look at whether a member keeps her tier.</summary>
/// <param name="End">The last day of the period that is judged.</param>
/// <param name="At">When she falls, after the grace.</param>
internal readonly record struct Review(DateOnly End, DateTimeOffset At);
