using Laurel.Rewards.Benefits;

namespace Laurel.Definitions;

/// <summary>Reads lines of a basket as people write them: <c>{sku: COF, category: coffee, price: 3.50 EUR}</c>.</summary>
internal static class LineReader
{
    public static IReadOnlyList<Line> ReadAll(Node node, List<Problem> problems, Currency? unsaid = null) => node is Sequence list
        ? [.. list.Items.Select((line, i) => Read(line, i + 1, problems, unsaid))]
        : throw Fields.Malformed(node, "list-expected");

    private static Line Read(Node node, int number, List<Problem> problems, Currency? unsaid)
    {
        var fields = new Fields(node, problems);
        var line = new Line
        {
            Number = number,
            Sku = fields.Text("sku") ?? $"sku-{number}",
            Category = fields.Text("category"),
            Brand = fields.Text("brand"),
            Labels = fields.Read<IReadOnlyList<string>>("labels", [], Fields.TextList),
            Kind = fields.Text("kind") ?? Line.Product,
            Quantity = fields.Read("qty", 1m, n => new Phrase(n).Number()),
            UnitPrice = fields.Require("price", 0m, n => Paid(n, unsaid).Minor),
            Discount = fields.Read("discount", 0L, n => Paid(n, unsaid).Whole),
            TaxRate = fields.Read<decimal?>("tax", null, n => Percent.Parse(Fields.Scalar(n).Text)
                ?? throw Fields.Malformed(n, "percent-expected", n.Shown)),
            Loads = fields.Text("loads") is { } account ? new MemberId(account.Normalize()) : null,
            LoadsIn = fields.Text("loads in"),
            UnitCost = fields.Read<decimal?>("cost", null, n => Paid(n, unsaid).Minor),
        };
        fields.End();
        return line;
    }

    /// <summary>Money of the basket's currency, which need not be said.</summary>
    private static Money Paid(Node node, Currency? unsaid)
    {
        var money = new Phrase(node).Money(unsaid);
        return unsaid is { } basket && basket != money.Currency ? throw Fields.Malformed(node, "currency-of-basket", basket.Code) : money;
    }
}
