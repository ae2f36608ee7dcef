using Laurel.Rewards;

namespace Laurel.Linting.Checks;

/// <summary>Rewards that nobody can save enough for.</summary>
internal sealed class Affording(Subject subject, HeavyCustomer heavy)
{
    public IEnumerable<Finding> Run() => subject.Definition.Rewards.Select(Try).OfType<Finding>();

    private Finding? Try(Reward reward)
    {
        var costs = reward.AllCosts.ToArray();
        if (costs.Any(c => c.Unit is null) || costs.Any(c => subject.Definition.Unit(c.Unit!)!.Money is not null) || !IsEarned(costs[0].Unit!))
            return null;
        var isHad = reward.AtOnce ? heavy.Filled(reward.Id) : costs.Any(c => heavy.Most(c.Unit!) >= reward.Least(c));
        if (isHad)
            return null;
        var cost = costs.MinBy(reward.Least)!;
        return new Finding
        {
            Code = "reward-unaffordable",
            Severity = Severity.Warning,
            About = reward.Id,
            Line = subject.LineOf("rewards", reward.Id, "costs"),
            Facts = [("cost", subject.Amount(cost.Unit!, reward.Least(cost))), ("most", subject.Amount(cost.Unit!, heavy.Most(cost.Unit!)))],
            Example = Example(reward, cost),
        };
    }

    private bool IsEarned(string unit) => subject.Definition.Earning.Any(r => r.Unit == unit);

    /// <summary>With the most that could ever be saved.</summary>
    private string Example(Reward reward, Cost cost)
    {
        var most = heavy.Most(cost.Unit!);
        var story = subject.Begin(new Cast("ada")
        {
            Joined = subject.Noon.AddDays(-1),
            Units = most > 0 ? new Dictionary<string, long> { [cost.Unit!] = most } : [],
        });
        story.Redeem(reward.Id, cost.IsEach ? reward.Least(cost) : null);
        return story.Example($"{reward.Id} is too dear for whoever has the most");
    }
}
