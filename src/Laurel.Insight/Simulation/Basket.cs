namespace Laurel.Insight.Simulation;

/// <summary>Who buys, where and when: what a basket follows from.</summary>
/// <param name="Buyer">Number that taste and favourites hang on.</param>
/// <param name="Level">Size of her baskets, 1 being the average.</param>
internal readonly record struct Visit(long Buyer, double Level, DateOnly Day, int Second, ShopLocation Location);

/// <summary>What a basket came to.</summary>
/// <param name="Earns">Minor units of what earns beans: goods, not gift cards and shipping.</param>
internal readonly record struct Basket(IReadOnlyList<Line> Lines, IReadOnlyList<Payment> Payments, long Earns);

/// <summary>Fills baskets.</summary>
internal sealed class BasketFiller(ulong seed)
{
    private const double FurtherLines = 0.75;
    private const double FurtherLinesOnline = 1.6;
    private const double GiftCardPaymentShare = 0.008;
    private readonly Shelf shelf = new();

    public Basket Fill(Visit visit, ref Dice dice)
    {
        Span<double> taste = stackalloc double[7];
        Span<double> weights = stackalloc double[7];
        shelf.Taste(seed, visit.Buyer, taste);
        shelf.Weigh(taste, visit.Day, visit.Second / 60, visit.Location.IsOnline, weights);
        var further = (visit.Location.IsOnline ? FurtherLinesOnline : FurtherLines) * visit.Level;
        var count = 1 + Math.Min(11, dice.Poisson(further));
        var lines = new List<Line>(count + 1);
        for (var number = 1; number <= count; number++)
        {
            var article = shelf.Choose(seed, visit.Buyer, dice.Pick(weights), visit.Location.IsOnline, ref dice);
            lines.Add(LineOf(number, article, visit.Level, ref dice));
        }
        return Close(lines, visit, ref dice);
    }

    private static Basket Close(List<Line> lines, Visit visit, ref Dice dice)
    {
        long total = 0, earns = 0;
        foreach (var line in lines)
        {
            var amount = AmountOf(line);
            total += amount;
            earns += line.Kind == Line.Product ? amount : 0;
        }
        if (visit.Location.IsOnline && total < Assortment.FreeShippingFrom && lines.Any(line => line.Kind == Line.Product))
        {
            lines.Add(Shipping(lines.Count + 1));
            total += Assortment.ShippingPrice;
        }
        return new Basket(lines, Pay(total, visit.Location.IsOnline, ref dice), earns);
    }

    internal static long AmountOf(Line line) => Round.Money(line.UnitPrice * line.Quantity) - line.Discount;

    private static Line LineOf(int number, Article article, double level, ref Dice dice) => new()
    {
        Number = number,
        Sku = article.Sku,
        Category = article.CategoryName,
        Brand = article.Brand,
        Labels = article.Labels,
        Kind = article.Kind,
        Quantity = Quantity(article, level, ref dice),
        UnitPrice = article.Price,
        Discount = 0,
        TaxRate = article.TaxRate,
        UnitCost = article.Kind == Line.Product ? article.Cost : null,
    };

    // Kilos in steps of five grams; pieces mostly one.
    private static decimal Quantity(Article article, double level, ref Dice dice)
    {
        if (article.IsPerKilo)
            return new decimal(dice.Between(20, 90) * 5, 0, 0, false, 3);
        return article.Kind == Line.Product && dice.Chance(Math.Min(0.5, 0.11 * level)) ? dice.Between(2, 3) : 1;
    }

    private static Line Shipping(int number) => new()
    {
        Number = number,
        Sku = "SHIPPING",
        Kind = Line.Shipping,
        UnitPrice = Assortment.ShippingPrice,
        TaxRate = 0.21m,
        UnitCost = Assortment.ShippingCost,
    };

    private static Payment[] Pay(long total, bool isOnline, ref Dice dice)
    {
        if (dice.Chance(GiftCardPaymentShare))
        {
            var card = Math.Min(total, 500L * dice.Between(2, 10));
            return card == total
                ? [new Payment(Payment.GiftCard, total)]
                : [new Payment(Payment.GiftCard, card), new Payment("card", total - card)];
        }
        return isOnline || dice.Chance(0.85) ? [new Payment("card", total)] : [new Payment("cash", total)];
    }
}
