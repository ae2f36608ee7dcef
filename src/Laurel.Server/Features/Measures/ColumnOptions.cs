using System.CommandLine;
using Laurel.Insight.Reports;

namespace Laurel.Server.Features.Measures;

/// <summary>One option for each column an orders file may have.</summary>
internal sealed class ColumnOptions
{
    private readonly Option<string?> customer = Column("--customer", "who bought");
    private readonly Option<string?> date = Column("--date", "when");
    private readonly Option<string?> amount = Column("--amount", "what the row came to");
    private readonly Option<string?> orderAmount = Column("--order-amount", "what the whole order came to");
    private readonly Option<string?> order = Column("--order", "the order number; without it every row is one purchase");
    private readonly Option<string?> sku = Column("--sku", "the article");
    private readonly Option<string?> quantity = Column("--quantity", "how many; negative is a return");
    private readonly Option<string?> price = Column("--price", "of one piece");
    private readonly Option<string?> category = Column("--category", "the category");
    private readonly Option<string?> product = Column("--product", "what the goods are called");
    private readonly Option<string?> brand = Column("--brand", "the brand");
    private readonly Option<string?> location = Both("--location", "the shop", "only purchases made there", "column|id");
    private readonly Option<string?> channel = Both("--channel", "the channel", "only purchases made that way", "column|name");
    private readonly Option<string?> currency = Column("--currency", "the currency code of each row");
    private readonly Option<string?> member = Column("--member", "whether the customer was a member");
    private readonly Option<string?> joined = Column("--joined", "the day the customer joined");
    private readonly Option<string?> cancelled = Column("--cancelled", "rows with anything in it are left out");
    private readonly Option<string?> status = Column("--status", "the status of the payment");
    private readonly Option<string?> refunded = Column("--refunded", "what of the order was given back");
    private readonly Option<string?> returns = new("--return-prefix") { Description = "Order numbers that begin so are returns", HelpName = "text" };
    private readonly Option<string?> code = new("--currency-code") { Description = "The currency of all amounts, where no column says", HelpName = "EUR" };
    private readonly Option<string?> format = new("--date-format") { Description = "How dates are written, as strptime: %d/%m/%Y", HelpName = "format" };
    private readonly Option<string?> encoding = new("--encoding") { Description = "utf-8, utf-16 or latin-1", HelpName = "encoding" };

    private IReadOnlyList<Option<string?>> All =>
    [
        customer, date, amount, orderAmount, order, sku, quantity, price, category, product, brand, location, channel, currency, member, joined,
        cancelled, status, refunded, returns, code, format, encoding,
    ];

    /// <summary>Of a file the column, of a program the part that is asked of.</summary>
    public Option<string?> Location => location;
    public Option<string?> Channel => channel;

    public void AddTo(Verb verb)
    {
        foreach (var option in All)
            verb.Add(option);
    }

    /// <summary>The preset, with what the options say otherwise; null lets the file's own columns decide.</summary>
    public OrdersLayout? Layout(ParseResult asked, string? preset)
    {
        var begin = preset is null ? null : OrdersLayout.Preset(preset)
            ?? throw new MisuseException($"There is no preset '{preset}'; known are: {string.Join(", ", OrdersLayout.Presets)}.");
        if (All.All(o => asked.GetValue(o) is null))
            return begin;
        var layout = begin ?? new OrdersLayout();
        return layout with
        {
            Customer = Said(customer, layout.Customer),
            Date = Said(date, layout.Date),
            Amount = Said(amount, layout.Amount),
            OrderAmount = Said(orderAmount, layout.OrderAmount),
            Order = Said(order, layout.Order),
            Sku = Said(sku, layout.Sku),
            Quantity = Said(quantity, layout.Quantity),
            Price = Said(price, layout.Price),
            Category = Said(category, layout.Category),
            Product = Said(product, layout.Product),
            Brand = Said(brand, layout.Brand),
            Location = Said(location, layout.Location),
            Channel = Said(channel, layout.Channel),
            Currency = Said(currency, layout.Currency),
            Member = Said(member, layout.Member),
            Joined = Said(joined, layout.Joined),
            Cancelled = Said(cancelled, layout.Cancelled),
            Status = Said(status, layout.Status),
            Refunded = Said(refunded, layout.Refunded),
            ReturnPrefix = Said(returns, layout.ReturnPrefix),
            CurrencyCode = Said(code, layout.CurrencyCode),
            DateFormat = Said(format, layout.DateFormat),
            Encoding = Said(encoding, layout.Encoding) ?? "utf-8",
        };

        string? Said(Option<string?> option, string? otherwise) => asked.GetValue(option) ?? otherwise;
    }

    private static Option<string?> Both(string name, string ofFile, string ofProgram, string written) =>
        new(name) { Description = $"Of a file: the column of {ofFile}; of a program: {ofProgram}", HelpName = written };

    private static Option<string?> Column(string name, string what) => new(name) { Description = "The column with " + what, HelpName = "column" };
}
