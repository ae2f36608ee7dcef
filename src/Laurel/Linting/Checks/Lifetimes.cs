using Laurel.Earning;
using Laurel.Units;

namespace Laurel.Linting.Checks;

/// <summary>Units that end before they can be used, that nothing can be had for, or that end before a typical customer has her first reward.</summary>
internal sealed class Lifetimes(Subject subject, TypicalStay typical)
{
    private const int SampledDays = 12;

    public IEnumerable<Finding> Run()
    {
        foreach (var unit in subject.Definition.Units.Where(u => u.Money is null))
        {
            if (!IsEarned(unit))
                continue;
            if (Unusable(unit) is { } unusable)
                yield return unusable;
            else if (Outlived(unit) is { } outlived)
                yield return outlived;
            else if (TooShort(unit) is { } tooShort)
                yield return tooShort;
        }
    }

    /// <summary>Something gives it: a rule, a level, an invitation, a load, a prize or the calendar.</summary>
    private bool IsEarned(UnitRule unit)
    {
        var definition = subject.Definition;
        return definition.Earning.Concat(definition.TopUps).Any(r => r.Unit == unit.Id)
            || definition.Allowances.Any(a => a.Unit == unit.Id)
            || definition.Prizes.Concat(definition.Games.SelectMany(g => g.Prizes)).Any(p => p.Unit == unit.Id)
            || definition.Referral?.Rules.Any(r => r.Unit == unit.Id) == true;
    }

    private bool IsCounted(UnitRule unit) => subject.Definition.Tiers is { } tiers && (tiers.Unit == unit.Id
        || tiers.Levels.Any(l => l.At.Concat(l.Keep).Any(t => t.Unit == unit.Id)));

    /// <summary>No reward has a price in it, no level counts it, and nobody else uses it.</summary>
    private Finding? Unusable(UnitRule unit)
    {
        var definition = subject.Definition;
        if (IsCounted(unit) || definition.Rewards.Any(r => r.AllCosts.Any(c => c.Unit == unit.Id)))
            return null;
        var story = subject.Begin(new Cast("ada")
        {
            Joined = subject.Noon.AddDays(-1),
            Units = new Dictionary<string, long> { [unit.Id] = 1_000_000 * unit.Scale },
        });
        story.Look($"balance: {Written.Amount(definition, unit.Id, 1_000_000 * unit.Scale)}", $"can have: {Written.Texts(CanHave(story).DefaultIfEmpty("nothing"))}");
        return new Finding
        {
            Code = "unit-unusable",
            Severity = Severity.Error,
            About = unit.Id,
            Line = subject.LineOf("units", unit.Id),
            Facts = [("units", subject.Units(unit.Id))],
            Example = story.Example($"a million of {unit.Id} buy nothing"),
        };
    }

    private static IEnumerable<string> CanHave(Story story) => story.Definition.Rewards.Select(r => r.Id).Where(id =>
    {
        var reward = story.Definition.Reward(id)!;
        return story.World.Try(new ReserveReward
        {
            Id = new("can-have"),
            At = story.At,
            Redemption = new("can-have"),
            Member = new("ada"),
            Reward = id,
            Units = reward.Least(reward.Costs),
            AtOnce = true,
        }).IsAccepted;
    });

    /// <summary>On no day of the year does an earned unit live until it can be used.</summary>
    private Finding? Outlived(UnitRule unit)
    {
        if (unit.Pending is not { } pending || subject.Definition.Earning.FirstOrDefault(r => r.Unit == unit.Id && !r.Activities.Any()) is not { } rule)
            return null;
        Story? shown = null;
        for (var i = 0; i < SampledDays; i++)
        {
            var witness = new Witness(subject, rule.When);
            var story = subject.Begin(witness.Cast with { Joined = witness.At.AddDays(31 * i - 1) }, witness.At.AddDays(31 * i));
            var bought = story.Buy(witness.Purchase(rule.Lines, 20, rule.Id));
            var lots = bought.Events.OfType<UnitsMoved>().Where(m => m.Unit == unit.Id).SelectMany(m => m.Lots).ToArray();
            if (lots.Length == 0)
                continue;
            story.Now = subject.Definition.Calendar.Local(lots.Max(l => l.Active)).AddMinutes(1);
            if (story.Available(unit.Id) > 0)
                return null;
            shown ??= story;
        }
        if (shown is null)
            return null;
        shown.Pass();
        shown.Expect($"available: {Written.Amount(subject.Definition, unit.Id, 0)}");
        return new Finding
        {
            Code = "pending-outlives-units",
            Severity = Severity.Error,
            About = unit.Id,
            Line = subject.LineOf("units", unit.Id, "pending"),
            Facts = [("units", subject.Units(unit.Id)), ("pending", language => new Explaining.Voice(subject.Definition, language).Period(pending).ToString())],
            Example = shown.Example($"{unit.Id} are gone when they could first be used"),
        };
    }

    /// <summary>A typical customer never has enough of it, because what she earned first ends before she has enough.</summary>
    private Finding? TooShort(UnitRule unit)
    {
        if (typical.Sufficed.Contains(unit.Id) || typical.Expired.GetValueOrDefault(unit.Id) is not { } expiry)
            return null;
        return new Finding
        {
            Code = "expires-before-first-reward",
            Severity = Severity.Error,
            About = unit.Id,
            Line = subject.LineOf("units", unit.Id, "expires"),
            Facts = [("units", subject.Units(unit.Id))],
            Example = expiry.Example($"a typical customer loses {unit.Id} before her first reward"),
        };
    }
}
