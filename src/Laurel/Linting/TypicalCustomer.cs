using Laurel.Definitions;
using Laurel.Rewards.Benefits;

namespace Laurel.Linting;

/// <summary>
/// What a customer usually buys: <c>typical: {basket: […], visits: 2 per week, margin: 60%}</c>. Nothing is decided by it; the linter and
/// the simplicity score go by it where there is no history.
/// </summary>
public sealed record TypicalCustomer
{
    private const long PlainBasket = 20;

    /// <summary>Lines as of a purchase, numbered from 1.</summary>
    public required IReadOnlyList<Line> Basket { get; init; }

    /// <summary>How often she comes in a <see cref="Stretch"/>.</summary>
    public int Visits { get; init; } = 2;
    public PeriodUnit Stretch { get; init; } = PeriodUnit.Month;

    /// <summary>What is left of what is paid after the cost of the goods, as a fraction; null when nobody has said.</summary>
    public decimal? Margin { get; init; }

    /// <summary>Days from one visit to the next, at least one.</summary>
    public double DaysBetween => Math.Max(1, DaysOf(Stretch) / Visits);

    /// <summary>For a definition that says nothing: twenty of its currency, twice a month.</summary>
    public static TypicalCustomer Plain(Currency currency) => new()
    {
        Basket = [new Line { Number = 1, Sku = "GOODS", UnitPrice = PlainBasket * Powers.Ten(currency.Decimals) }],
    };

    internal static TypicalCustomer Read(Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var typical = fields.Read("visits", Plain(words.Currency), n => ReadVisits(n, Plain(words.Currency)));
        typical = typical with
        {
            Basket = fields.Read("basket", typical.Basket, n => LineReader.ReadAll(n, problems) is { Count: > 0 } lines
                ? lines
                : throw Fields.Malformed(n, "list-empty", "basket")),
            Margin = fields.Read<decimal?>("margin", null, n => Percent.Parse(Fields.Scalar(n).Text)
                ?? throw Fields.Malformed(n, "percent-expected", n.Shown)),
        };
        fields.End();
        return typical;
    }

    /// <summary>8 per month</summary>
    private static TypicalCustomer ReadVisits(Node node, TypicalCustomer typical)
    {
        var phrase = new Phrase(node);
        var visits = phrase.Whole();
        phrase.Expect("per");
        var stretch = phrase.PeriodUnit();
        phrase.End();
        return visits > 0 ? typical with { Visits = visits, Stretch = stretch } : throw phrase.Wrong("phrase-positive-expected", $"{visits}");
    }

    private static double DaysOf(PeriodUnit unit) => unit switch
    {
        PeriodUnit.Day => 1,
        PeriodUnit.Week => 7,
        PeriodUnit.Month => 365.25 / 12,
        PeriodUnit.Quarter => 365.25 / 4,
        _ => 365.25,
    };
}
