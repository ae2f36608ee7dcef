namespace Laurel.Insight.Simulation;

/// <summary>How a category and an article of it are chosen.</summary>
internal sealed class Shelf
{
    private const double TasteSpread = 0.6;
    private const double FavouriteShare = 0.5;
    private static readonly int Categories = Enum.GetValues<Category>().Length;

    // Coffee, tea, bakery, chocolate, deli, wine, gifts.
    private static readonly double[][] Occasions =
    [
        [5.0, 0.8, 4.0, 0.30, 0.5, 0.05, 0.03],
        [2.5, 0.6, 1.5, 0.45, 4.0, 0.25, 0.07],
        [3.0, 1.2, 2.2, 1.00, 0.8, 0.35, 0.15],
        [0.8, 0.6, 1.0, 1.10, 2.5, 1.40, 0.18],
        [2.5, 1.2, 0.0, 2.00, 1.0, 1.20, 0.50],
    ];

    private readonly Article[][] inShops = ByCategory(_ => true);
    private readonly Article[][] online = ByCategory(article => article.Sold == Sold.Everywhere);

    /// <summary>Writes a person's lasting liking of each category, 1 being the usual.</summary>
    public void Taste(ulong seed, long person, Span<double> taste)
    {
        var dice = Dice.For(seed, DrawnFor.Taste, person);
        for (var i = 0; i < Categories; i++)
            taste[i] = Portable.Exp(TasteSpread * dice.Normal());
    }

    /// <summary>Writes how likely each category is now: her taste, the hour, the season.</summary>
    public void Weigh(ReadOnlySpan<double> taste, DateOnly day, int minute, bool isOnline, Span<double> weights)
    {
        var occasion = Occasions[isOnline ? 4 : minute switch { < 11 * 60 => 0, < 14 * 60 => 1, < 17 * 60 => 2, _ => 3 }];
        for (var i = 0; i < Categories; i++)
            weights[i] = occasion[i] * taste[i] * Season.Demand((Category)i, day);
    }

    /// <summary>Half of the time what she always takes, else what people take.</summary>
    public Article Choose(ulong seed, long person, int category, bool isOnline, ref Dice dice)
    {
        var articles = (isOnline ? online : inShops)[category];
        if (!dice.Chance(FavouriteShare))
            return Popular(articles, ref dice);
        var favourite = Dice.For(seed, DrawnFor.Favourite, person, category);
        return Popular(articles, ref favourite);
    }

    private static Article Popular(Article[] articles, ref Dice dice)
    {
        Span<double> weights = stackalloc double[articles.Length];
        for (var i = 0; i < articles.Length; i++)
            weights[i] = articles[i].Weight;
        return articles[dice.Pick(weights)];
    }

    private static Article[][] ByCategory(Func<Article, bool> isSold) =>
        [.. Enum.GetValues<Category>().Select(c => Assortment.All.Where(a => a.Category == c && isSold(a)).ToArray())];
}
