using Laurel.Pricing;

namespace Laurel.Linting.Checks;

/// <summary>Rates of one currency so far apart that one of them must be a slip.</summary>
internal sealed class Rates(Subject subject)
{
    private const decimal Implausible = 2;

    public IEnumerable<Finding> Run() => subject.Definition.Rates.GroupBy(r => r.Currency).SelectMany(g => g.Zip(g.Skip(1)))
        .Where(pair => pair.First.Each >= Implausible * pair.Second.Each || pair.Second.Each >= Implausible * pair.First.Each)
        .Select(pair => Found(pair.First, pair.Second));

    private Finding Found(ExchangeRate before, ExchangeRate after)
    {
        var day = after.From!.Value.ToDateTime(new TimeOnly(12, 0));
        var story = subject.Begin(from: day.AddDays(-1));
        var lines = subject.Typical.Basket.Select(l => l with { UnitPrice = decimal.Round(l.UnitPrice / Math.Min(before.Each, after.Each)) }).ToArray();
        story.Buy(new Buying("ada", lines) { Currency = before.Currency });
        story.Now = day;
        story.Buy(new Buying("ada", lines) { Currency = after.Currency });
        return new Finding
        {
            Code = "rate-implausible",
            Severity = Severity.Warning,
            About = before.Currency.Code,
            Line = subject.LineOf("rates", before.Currency.Code),
            Facts = [("before", Shown(before)), ("after", Shown(after))],
            Example = story.Example($"the same basket in {before.Currency.Code} on two days"),
        };
    }

    private static Func<Language, string> Shown(ExchangeRate rate) => language => rate.Money.Minor is var minor
        ? (minor / rate.Money.Currency.Scale).ToString("0.####", language.Culture()) : "";
}
