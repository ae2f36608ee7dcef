namespace Laurel.Insight.Questions;

/// <summary>How much of what members spend on such things they spend here, as they say themselves: an estimate from answers, in percent.</summary>
public sealed class ShareOfWallet : ProgramQuestion
{
    public override string Id => "share-of-wallet";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("percent", Unit.Mean)];

    internal override string Sql => """
        WITH given AS (
            SELECT start_of($step, day) AS started, customer, arg_max(answer, seq) AS answer
            FROM answered($program, $as_of) WHERE question = 'wallet' GROUP BY ALL
        ), sums AS (
            SELECT started, sum(answer)::BIGINT AS total, count(*) AS n, sum(answer * answer)::DOUBLE AS squares FROM given GROUP BY started
        )
        SELECT p.period, coalesce(s.total, 0) AS total, coalesce(s.n, 0) AS n, s.squares, p.mature
        FROM periods($step, $since, $as_of) p LEFT JOIN sums s USING (started)
        ORDER BY started
        """;

    internal override Answer Judge(Answer answer) => answer with { Remarks = [new("estimate")] };
}
