using Laurel.Earning;
using Laurel.Earning.Conditions;

namespace Laurel.Challenges;

/// <summary>What a basket or an activity brings to the steps of a challenge.</summary>
internal static class Bringing
{
    /// <summary>What is left of a purchase is asked again only how much it is, not what else was so when it was made.</summary>
    public static IEnumerable<Mark> Of(Challenge challenge, Rules rules, Basket basket, DateTimeOffset at, bool isAgain)
    {
        var when = challenge.InOrder ? at : rules.Calendar.Start(basket.Day);
        return challenge.Steps.SelectMany(step => Of(step, rules, basket, isAgain).Select(b => new Mark(step.Id, b.Key, when, b.Amount)));
    }

    /// <summary>What a basket or an activity brings to one step, by category, visit or whatever is told apart.</summary>
    public static IEnumerable<(string Key, long Amount)> Of(ChallengeStep step, Rules rules, Basket basket, bool isAgain)
    {
        if (step.Activity != basket.Activity)
            return [];
        BasketLine[] lines = [.. basket.Lines.Where(l => rules.CanEarn(l.Line) && step.Lines.Matches(l.Line) && l.Quantity > 0)];
        if ((lines.Length == 0 && step.Activity is null) || !step.When.All(c => (isAgain && !IsOfAmount(c)) || c.Holds(basket, lines)))
            return [];
        return Of(step, basket, lines).Where(b => b.Amount > 0);
    }

    public static bool IsOfAmount(Condition condition) => condition is BasketTotal or MatchedAmount or MatchedItems;

    private static IEnumerable<(string Key, long Amount)> Of(ChallengeStep step, Basket basket, BasketLine[] lines) => step.Counts switch
    {
        Counts.Activity => [("", 1)],
        Counts.Spend => [("", basket.CountedIn == step.Currency ? lines.Sum(l => l.Price.Base) : 0)],
        Counts.Units => [],
        Counts.Items => [("", lines.Sum(Pieces))],
        Counts.Visits => [($"{basket.Day:O}@{basket.Purchase.Location}", lines.Sum(l => l.Price.Total))],
        Counts.Locations => [(basket.Purchase.Location ?? "", lines.Sum(l => l.Price.Total))],
        Counts.InARow => [($"{Calendar.StartOf(step.Every!.Value, basket.Day):O}", lines.Sum(l => l.Price.Total))],
        Counts.Categories => By(lines, l => l.Line.Category),
        Counts.Brands => By(lines, l => l.Line.Brand),
        _ => By(lines, l => l.Line.Sku),
    };

    private static IEnumerable<(string Key, long Amount)> By(BasketLine[] lines, Func<BasketLine, string?> key) =>
        lines.Where(l => key(l) is not null).GroupBy(l => key(l)!).Select(g => (g.Key, g.Sum(Pieces)));

    private static long Pieces(BasketLine line) => (long)(line.Quantity * ChallengeStep.Millionths);
}
