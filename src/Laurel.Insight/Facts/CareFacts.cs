using Laurel.Care;

namespace Laurel.Insight.Facts;

/// <summary>A customer's request came a step further.</summary>
public sealed record CaseFact
{
    public required long Seq { get; init; }

    public required string Case { get; init; }

    /// <summary>opened, answered or solved.</summary>
    public required string Step { get; init; }

    public MemberId? Member { get; init; }

    public string? Topic { get; init; }

    public string? Location { get; init; }

    public string? Channel { get; init; }

    /// <summary>In coordinated universal time, so that hours can be counted when clocks change.</summary>
    public required DateTime At { get; init; }

    public required DateOnly Day { get; init; }
}

/// <summary>A public rating.</summary>
public sealed record RatingFact
{
    public required long Seq { get; init; }

    public required string Source { get; init; }

    public required string Rating { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Stars { get; init; }

    public string? Location { get; init; }

    public required DateOnly Day { get; init; }
}

/// <summary>How members are cared for, as facts.</summary>
internal static class CareFacts
{
    /// <summary>False where the event is about something else.</summary>
    public static bool Add(FactsBatch batch, long seq, Event happened, Calendar calendar)
    {
        switch (happened)
        {
            case CaseMoved e:
                Add(batch, seq, e, calendar);
                return true;
            case RatingRecorded e:
                Add(batch, seq, e, calendar);
                return true;
            case ProfileChanged e:
                Add(batch, seq, e, calendar);
                return true;
            default:
                return false;
        }
    }

    private static void Add(FactsBatch batch, long seq, CaseMoved e, Calendar calendar) => batch.Add(new CaseFact
    {
        Seq = seq,
        Case = e.Case,
        Step = e.Step.ToString().ToLowerInvariant(),
        Member = e.Member,
        Topic = e.Topic,
        Location = e.Location,
        Channel = e.Channel,
        At = e.At.UtcDateTime,
        Day = calendar.Day(e.At),
    });

    private static void Add(FactsBatch batch, long seq, RatingRecorded e, Calendar calendar) => batch.Add(new RatingFact
    {
        Seq = seq,
        Source = e.Source,
        Rating = e.Rating,
        Stars = e.Stars,
        Location = e.Location,
        Day = calendar.Day(e.At),
    });

    /// <summary>One row an attribute.</summary>
    private static void Add(FactsBatch batch, long seq, ProfileChanged e, Calendar calendar)
    {
        foreach (var (attribute, change) in e.Filled.Select(a => (a, "filled")).Concat(e.Emptied.Select(a => (a, "emptied"))))
        {
            batch.Add(new HappeningFact
            {
                Seq = seq,
                Kind = "profile-changed",
                Member = e.Member,
                Subject = attribute,
                Change = change,
                Day = calendar.Day(e.At),
            });
        }
    }
}
