namespace Laurel.Insight.Questions;

/// <summary>What people say in public: ratings of a period by where they were given, their mean of 5 stars, and the share of 4 and 5.</summary>
public sealed class PublicRatings : ProgramQuestion
{
    public override bool NeedsMembers => false;

    public override string Id => "public-ratings";

    public override IReadOnlyList<string> Dimensions => ["period", "source"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("ratings", Unit.Count), new("stars", Unit.Mean), new("good", Unit.Share)];

    internal override string Sql => """
        WITH given AS (SELECT start_of($step, day) AS started, source, stars FROM ratings WHERE program = $program AND day < $as_of
        ), sums AS (
            SELECT started, source, count(*) AS n, sum(stars)::BIGINT AS stars, sum(stars * stars)::DOUBLE AS squares, count(*) FILTER (stars >= 4) AS good
            FROM given GROUP BY ALL
        )
        SELECT p.period, l.source, m.measure, p.mature,
               coalesce(CASE m.measure WHEN 'ratings' THEN s.n WHEN 'stars' THEN s.stars ELSE s.good END, 0) AS total,
               CASE m.measure WHEN 'ratings' THEN NULL ELSE coalesce(s.n, 0) END AS n, CASE m.measure WHEN 'stars' THEN s.squares END AS squares
        FROM periods($step, $since, $as_of) p CROSS JOIN (SELECT DISTINCT source FROM given) l
        CROSS JOIN (VALUES (1, 'ratings'), (2, 'stars'), (3, 'good')) m(place, measure)
        LEFT JOIN sums s ON s.started = p.started AND s.source = l.source
        ORDER BY p.started, l.source, m.place
        """;
}
