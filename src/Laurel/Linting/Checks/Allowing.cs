using Laurel.Allowances;
using Laurel.Earning.Conditions;
using Laurel.Memberships;

namespace Laurel.Linting.Checks;

/// <summary>Allowances that bring a member of a plan more than she pays for it, and those that nobody is ever given.</summary>
internal sealed class Allowing(Subject subject)
{
    private const int DaysAYear = 365;
    private const int WeeksAYear = 52;

    private Definition Definition => subject.Definition;

    public IEnumerable<Finding> Run()
    {
        foreach (var allowance in Definition.Allowances.Where(a => First(a) is null))
            yield return NeverGiven(allowance);
        foreach (var plan in Definition.Memberships)
        {
            Allowance[] its = [.. Definition.Allowances.Where(a => IsOf(a, plan.Id) && First(a) is not null)];
            var (worth, fee) = (its.Sum(AYear), FeeAYear(plan));
            if (fee > 0 && worth > fee)
                yield return AboveFee(plan, its.MaxBy(AYear)!, worth, fee.Value);
        }
    }

    /// <summary>Who holds the plan is given it, whether she buys or not.</summary>
    private static bool IsOf(Allowance allowance, string plan) =>
        allowance.For.OfType<InMembership>().Any(m => m.Any.Contains(plan)) && allowance.For.All(c => c is InMembership);

    /// <summary>In minor units of the program's currency.</summary>
    private decimal AYear(Allowance allowance) => allowance.Amount * subject.Worth(allowance.Unit) * Given(allowance).Length;

    private static decimal? FeeAYear(MembershipPlan plan) =>
        plan.Term is { } period ? plan.Fee * (decimal)DaysAYear / (period.Count * Days(period.Unit)) : null;

    private static decimal Days(PeriodUnit unit) => unit switch
    {
        PeriodUnit.Day => 1,
        PeriodUnit.Week => 7,
        PeriodUnit.Month => DaysAYear / 12m,
        PeriodUnit.Quarter => DaysAYear / 4m,
        _ => DaysAYear,
    };

    /// <summary>The days of the first year on which it is given.</summary>
    private DateOnly[] Given(Allowance allowance) => First(allowance) is { } first
        ? [.. Starts(allowance, first, WeeksAYear * 7)]
        : [];

    private DateOnly? First(Allowance allowance) => Starts(allowance, From(allowance), 2 * DaysAYear).Select(d => (DateOnly?)d).FirstOrDefault();

    private IEnumerable<DateOnly> Starts(Allowance allowance, DateOnly from, int days) =>
        Enumerable.Range(0, Math.Min(days, DateOnly.MaxValue.DayNumber - from.DayNumber)).Select(from.AddDays)
        .TakeWhile(day => !(day > Last(allowance)))
        .Where(day => Calendar.StartOf(allowance.Each, day) == day);

    private DateOnly From(Allowance allowance) => new[] { allowance.Valid?.From, Definition.Starts }.Max() ?? subject.Today;

    private DateOnly? Last(Allowance allowance) => new[] { allowance.Valid?.To, Definition.Ends }.Min();

    private Finding NeverGiven(Allowance allowance)
    {
        var from = From(allowance);
        var witness = new Witness(subject, allowance.For);
        var story = subject.Begin(witness.Cast with { Joined = from.AddDays(-1).ToDateTime(new TimeOnly(12, 0)) }, from.ToDateTime(new TimeOnly(12, 0)));
        story.Now = (Last(allowance) ?? from).AddDays(1).ToDateTime(new TimeOnly(12, 0));
        story.Look(story.State());
        return Found("allowance-never-given", Severity.Warning, allowance, [("each", Shown(allowance))], story.Example($"{allowance.Id} is never given"));
    }

    private Finding AboveFee(MembershipPlan plan, Allowance allowance, decimal worth, decimal fee)
    {
        var story = subject.Begin(from: First(allowance)!.Value.AddDays(-1).ToDateTime(new TimeOnly(12, 0)));
        story.BuyMembership(plan.Id);
        story.Now = story.Now.AddDays(1);
        story.Look(story.State());
        return Found("allowance-above-fee", Severity.Warning, allowance,
            [("plan", _ => plan.Id), ("worth", subject.Money(worth)), ("fee", subject.Money(fee))],
            story.Example($"a holder of {plan.Id} who buys nothing"));
    }

    private Func<Language, string> Shown(Allowance allowance) => _ => subject.Shown("allowances", allowance.Id, "each", 0);

    private Finding Found(
        string code, Severity severity, Allowance allowance, IReadOnlyList<(string, Func<Language, string>)> facts, string example) => new()
        {
            Code = code,
            Severity = severity,
            About = allowance.Id,
            Line = subject.LineOf("allowances", allowance.Id),
            Facts = facts,
            Example = example,
        };
}
