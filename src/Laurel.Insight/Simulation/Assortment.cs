namespace Laurel.Insight.Simulation;

internal enum Category
{
    Coffee,
    Tea,
    Bakery,
    Chocolate,
    Deli,
    Wine,
    Gifts,
}

/// <summary>Where an article can be bought.</summary>
internal enum Sold
{
    Everywhere,
    InShops,
}

/// <summary>One thing on the shelf. Price with tax and cost without it in minor units, of a piece or of a kilo.</summary>
/// <param name="Weight">How often it is chosen within its category.</param>
internal sealed record Article(string Sku, Category Category, int Price, int Cost, double Weight, Sold Sold = Sold.Everywhere)
{
    private static readonly string[] OwnBrand = ["own-brand"];
    private static readonly string[] Categories = [.. Enum.GetNames<Category>().Select(name => name.ToLowerInvariant())];

    public string Brand { get; init; } = "lumiere";
    public bool IsPerKilo { get; init; }
    public string Kind { get; init; } = Line.Product;

    /// <summary>What is eaten on the spot does not come back.</summary>
    public bool IsReturnable => Sold == Sold.Everywhere && Kind == Line.Product && !IsPerKilo;
    public string CategoryName => Categories[(int)Category];
    public IReadOnlyList<string> Labels => Brand == "lumiere" ? OwnBrand : [];

    /// <summary>Belgian rates: 6% on food and drink, 21% on wine and things; none on a gift card, taxed when it is used.</summary>
    public decimal TaxRate => Kind != Line.Product ? 0m : Category is Category.Wine or Category.Gifts ? 0.21m : 0.06m;
}

/// <summary>What Lumière sells.</summary>
internal static class Assortment
{
    public const string GiftCardKind = "gift-card";

    /// <summary>Shipping of an online order under the amount from which it is free.</summary>
    public const int ShippingPrice = 495;
    public const int ShippingCost = 430;
    public const int FreeShippingFrom = 5000;

