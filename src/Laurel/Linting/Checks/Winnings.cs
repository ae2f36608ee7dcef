using Laurel.Earning;
using Laurel.Earning.Gives;
using Laurel.Games;
using Laurel.Prizes;

namespace Laurel.Linting.Checks;

/// <summary>Prizes that nobody ever gets: their odds are nothing, they are beyond the budget, or there were never any.</summary>
internal sealed class Winnings(Subject subject)
{
    private Definition Definition => subject.Definition;

    /// <summary>A surprise that costs more than there ever is for it.</summary>
    public static bool IsBeyondBudget(EarningRule rule) =>
        rule is { IsSurprise: true, Give: Fixed gift } && rule.Limits.Any(l => !l.IsTimes && l.Amount < gift.Amount);

    public IEnumerable<Finding> Run() =>
    [
        .. Definition.Games.SelectMany(OfGame),
        .. Definition.Earning.Where(IsBeyondBudget).Select(OfSurprise),
        .. Definition.Rewards.Where(r => r.Stock == 0 && IsPrize(r.Id)).Select(OutOfStock),
    ];

    private bool IsPrize(string reward) =>
        Definition.Prizes.Concat(Definition.Games.SelectMany(g => g.Prizes)).Any(p => p.Reward == reward);

    private IEnumerable<Finding> OfGame(Game game)
    {
        decimal from = 0;
        foreach (var outcome in game.Odds)
        {
            if (outcome.Prize is { } prize && (outcome.Share == 0 || IsBeyond(game, prize)))
                yield return Found("games", game.Id, outcome.Share == 0 ? "odds" : "budget", prize, Played(game, from, outcome.Share == 0));
            from += outcome.Share;
        }
        foreach (var prize in (game.Quiz?.Gives ?? []).Where(p => IsBeyond(game, p)))
            yield return Found("games", game.Id, "budget", prize, Played(game, 0, false));
    }

    private static bool IsBeyond(Game game, Prize prize) =>
        prize.Unit is { } unit && game.Budgets.Any(b => b.Unit == unit && b.Amount < prize.Amount);

    /// <summary>The draw that wins it, or the last before it, which wins something else.</summary>
    private string Played(Game game, decimal from, bool isNever)
    {
        var story = new GameVisit(subject, game).Begin();
        story.Play(game, isNever && from == 1 ? 0.999999m : from);
        return story.Example(isNever ? $"no draw of {game.Id} wins it" : $"what {game.Id} wins is beyond its budget");
    }

    private Finding OfSurprise(EarningRule rule)
    {
        var witness = new Witness(subject, rule.When) { Give = rule.Give };
        var story = witness.Begin();
        if (witness.Activity is { } activity)
            story.Do(activity, watched: rule.Id);
        else
            story.Buy(witness.Purchase(rule.Lines, 1, rule.Id));
        return Found("surprises", rule.Id, "budget", new Prize(((Fixed)rule.Give).Amount, rule.Unit, null), story.Example($"{rule.Id} is beyond its budget"));
    }

    private Finding OutOfStock(Rewards.Reward reward)
    {
        var story = subject.Begin(new Cast("ada")
        {
            Joined = subject.Noon.AddDays(-1),
            Units = reward.Costs.Unit is { } unit ? new Dictionary<string, long> { [unit] = reward.Least(reward.Costs) } : [],
        });
        story.Redeem(reward.Id, reward.Costs.IsEach ? reward.Least(reward.Costs) : null);
        return Found("rewards", reward.Id, "stock", new Prize(1, null, reward.Id), story.Example($"there is no {reward.Id} to be won"));
    }

    private Finding Found(string section, string id, string form, Prize prize, string example) => new()
    {
        Code = "prize-never-paid",
        Severity = Severity.Warning,
        About = id,
        Line = subject.LineOf(section, id, form),
        Form = form,
        Facts = [("prize", subject.Prize(prize))],
        Example = example,
    };
}
