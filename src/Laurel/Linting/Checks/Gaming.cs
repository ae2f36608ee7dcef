using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Earning.Gives;
using Laurel.Games;

namespace Laurel.Linting.Checks;

/// <summary>Games and surprises that nobody can play, and those whose prizes are worth more than what is paid for a play leaves.</summary>
internal sealed class Gaming(Subject subject)
{
    private const decimal DaysInMonth = 365.25m / 12;
    private decimal Basket => subject.Typical.Basket.Sum(l => l.UnitPrice * l.Quantity);

    public IEnumerable<Finding> Run() =>
        subject.Definition.Games.Select(OfGame).Concat(subject.Definition.Earning.Where(r => !Winnings.IsBeyondBudget(r)).Select(OfChance)).OfType<Finding>();

    private Finding? OfGame(Game game)
    {
        var visit = new GameVisit(subject, game);
        if (visit.Witness.Day is null)
            return NotPlayed(game, visit.Begin(), "dates-never-overlap", "is played on no day");
        if (subject.HasToBeWon(game.When.Concat(game.Who)))
            return null;
        var story = visit.Begin();
        if (!visit.IsDone)
            return null;
        if (Plays.Left(subject.Rules, game, story.Member(), story.At) == 0)
            return NotPlayed(game, story, "game-never-played", "is brought by nothing");
        var (worth, draw) = Worth(game);
        var stake = game.For == PlayFor.Stretch ? Typically(game.Stretch!.Value) : Math.Max(visit.Paid, Basket);
        var isFree = game.For is PlayFor.Visit or PlayFor.Purchase && worth > visit.Paid;
        if (!isFree && worth <= subject.Margin * stake)
            return null;
        story.Play(game, draw);
        return AboveStake("games", game.Id, worth, isFree ? visit.Paid : subject.Margin * stake, story);
    }

    /// <summary>What all plays of one visit are worth in the mean, and the draw that wins what counts most in it.</summary>
    private (decimal Worth, decimal Draw) Worth(Game game)
    {
        if (game.Quiz is { } quiz)
            return (game.Plays * quiz.Gives.Sum(subject.Value), 0);
        var (sum, from, most, draw) = (0m, 0m, -1m, 0m);
        foreach (var outcome in game.Odds)
        {
            var part = outcome.Prize is { } prize ? outcome.Share * subject.Value(prize) : 0;
            if (part > most)
                (most, draw) = (part, from);
            (sum, from) = (sum + part, from + outcome.Share);
        }
        return (game.Plays * sum, draw);
    }

    /// <summary>What a typical customer spends in a stretch of calendar.</summary>
    private decimal Typically(PeriodUnit stretch) => Basket / (decimal)subject.Typical.DaysBetween * stretch switch
    {
        PeriodUnit.Day => 1,
        PeriodUnit.Week => 7,
        PeriodUnit.Month => DaysInMonth,
        PeriodUnit.Quarter => 3 * DaysInMonth,
        _ => 12 * DaysInMonth,
    };

    /// <summary>A gift by chance, for purchases or for something that is none.</summary>
    private Finding? OfChance(EarningRule rule)
    {
        if (rule is not { Give: Fixed gift } || rule.When.OfType<ByChance>().FirstOrDefault() is not { } chance || subject.HasToBeWon(rule.When))
            return null;
        var witness = new Witness(subject, rule.When) { Give = rule.Give };
        if (witness.Day is null)
            return null;
        var story = witness.Begin();
        var worth = chance.Share * gift.Amount * subject.Worth(rule.Unit);
        decimal paid = 0;
        if (witness.Activity is { } activity)
            story.Do(activity);
        else
            paid = story.Buy(witness.Purchase(rule.Lines, 1, rule.Id)).Events.OfType<PurchaseRecorded>().Sum(p => p.Total * subject.RateOf(p.Currency, p.Day));
        var stake = subject.Margin * Math.Max(paid, Basket);
        return worth > stake ? AboveStake(rule.IsSurprise ? "surprises" : "earning", rule.Id, worth, stake, story) : null;
    }

    private Finding AboveStake(string section, string id, decimal worth, decimal stake, Story story)
    {
        story.Expect(story.State());
        return new Finding
        {
            Code = "prizes-above-stake",
            Severity = Severity.Error,
            About = id,
            Line = subject.LineOf(section, id),
            Facts = [("worth", subject.Money(worth)), ("stake", subject.Money(stake))],
            Example = story.Example($"{id} gives more than a play leaves"),
        };
    }

    private Finding NotPlayed(Game game, Story story, string code, string why)
    {
        story.Look($"plays: {{{game.Id}: 0}}");
        return new Finding
        {
            Code = code,
            Severity = Severity.Warning,
            About = game.Id,
            Line = subject.LineOf("games", game.Id),
            Example = story.Example($"{game.Id} {why}"),
        };
    }
}
