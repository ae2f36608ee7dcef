using Laurel.Definitions;

namespace Laurel.Rewards;

/// <summary>What a reward costs in units.</summary>
/// <param name="Unit">Null when it costs nothing.</param>
/// <param name="Amount">In the unit's smallest part.</param>
/// <param name="Items">For so many pieces together; a started pack costs a whole one.</param>
/// <param name="IsEach">The member chooses how many times.</param>
public sealed record Cost(string? Unit, long Amount, decimal Items, bool IsEach)
{
    public static readonly Cost Nothing = new(null, 0, 1, false);

    /// <summary>What so many pieces cost; null when that is more than can be counted.</summary>
    public long? For(decimal quantity) => decimal.Ceiling(quantity / Items) * Amount is var all && all <= long.MaxValue ? (long)all : null;

    /// <summary>40 beans | 1 bean each | 3 beans per 2 items | nothing</summary>
    internal static Cost Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        if (phrase.Take("nothing"))
        {
            phrase.End();
            return Nothing;
        }
        var (amount, unit) = words.Amount(phrase);
        if (amount < 0)
            throw phrase.Wrong("phrase-number-expected", $"{amount}");
        var each = phrase.Take("each");
        var items = 1m;
        if (!each && phrase.Take("per"))
        {
            items = phrase.Positive();
            phrase.Expect("items");
        }
        phrase.End();
        return amount == 0 ? Nothing : new Cost(unit.Id, amount, items, each);
    }
}
