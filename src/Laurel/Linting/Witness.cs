using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Earning.Gives;

namespace Laurel.Linting;

/// <summary>
/// A purchase made so that conditions hold: the day and hour, the member, the lines. Where even that gives nothing, nothing does.
/// </summary>
internal sealed class Witness
{
    private const int LongestSearch = 800;
    private readonly Subject subject;
    private readonly IReadOnlyList<Condition> conditions;

    public Witness(Subject subject, IReadOnlyList<Condition> conditions, InPeriod? valid = null)
    {
        (this.subject, this.conditions) = (subject, conditions);
        var definition = subject.Definition;
        var periods = conditions.OfType<InPeriod>().Append(valid).OfType<InPeriod>().ToArray();
        First = periods.Select(p => p.From).Append(definition.Starts).OfType<DateOnly>().Cast<DateOnly?>().Max();
        Last = periods.Select(p => p.To).Append(definition.Ends).OfType<DateOnly>().Cast<DateOnly?>().Min();
        Day = Search();
    }

    /// <summary>The first and the last day on which it could be; null is no bound.</summary>
    public DateOnly? First { get; }
    public DateOnly? Last { get; }

    /// <summary>A day on which the dates of all conditions hold; null is never.</summary>
    public DateOnly? Day { get; }

    /// <summary>The first day the period itself names, for showing that it is not enough.</summary>
    public DateOnly Nearest => conditions.OfType<InPeriod>().Select(p => p.From ?? p.To).OfType<DateOnly>().FirstOrDefault(subject.Today);

    /// <summary>Earlier visits that conditions ask for, before the purchase itself.</summary>
    private int Visits => (int)Math.Min(1_000, conditions.Select(c => c switch
    {
        VisitsMade visits => visits.AtLeast - 1,
        NthPurchase nth => nth.Number - 1,
        SinceLastVisit => 1,
        _ => 0,
    }).DefaultIfEmpty(0).Max());

    private PeriodUnit? Stretch => conditions.OfType<VisitsMade>().Select(v => v.Window).FirstOrDefault();

    /// <summary>What the rule gives, where it is for one.</summary>
    public Give? Give { get; init; }

    /// <summary>The currency that it must be in, where that is another than the program's.</summary>
    private Currency? Foreign
    {
        get
        {
            var asked = conditions.OfType<InCurrency>().FirstOrDefault() is { } condition ? Currency.TryParse(condition.Any[0]) : Give switch
            {
                PerAmount give => give.Per.Currency,
                PerMargin give => give.Per.Currency,
                ForEveryFull give => give.Full.Currency,
                ForEveryFullSpent give => give.Full.Currency,
                _ => null,
            };
            return asked == subject.Definition.Currency ? null : asked;
        }
    }

    public string? Activity => conditions.OfType<OnActivity>().Select(a => a.Any[0]).FirstOrDefault();

    public Cast Cast => new("ada")
    {
        Joined = JoinedAt,
        Born = conditions.OfType<OnBirthday>().Any() ? new DateOnly(1990, At.Month, Math.Min(At.Day, 28)) : null,
        Tier = conditions.OfType<OfTier>().LastOrDefault()?.Any[0],
        Plan = conditions.OfType<InMembership>().LastOrDefault()?.Any[0],
        Inviter = conditions.OfType<WasInvited>().Any() ? "ann" : null,
    };

    public DateTime At
    {
        get
        {
            var day = Day ?? Nearest;
            var hour = conditions.OfType<AtHour>().Select(h => h.From).Cast<TimeOnly?>().Max() ?? new TimeOnly(12, 0);
            return day.ToDateTime(hour);
        }
    }

