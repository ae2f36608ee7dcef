using Laurel.Definitions;

namespace Laurel.Prizes;

/// <summary>Something to be won: units (<c>80 beans</c>), or a reward to be used later without units (its id).</summary>
/// <param name="Amount">In the unit's smallest part; 1 of a reward.</param>
/// <param name="Unit">Null where it is a reward.</param>
/// <param name="Reward">Null where it is units.</param>
public sealed record Prize(long Amount, string? Unit, string? Reward)
{
    /// <summary>One prize, or a list of them.</summary>
    internal static IReadOnlyList<Prize> ReadAll(Node node, Vocabulary words) =>
        node is Sequence list ? [.. list.Items.Select(n => Read(new Phrase(n), words))] : [Read(new Phrase(node), words)];

    internal static Prize Read(Phrase phrase, Vocabulary words)
    {
        var prize = phrase.IsNumber ? ReadUnits(phrase, words) : ReadReward(phrase, words);
        phrase.End();
        return prize;
    }

    private static Prize ReadUnits(Phrase phrase, Vocabulary words)
    {
        var (amount, unit) = words.Amount(phrase);
        return amount > 0 ? new Prize(amount, unit.Id, null) : throw phrase.Wrong("phrase-positive-expected", $"{amount}");
    }

    private static Prize ReadReward(Phrase phrase, Vocabulary words)
    {
        var word = phrase.Word("80 beans");
        return words.Rewards.Contains(word) ? new Prize(1, null, word) : throw phrase.Wrong("prize-unknown", word);
    }
}

/// <summary>What was given of a prize, with all that is needed to take it back.</summary>
public sealed record Gift
{
    public string? Unit { get; init; }

    /// <summary>What was given, in the unit's smallest part; 0 where a limit left nothing.</summary>
    public long Amount { get; init; }

    /// <summary>What of it repaid arrears, and is owed again when it is taken back; null is nothing.</summary>
    public long? Repaid { get; init; }

    /// <summary>The lot it opened.</summary>
    public string? Lot { get; init; }
    public IReadOnlyList<Use> Uses { get; init; } = [];
    public string? Reward { get; init; }

    /// <summary>The redemption by which a reward was issued; null where it was out of stock.</summary>
    public RedemptionId? Redemption { get; init; }
}
