namespace Laurel.Insight.Reports;

/// <summary>
/// Which column of an orders file holds what. A date is always needed, and money: <see cref="Amount"/> of each row, or
/// <see cref="Quantity"/> and <see cref="Price"/>, or <see cref="OrderAmount"/>. Names are matched without regard to case.
/// </summary>
public sealed record OrdersLayout
{
    public static readonly OrdersLayout OnlineRetail = new()
    {
        Customer = "CustomerID",
        Date = "InvoiceDate",
        Order = "InvoiceNo",
        Sku = "StockCode",
        Quantity = "Quantity",
        Price = "UnitPrice",
        Product = "Description",
        CurrencyCode = "GBP",
        ReturnPrefix = "C",
    };

    public static readonly OrdersLayout Cdnow = new() { Customer = "customer_id", Date = "date", Amount = "amount", CurrencyCode = "USD" };

    public static readonly OrdersLayout Shopify = new()
    {
        Customer = "Email",
        Date = "Created at",
        Order = "Name",
        OrderAmount = "Subtotal",
        Currency = "Currency",
        Sku = "Lineitem sku",
        Product = "Lineitem name",
        Quantity = "Lineitem quantity",
        Price = "Lineitem price",
        Cancelled = "Cancelled at",
        Status = "Financial Status",
        UnpaidStatuses = ["voided", "expired"],
        Refunded = "Refunded Amount",
    };

    private static readonly (string Name, OrdersLayout Layout)[] Known =
        [("online-retail", OnlineRetail), ("cdnow", Cdnow), ("shopify", Shopify)];

    /// <summary>Who bought. Without it only baskets and revenue can be measured.</summary>
    public string? Customer { get; init; }

    public string? Date { get; init; }

    /// <summary>What the row came to, in major units; the amounts of an order's rows are added.</summary>
    public string? Amount { get; init; }

    /// <summary>What the whole order came to, on one of its rows or repeated on all.</summary>
    public string? OrderAmount { get; init; }

    /// <summary>Rows with the same order number are one purchase. Without it every row is one.</summary>
    public string? Order { get; init; }

    public string? Sku { get; init; }

    public string? Quantity { get; init; }

    /// <summary>Of one piece, in major units.</summary>
    public string? Price { get; init; }

    public string? Category { get; init; }

    /// <summary>What the goods are called; stands for the category where there is none, the most frequent name of each SKU.</summary>
    public string? Product { get; init; }

    public string? Brand { get; init; }

    public string? Location { get; init; }

    public string? Channel { get; init; }

    /// <summary>A column with ISO 4217 codes.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether the customer was a member: 1, true, yes, x …; she joined on the first day she was.</summary>
    public string? Member { get; init; }

    /// <summary>The day the customer joined; empty for who did not.</summary>
    public string? Joined { get; init; }

    /// <summary>Rows with anything in this column are left out: orders called off.</summary>
    public string? Cancelled { get; init; }

    public string? Status { get; init; }

    /// <summary>What of an order was given back, in major units; the day is not known, so it counts on the order's.</summary>
    public string? Refunded { get; init; }

    /// <summary>Values of <see cref="Status"/> whose orders were never paid.</summary>
    public IReadOnlyList<string> UnpaidStatuses { get; init; } = [];

    /// <summary>Order numbers that begin so are returns. Without it a negative amount or quantity is one.</summary>
    public string? ReturnPrefix { get; init; }

    /// <summary>ISO 4217, where no column says; null shows amounts without a currency.</summary>
    public string? CurrencyCode { get; init; }

    /// <summary>As strptime writes it, such as %d/%m/%Y %H:%M; null reads ISO dates and whatever else is unambiguous.</summary>
    public string? DateFormat { get; init; }

    /// <summary>utf-8, utf-16 or latin-1.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>The names of the layouts that need no columns.</summary>
    public static IReadOnlyList<string> Presets { get; } = [.. Known.Select(k => k.Name)];

    /// <summary>A layout by its name: online-retail, cdnow or shopify; null when there is none.</summary>
    public static OrdersLayout? Preset(string name) => Known.FirstOrDefault(k => k.Name == name).Layout;

    /// <summary>The preset whose columns are all in the file; null when none is.</summary>
    public static OrdersLayout? Recognise(IReadOnlyCollection<string> columns) => Known.Select(k => k.Layout)
        .FirstOrDefault(layout => layout.Columns().All(c => columns.Contains(c.Column, StringComparer.OrdinalIgnoreCase)));

    /// <summary>The columns that are named, each with what it is for.</summary>
    internal IEnumerable<(string Use, string Column)> Columns() => new (string Use, string? Column)[]
        {
            ("customer", Customer), ("date", Date), ("amount", Amount), ("order-amount", OrderAmount), ("order", Order), ("sku", Sku),
            ("quantity", Quantity), ("price", Price), ("category", Category), ("product", Product), ("brand", Brand),
            ("location", Location), ("channel", Channel),
            ("currency", Currency), ("member", Member), ("joined", Joined), ("cancelled", Cancelled),
            ("status", Status), ("refunded", Refunded),
        }
        .Where(c => c.Column is not null).Select(c => (c.Use, c.Column!));
}