    /// <summary>A purchase that meets all that can be met.</summary>
    /// <param name="filter">The lines it is about.</param>
    /// <param name="times">How much larger than need be.</param>
    /// <param name="watched">The rule or offer it is for.</param>
    public Buying Purchase(LineFilter filter, decimal times, string watched) => new("ada", Lines(filter, times))
    {
        Location = Named(conditions.OfType<AtLocation>().Select(c => c.Any)) ?? conditions.OfType<AtPartner>().FirstOrDefault()?.Shops[0],
        Channel = Named(conditions.OfType<OnChannel>().Select(c => c.Any)),
        Payment = Named(conditions.OfType<PaidBy>().Select(c => c.Any)),
        Codes = [.. conditions.OfType<WithCode>().Select(c => c.Any[0]).Distinct()],
        Segments = [.. conditions.OfType<InSegment>().Select(s => s.Any[0])],
        Attributes = conditions.OfType<WithAttribute>().SelectMany(a => a.All).GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.Last().Value[0]),
        IsDrawn = conditions.OfType<ByChance>().Any(),
        Currency = Foreign,
        Watched = watched,
    };

    /// <summary>What all of them name, where there is such a thing.</summary>
    private static string? Named(IEnumerable<IReadOnlyList<string>> lists)
    {
        var all = lists.ToArray();
        return all.FirstOrDefault()?.FirstOrDefault(name => all.All(l => l.Contains(name))) ?? all.FirstOrDefault()?[0];
    }

    /// <summary>The first instant from one on at which it could be again; null is never.</summary>
    public DateTime? From(DateTime now)
    {
        if (Day is null)
            return null;
        var isTimed = conditions.OfType<AtHour>().Any();
        var days = conditions.OfType<OnDay>().ToArray();
        for (var day = At > now ? At.Date : now.Date; day <= now.AddDays(LongestSearch); day = day.AddDays(1))
        {
            var at = day.Add(isTimed || day > now.Date ? At.TimeOfDay : now.TimeOfDay);
            if (at >= now && !(DateOnly.FromDateTime(day) > Last) && days.All(d => d.Days.Contains(day.DayOfWeek)))
                return at;
        }
        return null;
    }

    /// <summary>A story in which the member is there, with the visits she must have made.</summary>
    public Story Begin()
    {
        var story = new Story(subject.Definition, JoinedAt);
        if (Cast.Inviter is { } inviter)
            story.Begin(new Cast(inviter) { Joined = JoinedAt.AddDays(-1) });
        story.Begin(Cast);
        foreach (var at in Earlier())
        {
            story.Now = at;
            story.Buy(new Buying("ada", [subject.LineFor(LineFilter.All)]) { Location = "earlier" });
        }
        story.Now = At;
        return story;
    }

    /// <summary>Nobody joins a program that is over.</summary>
    private DateTime JoinedAt => Earlier()
        .Concat(conditions.OfType<MemberFor>().Where(m => m.AtLeast).Select(m => m.Period.Before(DateOnly.FromDateTime(At)).ToDateTime(TimeOnly.MinValue)))
        .Append(At).Append(Last?.ToDateTime(TimeOnly.MinValue) ?? At).Min().AddDays(-1);

    /// <summary>Days before, within the stretch that counts, one visit a day.</summary>
    private IEnumerable<DateTime> Earlier()
    {
        var day = DateOnly.FromDateTime(At);
        var first = Stretch is { } unit ? Calendar.StartOf(unit, day) : DateOnly.MinValue;
        var last = conditions.OfType<SinceLastVisit>().FirstOrDefault(s => s.AtLeast) is { } since
            ? since.Period.Before(day).ToDateTime(TimeOnly.FromDateTime(At))
            : At.AddDays(-1);
        return Enumerable.Range(0, Visits).Select(i => last.AddDays(-i)).Where(at => DateOnly.FromDateTime(at) >= first).Reverse();
    }

    private IReadOnlyList<Line> Lines(LineFilter filter, decimal times)
    {
        var line = subject.LineFor(filter) with { Quantity = 1 };
        var needed = conditions.Select(c => c switch
        {
            MatchedItems items => items.AtLeast,
            MatchedAmount amount => Pieces(amount.AtLeast.Whole, line),
            BasketTotal total => Pieces(total.AtLeast.Whole, line),
            Spent spent => Pieces(spent.AtLeast.Whole, line),
            _ => 1,
        }).Append(1).Max();
        var cost = line.UnitCost ?? decimal.Round(line.UnitPrice * 0.4m);
        return [line with { Quantity = decimal.Ceiling(needed) * times, UnitCost = cost }, .. Companions()];
    }

    /// <summary>What else must be in the basket.</summary>
    private IEnumerable<Line> Companions() => conditions.OfType<TogetherWith>()
        .SelectMany(with => with.All)
        .Select(one => subject.LineFor(one.Lines) with { Quantity = Math.Max(1, decimal.Ceiling(one.AtLeast ?? 1)) });

    /// <summary>Enough of them even without their tax.</summary>
    private static decimal Pieces(long minor, Line line) => line.UnitPrice <= 0 ? 1 : decimal.Ceiling(minor * (1 + (line.TaxRate ?? 0)) / line.UnitPrice);

    private DateOnly? Search()
    {
        if (First > Last)
            return null;
        var days = conditions.OfType<OnDay>().ToArray();
        var from = First ?? (Last < subject.Today ? Last.Value.AddDays(-6) : subject.Today);
        var fitting = Enumerable.Range(0, LongestSearch).Select(i => from.AddDays(i)).TakeWhile(d => !(d > Last))
            .Where(d => days.All(c => c.Days.Contains(d.DayOfWeek)));
        DateOnly? last = null;
        foreach (var day in fitting)
        {
            last = day;
            if (Visits == 0 || Stretch is not { } unit || day.DayNumber - Calendar.StartOf(unit, day).DayNumber >= Visits)
                return day;
        }
        return last;
    }
}
