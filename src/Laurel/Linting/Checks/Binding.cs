using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Earning.Gives;
using Laurel.Rewards;

namespace Laurel.Linting.Checks;

/// <summary>Limits that can never be reached: the rule itself, the stock or another limit stands before them.</summary>
internal sealed class Binding(Subject subject)
{
    private const int Repeats = 3;
    private const int HoursOfADay = 24;

    public IEnumerable<Finding> Run() => subject.Definition.Earning.SelectMany(OfRule).Concat(subject.Definition.Rewards.SelectMany(OfReward));

    private IEnumerable<Finding> OfRule(EarningRule rule)
    {
        long? each = rule.Give is Fixed gift ? gift.Amount : null;
        var isOnce = rule.When.OfType<FirstPurchase>().Any();
        for (var i = 0; i < rule.Limits.Count; i++)
        {
            var limit = rule.Limits[i];
            var others = rule.Limits.Where((l, j) => j != i && (j < i || !Same(l, limit))).Concat(subject.Definition.Unit(rule.Unit)!.Limits).ToArray();
            if (IsIdle(limit, each, isOnce) || others.Any(o => Implies(o, limit, each)))
                yield return Found("earning", rule.Id, i, rule.Limits.Count, ExampleOf(rule));
        }
    }

    private IEnumerable<Finding> OfReward(Reward reward)
    {
        for (var i = 0; i < reward.Limits.Count; i++)
        {
            var limit = reward.Limits[i];
            var others = reward.Limits.Where((l, j) => j != i && (j < i || !Same(l, limit)));
            if ((limit.IsTimes && reward.Stock < limit.Amount) || others.Any(o => Implies(o, limit, null)))
                yield return Found("rewards", reward.Id, i, reward.Limits.Count, ExampleOf(reward));
        }
    }

    private static bool Same(Limit a, Limit b) => a == b;

    /// <summary>One purchase, or the one first purchase, never gets there.</summary>
    private static bool IsIdle(Limit limit, long? each, bool isOnce)
    {
        var most = limit.IsTimes ? 1 : each;
        if (most is not { } once)
            return false;
        return (limit.Scope == LimitScope.Purchase && limit.Amount > once)
            || (isOnce && limit.Scope is LimitScope.Member or LimitScope.Customer && limit.Amount > once);
    }

    /// <summary>Whoever keeps within the other limit is always below this one.</summary>
    private static bool Implies(Limit other, Limit limit, long? each)
    {
        var isWithin = other.Scope == limit.Scope || (limit.Scope == LimitScope.Purchase && other.Scope == LimitScope.Member);
        if (!isWithin || other.PerVisit != limit.PerVisit)
            return false;
        var allowed = other.IsTimes == limit.IsTimes ? other.Amount
            : other.IsTimes ? other.Amount * each
            : each is { } one ? (other.Amount + one - 1) / one : null;
        if (!Covers(other, limit))
            return !limit.PerVisit && allowed * Stretches(other, limit) < limit.Amount;
        return allowed < limit.Amount || (allowed == limit.Amount && other != limit && Length(other) > Length(limit) && limit.Scope != LimitScope.Purchase);
    }

    /// <summary>Every stretch of the one lies within a stretch of the other.</summary>
    private static bool Covers(Limit other, Limit limit) => limit.Scope == LimitScope.Purchase || IsEver(other)
        || (other.Window == limit.Window && other.Days == limit.Days && other.Hours == limit.Hours)
        || (Length(other) > Length(limit) && limit.Window is not null && limit.Window != PeriodUnit.Week && other is { Days: null, Hours: null });

    /// <summary>How many calendar stretches of the one a stretch of the other touches at most; null where it cannot be said.</summary>
    private static int? Stretches(Limit other, Limit limit) => (other, limit) is ({ Days: null, Hours: null }, { Days: null, Hours: null })
        ? (other.Window, limit.Window) switch
        {
            (PeriodUnit.Day, PeriodUnit.Week) => 7,
            (PeriodUnit.Day, PeriodUnit.Month) => 31,
            (PeriodUnit.Day, PeriodUnit.Quarter) => 92,
            (PeriodUnit.Day, PeriodUnit.Year) => 366,
            (PeriodUnit.Week, PeriodUnit.Month) => 6,
            (PeriodUnit.Week, PeriodUnit.Quarter) => 15,
            (PeriodUnit.Week, PeriodUnit.Year) => 54,
            (PeriodUnit.Month, PeriodUnit.Quarter) => 3,
            (PeriodUnit.Month, PeriodUnit.Year) => 12,
            (PeriodUnit.Quarter, PeriodUnit.Year) => 4,
            _ => null,
        }
        : null;

    private static bool IsEver(Limit limit) => limit is { Window: null, Days: null, Hours: null };

    private static int Length(Limit limit) => limit.Days ?? limit.Hours / HoursOfADay ?? limit.Window switch
    {
        PeriodUnit.Day => 1,
        PeriodUnit.Week => 7,
        PeriodUnit.Month => 30,
        PeriodUnit.Quarter => 91,
        PeriodUnit.Year => 365,
        _ => int.MaxValue,
    };

    private Finding Found(string section, string id, int number, int all, string example) => new()
    {
        Code = "limit-never-binds",
        Severity = Severity.Warning,
        About = id,
        Line = all > 1 ? subject.LineOf(section, id, "limit", $"{number}") : subject.LineOf(section, id, "limit"),
        Facts = [("limit", _ => subject.Shown(section, id, "limit", number))],
        Example = example,
    };

    /// <summary>As much as can be had of the rule, in three purchases in a row.</summary>
    private string ExampleOf(EarningRule rule)
    {
        var witness = new Witness(subject, rule.When);
        var story = witness.Begin();
        for (var i = 0; i < Repeats; i++)
        {
            if (witness.Activity is { } activity)
                story.Do(activity);
            else
                story.Buy(witness.Purchase(rule.Lines, 1, rule.Id));
        }
        return story.Example($"{rule.Id} ends before its limit");
    }

    private string ExampleOf(Reward reward)
    {
        var story = subject.Begin(new Cast("ada")
        {
            Joined = subject.Noon.AddDays(-1),
            Units = reward.Costs.Unit is { } unit ? new Dictionary<string, long> { [unit] = reward.Least(reward.Costs) * (Repeats + 1) } : [],
        });
        for (var i = 0; i < Repeats; i++)
            story.Redeem(reward.Id, reward.Costs.IsEach ? reward.Least(reward.Costs) : null);
        return story.Example($"{reward.Id} ends before its limit");
    }
}
