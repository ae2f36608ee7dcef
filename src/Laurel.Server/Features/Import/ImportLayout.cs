using Laurel.Insight.Facts;

namespace Laurel.Server.Features.Import;

/// <summary>What a file is about.</summary>
internal enum ImportKind
{
    /// <summary>Lines of orders; lines with the same order number are one purchase.</summary>
    Orders,

    /// <summary>What members earned and used in another system, one row a stretch of time.</summary>
    History,

    /// <summary>Public ratings, one row each.</summary>
    Ratings,

    /// <summary>Requests of customers, one row each, with the times at which they came in, were answered and were solved.</summary>
    Cases,

    /// <summary>Consents of members and their withdrawal, one row each.</summary>
    Consents,
}

/// <summary>Which columns mean what. A preset names those of a well-known export.</summary>
internal sealed record ImportLayout
{
    public required ImportKind Kind { get; init; }

    /// <summary>From our word (order, at, customer, sku, quantity, price, …) to the column's name.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>Orders whose number begins so undo earlier ones.</summary>
    public string? CancelledBy { get; init; }

    public static readonly IReadOnlyDictionary<string, ImportLayout> Presets = new Dictionary<string, ImportLayout>
    {
        ["online-retail"] = new()
        {
            Kind = ImportKind.Orders,
            CancelledBy = "C",
            Columns = Map("order=InvoiceNo", "at=InvoiceDate", "customer=CustomerID", "sku=StockCode", "quantity=Quantity", "price=UnitPrice",
                "location=Country"),
        },
        ["cdnow"] = new() { Kind = ImportKind.Orders, Columns = Map("at=date", "customer=customer_id", "price=amount") },
        ["shopify"] = new()
        {
            Kind = ImportKind.Orders,
            Columns = Map("order=Name", "at=Created at", "customer=Email", "sku=Lineitem sku", "quantity=Lineitem quantity", "price=Lineitem price",
                "discount=Lineitem discount", "location=Location", "channel=Source"),
        },
        ["airline"] = new()
        {
            Kind = ImportKind.History,
            Columns = Map("customer=loyalty_number", "year=year", "month=month", "earned=points_accumulated", "redeemed=points_redeemed"),
        },
    };

    private static readonly Dictionary<ImportKind, (string[] Needed, string[] Known)> Words = new()
    {
        [ImportKind.Orders] = (["at", "price"],
            ["order", "at", "customer", "sku", "category", "brand", "quantity", "price", "discount", "kind", "cost", "location", "channel"]),
        [ImportKind.History] = (["customer", "earned", "redeemed"], ["customer", "at", "year", "month", "earned", "redeemed"]),
        [ImportKind.Ratings] = (["id", "at", "stars"], ["id", "at", "stars", "source", "location"]),
        [ImportKind.Cases] = (["id", "opened"], ["id", "opened", "answered", "solved", "customer", "topic", "location", "channel"]),
        [ImportKind.Consents] = (["customer", "at", "purpose", "channel"],
            ["customer", "at", "purpose", "channel", "given", "text", "language", "source"]),
    };

    public static Dictionary<string, string> Map(params string[] pairs) => pairs
        .Select(p => p.Split('=', 2))
        .ToDictionary(p => p[0].Trim(), p => p.Length > 1 ? p[1].Trim() : "");

    /// <summary>Where the columns stand in a file; throws when one is missing, naming those the file has.</summary>
    public ImportColumns In(TableFile file)
    {
        var (needed, known) = Words[Kind];
        foreach (var word in Columns.Keys.Where(w => !known.Contains(w)))
            throw new ImportException($"'{word}' is not a word of this import; known are: {string.Join(", ", known)}.");
        foreach (var word in needed.Where(w => !Columns.ContainsKey(w)))
            throw new ImportException($"Say which column holds '{word}': --map {word}=NAME. The file has: {string.Join(", ", file.Columns)}.");
        var places = new Dictionary<string, int>();
        foreach (var (word, name) in Columns)
        {
            var place = file.Columns.ToList().FindIndex(c => string.Equals(c, name, StringComparison.OrdinalIgnoreCase));
            if (place < 0)
                throw new ImportException($"There is no column '{name}' (for {word}). The file has: {string.Join(", ", file.Columns)}.");
            places[word] = place;
        }
        return new ImportColumns(places);
    }
}

/// <summary>The cells of a row by our words.</summary>
internal sealed class ImportColumns(IReadOnlyDictionary<string, int> places)
{
    public string? Cell(string?[] row, string word)
    {
        if (!places.TryGetValue(word, out var place))
            return null;
        var text = row[place]?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }
}

/// <summary>The file cannot be imported as asked; the message says what to do.</summary>
internal sealed class ImportException(string message) : IOException(message);
