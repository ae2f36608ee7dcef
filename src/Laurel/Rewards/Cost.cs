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

    public long For(decimal quantity) => (long)(decimal.Ceiling(quantity / Items) * Amount);

    /// <summary>40 beans | 1 bean each | 3 beans per 2 items | nothing</summary>
    internal static Cost Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        if (phrase.Take("nothing"))
            return Nothing;
        var (amount, unit) = words.Amount(phrase);
        if (amount < 0)
            throw phrase.Wrong("phrase-number-expected", $"{amount}");
        var each = phrase.Take("each");
        var items = 1m;
        if (!each && phrase.Take("per"))
        {
            items = phrase.Number();
            phrase.Expect("items");
        }
        phrase.End();
        return new Cost(amount == 0 ? null : unit.Id, amount, items, each);
    }
}