    public static IReadOnlyList<Article> All { get; } =
    [
        new("COF-ESP", Category.Coffee, 280, 45, 9, Sold.InShops),
        new("COF-AME", Category.Coffee, 320, 50, 5, Sold.InShops),
        new("COF-CAP", Category.Coffee, 390, 80, 9, Sold.InShops),
        new("COF-LAT", Category.Coffee, 420, 90, 6, Sold.InShops),
        new("COF-FLW", Category.Coffee, 430, 90, 5, Sold.InShops),
        new("COF-OAT", Category.Coffee, 470, 110, 4, Sold.InShops),
        new("COF-ICE", Category.Coffee, 450, 95, 2, Sold.InShops),
        new("COF-FIL", Category.Coffee, 340, 55, 3, Sold.InShops),
        new("BAG-250", Category.Coffee, 890, 380, 4),
        new("BAG-1KG", Category.Coffee, 2790, 1290, 1.5),
        new("BAG-DEC", Category.Coffee, 950, 420, 0.8),
        new("CAP-010", Category.Coffee, 590, 260, 1.2),
        new("TEA-CUP", Category.Tea, 350, 40, 6, Sold.InShops),
        new("TEA-CHA", Category.Tea, 450, 90, 4, Sold.InShops),
        new("TEA-MAT", Category.Tea, 490, 120, 3, Sold.InShops),
        new("TEA-EGR", Category.Tea, 1190, 450, 2) { Brand = "maison-verte" },
        new("TEA-GRN", Category.Tea, 1290, 500, 1.5) { Brand = "maison-verte" },
        new("TEA-ROO", Category.Tea, 990, 390, 1) { Brand = "maison-verte" },
        new("TEA-HER", Category.Tea, 890, 340, 1.5) { Brand = "maison-verte" },
        new("TEA-SET", Category.Tea, 2490, 1100, 0.5) { Brand = "maison-verte" },
        new("BAK-CRO", Category.Bakery, 210, 70, 10, Sold.InShops),
        new("BAK-PCH", Category.Bakery, 240, 85, 7, Sold.InShops),
        new("BAK-BRI", Category.Bakery, 320, 110, 3, Sold.InShops),
        new("BAK-BAG", Category.Bakery, 190, 55, 5, Sold.InShops),
        new("BAK-SDO", Category.Bakery, 480, 150, 4, Sold.InShops),
        new("BAK-COO", Category.Bakery, 280, 80, 5, Sold.InShops),
        new("BAK-MUF", Category.Bakery, 320, 95, 3, Sold.InShops),
        new("BAK-TAR", Category.Bakery, 490, 150, 3, Sold.InShops),
        new("BAK-WAF", Category.Bakery, 350, 100, 3, Sold.InShops),
        new("BAK-QUI", Category.Bakery, 650, 220, 3, Sold.InShops),
        new("CHO-125", Category.Chocolate, 990, 430, 6) { Brand = "delvaux-freres" },
        new("CHO-250", Category.Chocolate, 1890, 820, 3) { Brand = "delvaux-freres" },
        new("CHO-500", Category.Chocolate, 3590, 1550, 0.8) { Brand = "delvaux-freres" },
        new("CHO-DRK", Category.Chocolate, 590, 230, 5),
        new("CHO-MLK", Category.Chocolate, 550, 210, 5),
        new("CHO-TRU", Category.Chocolate, 1290, 540, 2) { Brand = "delvaux-freres" },
        new("CHO-ORA", Category.Chocolate, 890, 370, 1.5),
        new("CHO-HOT", Category.Chocolate, 990, 400, 1.5),
        new("CHO-SPR", Category.Chocolate, 750, 290, 2),
        new("DEL-GOU", Category.Deli, 2890, 1650, 2, Sold.InShops) { Brand = "polder", IsPerKilo = true },
        new("DEL-BRI", Category.Deli, 2490, 1400, 2, Sold.InShops) { Brand = "polder", IsPerKilo = true },
        new("DEL-HAM", Category.Deli, 3290, 1900, 2.5, Sold.InShops) { Brand = "ardenne", IsPerKilo = true },
        new("DEL-OLI", Category.Deli, 1990, 900, 1.5, Sold.InShops) { Brand = "sole", IsPerKilo = true },
        new("DEL-SAN", Category.Deli, 690, 230, 9, Sold.InShops),
        new("DEL-SAL", Category.Deli, 990, 340, 5, Sold.InShops),
        new("DEL-SOU", Category.Deli, 590, 160, 5, Sold.InShops),
        new("DEL-PAT", Category.Deli, 690, 300, 1.5) { Brand = "ardenne" },
        new("DEL-HON", Category.Deli, 790, 380, 1.2),
        new("DEL-JAM", Category.Deli, 590, 250, 1.5),
        new("DEL-OIL", Category.Deli, 1490, 760, 1) { Brand = "sole" },
        new("WIN-RED", Category.Wine, 1290, 620, 4) { Brand = "vignes-du-sud" },
        new("WIN-WHI", Category.Wine, 1190, 570, 4) { Brand = "vignes-du-sud" },
        new("WIN-ROS", Category.Wine, 1090, 520, 3) { Brand = "vignes-du-sud" },
        new("WIN-CRE", Category.Wine, 1790, 900, 2) { Brand = "vignes-du-sud" },
        new("WIN-CHA", Category.Wine, 3990, 2300, 0.5) { Brand = "coteaux" },
        new("WIN-BEE", Category.Wine, 390, 170, 3) { Brand = "abbaye" },
        new("GIF-MUG", Category.Gifts, 1490, 600, 5),
        new("GIF-MOK", Category.Gifts, 3490, 1750, 1.5) { Brand = "fornello" },
        new("GIF-FRE", Category.Gifts, 3990, 2000, 1.2) { Brand = "fornello" },
        new("GIF-GRI", Category.Gifts, 6990, 3900, 0.5) { Brand = "fornello" },
        new("GIF-BOX", Category.Gifts, 4990, 2500, 1.5),
        new("GIF-CAN", Category.Gifts, 1890, 750, 2),
        new("GFT-025", Category.Gifts, 2500, 2500, 1.5) { Kind = GiftCardKind },
        new("GFT-050", Category.Gifts, 5000, 5000, 1) { Kind = GiftCardKind },
        new("GFT-100", Category.Gifts, 10000, 10000, 0.2) { Kind = GiftCardKind },
    ];
}
