using Laurel.Insight.Facts;

namespace Laurel.Insight.Questions;

/// <summary>
/// What a question is asked about. The caller fixes the as-of day, so that the same question gets the same answer tomorrow.
/// </summary>
public sealed record Scope
{
    public required string Program { get; init; }

    /// <summary>The first day that is not seen. A period is finished when it ended before this day.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The first day the facts know of; periods that began more than six days before it are blank.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Month, quarter or year; null where the question's own step is right.</summary>
    public PeriodUnit? Step { get; init; }

    /// <summary>ISO 4217: which purchases' money is counted. Amounts of different currencies are never added.</summary>
    public string? Currency { get; init; }

    /// <summary>When the program began, for before and after; null takes the first enrolment.</summary>
    public DateOnly? Launch { get; init; }

    /// <summary>Which part of the facts is seen.</summary>
    public Slice Slice { get; init; } = Slice.All;

    /// <summary>Whether the facts reach back far enough to tell who is in the segment asked about.</summary>
    public bool IsSegmentKnown { get; init; } = true;

    /// <summary>Whether the facts know who joined; questions about members are not asked without.</summary>
    public bool HasMembers { get; init; }

    /// <summary>
    /// The scope of everything a program's facts know before <paramref name="asOf"/>; in the currency most purchases were paid in, unless
    /// one is named. Null when there is no purchase before that day.
    /// </summary>
    public static Scope? Of(FactsFile facts, string program, DateOnly asOf, string? currency = null)
    {
        const string sql = """
            WITH s AS (
                SELECT currency, min(day) FILTER (orders > 0) AS since, sum(orders) AS orders
                FROM day_sales WHERE program = $program AND day < $as_of AND ($money IS NULL OR currency = $money) GROUP BY currency
            )
            SELECT min(since), coalesce($money, arg_max(currency, orders)),
                   (SELECT count(*) > 0 FROM joined($program, $as_of)) FROM s
            """;
        using var reader = facts.Select(sql, ("program", program), ("as_of", asOf), ("money", currency));
        if (!reader.Read() || reader.IsDBNull(0))
            return null;
        return new Scope
        {
            Program = program,
            AsOf = asOf,
            Since = reader.GetDateOnly(0),
            Currency = reader.GetString(1),
            HasMembers = reader.GetBoolean(2),
        };
    }
}
