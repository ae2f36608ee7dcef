using Laurel.Challenges;
using Laurel.Earning;

namespace Laurel.Linting.Checks;

/// <summary>Challenges that nobody meets, though she does all they ask: three visits a day, at as many places and of as many kinds as need be.</summary>
internal sealed class Doing(Subject subject)
{
    private const int VisitsADay = 3;
    private const int PlacesADay = 12;
    private const int MostKinds = 60;
    private const int LongestDays = 3_700;
    private const int Slack = 31;
    private const int Week = 7;
    private const int WrittenSteps = 12;

    public IEnumerable<Finding> Run() => subject.Definition.Challenges.Select(Try).OfType<Finding>();

    private Finding? Try(Challenge challenge)
    {
        var witness = WitnessOf(challenge, []);
        if (witness.Day is null)
            return Found(challenge, "dates-never-overlap", $"{challenge.Id} runs on no day", 1);
        if (subject.HasToBeWon(challenge.Steps.SelectMany(s => s.When).Concat(challenge.For)))
            return null;
        return IsMet(challenge, Begin(challenge), int.MaxValue) == false
            ? Found(challenge, "challenge-unreachable", $"whoever does all that {challenge.Id} asks does not meet it", WrittenSteps)
            : null;
    }

    private Witness WitnessOf(Challenge challenge, IReadOnlyList<Earning.Conditions.Condition> more) => new(subject, [.. challenge.For, .. more], challenge.Valid);

    private Story Begin(Challenge challenge)
    {
        var story = WitnessOf(challenge, [.. challenge.Steps.SelectMany(s => s.When)]).Begin();
        if (challenge.IsJoined)
            story.Join(challenge.Id);
        return story;
    }

    /// <summary>Whether it is met within so many steps; null where it cannot be said, because a purchase is refused.</summary>
    private bool? IsMet(Challenge challenge, Story story, int most)
    {
        var witnesses = challenge.Steps.Select(s => WitnessOf(challenge, s.When)).ToArray();
        var first = story.Now;
        for (var day = 0; day <= Days(challenge) && story.Steps < most; day++)
        {
            var morning = day == 0 ? first : first.Date.AddDays(day);
            foreach (var (step, at, number) in Doings(challenge, witnesses, morning).OrderBy(d => d.At))
            {
                story.Now = at > story.Now ? at : story.Now;
                var done = Do(story, witnesses[challenge.Steps.ToList().IndexOf(step)], step, number);
                if (!done.IsAccepted)
                    return null;
                if (done.Events.OfType<ChallengeMoved>().Any(m => m.Challenge == challenge.Id && m.Change == ChallengeChange.Met))
                    return true;
                if (story.Steps >= most)
                    break;
            }
        }
        return false;
    }

    /// <summary>What is done for each step on a day on which it counts; a streak is kept up once in each of its stretches.</summary>
    private static IEnumerable<(ChallengeStep Step, DateTime At, int Number)> Doings(Challenge challenge, Witness[] witnesses, DateTime morning)
    {
        for (var i = 0; i < challenge.Steps.Count; i++)
        {
            var step = challenge.Steps[i];
            if (witnesses[i].From(morning) is not { } at || at.Date != morning.Date)
                continue;
            var often = step.Counts switch { Counts.Visits => VisitsADay, Counts.Locations => (int)Math.Min(step.Target, PlacesADay), _ => 1 };
            for (var n = 0; n < often; n++)
                yield return (step, at.AddMinutes(n), n);
        }
    }

    private Decision Do(Story story, Witness witness, ChallengeStep step, int number)
    {
        if (step.Activity is { } activity)
            return story.Do(activity);
        var asked = witness.Purchase(step.Lines, 1, "");
        var lines = Lines(step, asked.Lines[0]);
        return story.Buy(asked with { Lines = [.. lines, .. asked.Lines.Skip(1)], Location = asked.Location ?? $"shop-{number + 1}" });
    }

    private static IEnumerable<Line> Lines(ChallengeStep step, Line line)
    {
        var filter = step.Lines;
        var many = (int)Math.Min(step.Target, MostKinds);
        return step.Counts switch
        {
            Counts.Spend => [line with { Quantity = line.UnitPrice <= 0 ? 1 : Math.Max(line.Quantity, decimal.Ceiling(step.Target * (1 + (line.TaxRate ?? 0)) / line.UnitPrice)) }],
            Counts.Items => [line with { Quantity = Math.Max(line.Quantity, decimal.Ceiling((decimal)step.Target / ChallengeStep.Millionths)) }],
            Counts.Categories => Kinds(filter.Categories, many).Select((k, i) => line with { Category = k, Sku = filter.Skus.Count > 0 ? line.Sku : $"ITEM-{i}" }),
            Counts.Brands => Kinds(filter.Brands, many).Select(k => line with { Brand = k }),
            Counts.Products => Kinds(filter.Skus, many).Select(k => line with { Sku = k }),
            _ => [line],
        };
    }

    private static IEnumerable<string> Kinds(IReadOnlyList<string> listed, int many) =>
        listed.Count > 0 ? listed.Take(many) : Enumerable.Range(1, many).Select(i => $"KIND-{i}");

    /// <summary>As long as it could take: its own bounds twice over, or what three visits a day need.</summary>
    private int Days(Challenge challenge)
    {
        var today = subject.Today;
        var bound = challenge.Within is { } within ? within.After(today).DayNumber - today.DayNumber
            : challenge.Stretch is { } stretch ? 2 * Length(stretch)
            : challenge.Steps.Max(s => s.Counts switch
            {
                Counts.InARow => (s.Target + s.Grace + 1) * Length(s.Every ?? PeriodUnit.Day),
                Counts.Visits => Week * (s.Target / VisitsADay + 1),
                Counts.Activity or Counts.Locations => Week * s.Target,
                _ => 1,
            });
        return (int)Math.Min(LongestDays, bound + Slack);
    }

    private static int Length(PeriodUnit unit) => unit switch
    {
        PeriodUnit.Day => 1,
        PeriodUnit.Week => 7,
        PeriodUnit.Month => 31,
        PeriodUnit.Quarter => 92,
        _ => 366,
    };

    private Finding Found(Challenge challenge, string code, string name, int steps)
    {
        var story = Begin(challenge);
        IsMet(challenge, story, steps);
        story.Look($"challenges: {{{challenge.Id}: {{met: 0}}}}");
        return new Finding
        {
            Code = code,
            Severity = Severity.Warning,
            About = challenge.Id,
            Line = subject.LineOf("challenges", challenge.Id),
            Example = story.Example(name),
        };
    }
}
