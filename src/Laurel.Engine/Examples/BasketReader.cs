using Laurel.Definitions;
using Laurel.Giving;
using Laurel.Rewards.Benefits;

namespace Laurel.Engine.Examples;

/// <summary>Reads the basket of a step: lines, payments, codes, rewards, and what is known of the buyer.</summary>
internal sealed class BasketReader(Definition definition, StepReader steps)
{
    public RecordPurchase Purchase(Fields fields, DateTimeOffset at, string id, string? member) => new()
    {
        Id = default,
        At = at,
        Traits = steps.Traits(fields, member, at),
        Rewards = fields.Read<IReadOnlyList<RewardInBasket>>("rewards", [], n => Rewards(n, fields.Problems)),
        Contributions = fields.Read<IReadOnlyList<Contribution>>("adds", [], n => Contributions(n, fields.Problems)),
        Stored = fields.Read<IReadOnlyList<StoredPayment>>("pays", [], n => Stored(n, fields.Problems)),
        Purchase = new Purchase
        {
            Id = new(id),
            At = at,
            Member = member is null ? null : StepReader.Member(member),
            Shopper = fields.Text("shopper") is { } shopper ? new ShopperId(shopper) : null,
            Location = fields.Text("location"),
            Channel = fields.Text("channel"),
            Currency = Paid(fields).Code,
            Codes = fields.Read<IReadOnlyList<string>>("codes", [], Fields.TextList),
            Payments = fields.Read<IReadOnlyList<Payment>>("payments", [], n => Payments(n, Paid(fields))),
            Lines = fields.Require<IReadOnlyList<Line>>("lines", [], n => LineReader.ReadAll(n, fields.Problems, Paid(fields))),
        },
    };

    public static Traits Traits(Fields fields) => new()
    {
        Segments = fields.Read<IReadOnlyList<string>>("segments", [], Fields.TextList),
        Attributes = fields.Read("attributes", new Dictionary<string, string>(), n => n is Mapping known
            ? known.Pairs.ToDictionary(p => p.Key, p => Fields.Scalar(p.Value).Text)
            : throw Fields.Malformed(n, "mapping-expected")),
        Draw = fields.Read<decimal?>("draw", null, Draw),
    };

    /// <summary>draw: 1.5% is as if 0.015 had been drawn.</summary>
    private static decimal? Draw(Node node) =>
        Percent.Parse(Fields.Scalar(node).Text) ?? throw Fields.Malformed(node, "percent-expected", node.Shown);

    private static Currency ReadCurrency(Node node) =>
        Currency.TryParse(Fields.Scalar(node).Text) ?? throw Fields.Malformed(node, "currency-unknown", node.Shown);

    /// <summary>The currency that is said, else that of the first price, else the program's.</summary>
    private Currency Paid(Fields fields) => fields.Read("currency", OfPrices(fields) ?? definition.Currency, ReadCurrency);

    private static Currency? OfPrices(Fields fields) => (fields.Find("lines") as Sequence)?.Items.OfType<Mapping>()
        .Select(line => line["price"] is Scalar { Text: var price } && price.Split(' ') is [_, var code] ? Currency.TryParse(code) : null)
        .FirstOrDefault(currency => currency is not null);

    private IReadOnlyList<Payment> Payments(Node node, Currency paid) => node is Mapping means
        ? [.. means.Pairs.Select(p => new Payment(p.Key, steps.Minor(p.Value, paid)))]
        : throw Fields.Malformed(node, "mapping-expected");

    /// <summary>[G1, {card: G2, amount: 10.00 EUR}, {credit: wallet, amount: 5.00 EUR}, {credit: wallet}]</summary>
    private List<StoredPayment> Stored(Node node, List<Problem> problems) =>
        [.. (node is Sequence list ? list.Items : [node]).Select(item => StoredOne(item, problems))];

    private StoredPayment StoredOne(Node node, List<Problem> problems)
    {
        if (node is Scalar card)
            return new StoredPayment { Card = StepReader.Member(card.Text) };
        var fields = new Fields(node, problems);
        var payment = new StoredPayment
        {
            Card = fields.Text("card") is { } named ? StepReader.Member(named) : null,
            Unit = fields.Text("credit") is { } unit ? steps.UnitNamed(unit) : null,
            Amount = fields.Read<long?>("amount", null, n => Fields.Scalar(n).Text == "max" ? null : steps.Minor(n)),
        };
        fields.End();
        return payment;
    }

    private List<RewardInBasket> Rewards(Node node, List<Problem> problems) =>
        [.. (node is Sequence list ? list.Items : [node]).Select(item => Reward(item, problems))];

    /// <summary>[round-up, {giving: free-hand, amount: 2.00 EUR}]</summary>
    private List<Contribution> Contributions(Node node, List<Problem> problems) =>
        [.. (node is Sequence list ? list.Items : [node]).Select(item => ContributionOf(item, problems))];

    private Contribution ContributionOf(Node node, List<Problem> problems)
    {
        if (node is Scalar name)
            return new Contribution { Giving = name.Text };
        var fields = new Fields(node, problems);
        var contribution = new Contribution { Giving = fields.Text("giving") ?? "", Amount = fields.Read<long?>("amount", null, n => steps.Minor(n)) };
        fields.End();
        return contribution;
    }

    private RewardInBasket Reward(Node node, List<Problem> problems)
    {
        if (node is Scalar name)
            return new RewardInBasket { Reward = name.Text };
        var fields = new Fields(node, problems);
        var reward = new RewardInBasket
        {
            Reward = fields.Text("reward") ?? "",
            Quantity = fields.Read("qty", 1m, n => new Phrase(n).Number()),
            UsesFirst = fields.Read<IReadOnlyList<string>>("uses first", [], Fields.TextList),
            Units = steps.UnitsOf(fields, fields.Text("reward")),
        };
        fields.End();
        return reward;
    }
}
