using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Laurel.Insight.Facts;

namespace Laurel.Insight.Effects;

/// <summary>
/// What the program itself changes where it began in one location after another: revenue after returns of locations that had begun against
/// those that had not. A location begins in the month of its first enrolment. What was withheld is the program, from places that waited.
/// </summary>
/// <param name="IsRandom">Chance decided which place began when: rung B. Otherwise C when trends agreed before, else D.</param>
/// <param name="Effects">Per location and month, major units of the currency.</param>
/// <remarks>Callaway and Sant'Anna (2021); the cautions of few units hold, since there are seldom thirty places a month.</remarks>
public sealed record RolloutEffect(bool IsRandom, StaggeredEffects Effects)
{
    private const int FewestLocations = 4;
    private const int Draws = 200;
    private const int Redraws = 199;

    private const string Months = """
        WITH places AS (
            SELECT DISTINCT location FROM purchases WHERE program = $program AND day < $until AND location IS NOT NULL
        ), began AS (
            SELECT location, date_diff('month', $first, min(day))::INTEGER AS month FROM members
            WHERE program = $program AND day < $until AND location IS NOT NULL GROUP BY location
        ), sold AS (
            SELECT b.location, date_diff('month', $first, b.day)::INTEGER AS month, sum(b.net) AS net
            FROM bought($program, $until, $money) b WHERE b.day >= $first AND b.location IS NOT NULL GROUP BY ALL
        ), back AS (
            SELECT p.location, date_diff('month', $first, r.day)::INTEGER AS month, sum(r.net) AS net
            FROM brought_back($program, $until, $money) r JOIN purchases p ON p.program = $program AND p.purchase = r.purchase
            WHERE r.day >= $first AND p.location IS NOT NULL GROUP BY ALL
        )
        SELECT p.location, m.month, (coalesce(s.net, 0) - coalesce(b.net, 0))::DOUBLE, g.month
        FROM places p CROSS JOIN (SELECT unnest(range(0, $months))::INTEGER AS month) m
        LEFT JOIN began g ON g.location = p.location
        LEFT JOIN sold s ON s.location = p.location AND s.month = m.month
        LEFT JOIN back b ON b.location = p.location AND b.month = m.month
        """;

    public Evidence Evidence => IsRandom ? Evidence.RandomEncouragement : Effects.Evidence;

    /// <summary>
    /// The average over places with the error that chance gives it: how far the same figure strays when the order is drawn again. The
    /// spread among places says nothing where only one begins in a month. Null where no plan was drawn.
    /// </summary>
    public Estimate? ByChance { get; init; }

    /// <summary>Share of orders, drawn again, that would have shown as much without any effect (Fisher); null where no plan was drawn.</summary>
    public double? ChanceOfAsMuch { get; init; }

    /// <summary>Mean revenue of a place and month in which it had not begun, major units.</summary>
    public double Waiting { get; init; }

    /// <summary>The average over places that began, with its rung.</summary>
    public Effect Effect(string withheld) => new(Effects.ByGroup.Overall, Evidence, withheld);

    /// <summary>Null while fewer than four locations, or three months, are known, or no month of beginning has a place that still waited.</summary>
    /// <param name="since">The first day the facts know of; the month it lies in is left out unless it begins it.</param>
    /// <param name="plan">Counts its places only, each from the month that was drawn for it, whether it then began or not; null goes by what was seen.</param>
    public static RolloutEffect? Of(
        FactsFile facts, string program, DateOnly since, DateOnly asOf, bool isRandom, Currency currency, RolloutPlan? plan = null)
    {
        var first = since.Day == 1 ? since : new DateOnly(since.Year, since.Month, 1).AddMonths(1);
        var until = new DateOnly(asOf.Year, asOf.Month, 1);
        var months = ((until.Year - first.Year) * 12) + until.Month - first.Month;
        if (months < 3)
            return null;
        var rows = Planned(Read(facts, program, first, until, months, currency), plan, first, months);
        if (rows.Select(r => r.Unit).Distinct().Count() < FewestLocations)
            return null;
        try
        {
            var options = new StaggeredOptions { ComparedWith = ComparedWith.NotYetJoined, Draws = Draws };
            var waiting = rows.Where(r => r.JoinedIn is not { } joined || r.Period < joined).Select(r => r.Outcome).DefaultIfEmpty().Average();
            var effect = new RolloutEffect(isRandom, StaggeredDifference.Estimate(Panel.Of(rows), options)) { Waiting = waiting };
            return plan is null ? effect : effect.Against(Again(rows, plan, first, months));
        }
        catch (UnusableSampleException)
        {
            return null;
        }
    }

    /// <summary>The same figure for orders that chance could have drawn as well.</summary>
    private static List<double> Again(List<PanelRow> rows, RolloutPlan plan, DateOnly first, int months) =>
    [
        .. Enumerable.Range(1, Redraws)
            .Select(i => StaggeredDifference.Overall(Panel.Of(Planned(rows, plan.Again(i), first, months)), ComparedWith.NotYetJoined))
            .OfType<double>(),
    ];

    /// <remarks>Fisher (1935), The Design of Experiments: the draw itself is what the figure is held against.</remarks>
    private RolloutEffect Against(List<double> redrawn)
    {
        var overall = Effects.ByGroup.Overall;
        var spread = Math.Sqrt(redrawn.Select(value => value * value).DefaultIfEmpty().Average());
        var asMuch = redrawn.Count(value => Math.Abs(value) >= Math.Abs(overall.Value) * (1 - 1e-9));
        return this with
        {
            ByChance = Estimate.Normal(overall.Value, spread, overall.Level),
            ChanceOfAsMuch = (1.0 + asMuch) / (1 + redrawn.Count),
        };
    }

    private static List<PanelRow> Planned(List<PanelRow> rows, RolloutPlan? plan, DateOnly first, int months)
    {
        if (plan is null)
            return rows;
        var begins = plan.Places.ToDictionary(p => p.Location, p => ((p.Begins.Year - first.Year) * 12) + p.Begins.Month - first.Month);
        return [.. rows.Where(r => begins.ContainsKey(r.Unit)).Select(r => r with { JoinedIn = begins[r.Unit] < months ? begins[r.Unit] : null })];
    }

    private static List<PanelRow> Read(FactsFile facts, string program, DateOnly first, DateOnly until, int months, Currency currency)
    {
        using var reader = facts.Select(Months, ("program", program), ("until", until), ("first", first), ("months", months), ("money", currency.Code));
        var rows = new List<PanelRow>();
        while (reader.Read())
            rows.Add(new(reader.GetString(0), reader.GetInt32(1), reader.GetDouble(2) / currency.Scale, reader.IsDBNull(3) ? null : reader.GetInt32(3)));
        return rows;
    }
}
