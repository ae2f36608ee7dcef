namespace Laurel.Insight.Questions;

/// <summary>
/// Of the members who were sent a coupon of an offer, how many used one; how often the offer was used, what it took off, and from how many it
/// was withheld by chance. It says who used an offer, not what the offer changed.
/// </summary>
public sealed class OfferResponse : HoldingQuestion
{
    public override string Id => "offer-response";

    public override IReadOnlyList<string> Dimensions => ["offer"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("responded", Unit.Share), new("uses", Unit.Count), new("given", Unit.Money), new("withheld", Unit.Count)];

    public override string Window => "whole";

    public override string Maturity => "none";

    internal override string Sql => """
        WITH o AS (SELECT * FROM offered($program, $as_of)),
        sent AS (SELECT DISTINCT offer, customer FROM o WHERE state = 'issued' AND customer IS NOT NULL),
        used AS (SELECT DISTINCT offer, customer FROM o WHERE state = 'given' AND coupon IS NOT NULL),
        response AS (
            SELECT s.offer, count(u.customer) AS total, count(*) AS n
            FROM sent s LEFT JOIN used u ON u.offer = s.offer AND u.customer = s.customer GROUP BY s.offer
        ), sums AS (
            SELECT offer, count(*) FILTER (state = 'given') AS uses,
                   coalesce(sum(amount) FILTER (state = 'given' AND ($money IS NULL OR currency = $money)), 0)::BIGINT AS given,
                   count(DISTINCT customer) FILTER (state = 'withheld') AS withheld
            FROM o GROUP BY offer
        )
        SELECT offer, 'responded' AS measure, total, n FROM response
        UNION ALL SELECT offer, 'uses', uses, NULL FROM sums
        UNION ALL SELECT offer, 'given', given, NULL FROM sums
        UNION ALL SELECT offer, 'withheld', withheld, NULL FROM sums
        ORDER BY offer, measure
        """;
}
