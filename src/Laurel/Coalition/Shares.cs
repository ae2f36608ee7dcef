using Laurel.Definitions;
using Laurel.Rewards.Benefits;

namespace Laurel.Coalition;

/// <summary>One part of what is paid together.</summary>
/// <param name="Payer">A partner, or <see cref="Shares.Us"/>.</param>
/// <param name="Part">A share of the whole; null where it is a fixed amount, or the rest.</param>
/// <param name="Fixed">A fixed amount: minor units of money, or the unit's smallest part.</param>
/// <param name="Unit">The unit of the fixed amount; null is money.</param>
public sealed record Share(string Payer, Ratio? Part, long? Fixed, string? Unit = null)
{
    public bool IsRest => Part is null && Fixed is null;
}

/// <summary>How parts that are not whole become whole.</summary>
public enum SharesRound
{
    /// <summary>Each is cut down; what is left goes to those that lost most, the first declared before the others.</summary>
    LargestRemainder,

    /// <summary>Each is cut down; the last one, or the rest, takes what is left.</summary>
    DownThenLast,
}

/// <summary>Who pays which part: <c>{oatly: 60%, bakery: 100 points, us: rest}</c>. The parts always sum to the whole.</summary>
public sealed record Shares(IReadOnlyList<Share> Parts)
{
    /// <summary>Whoever runs the program.</summary>
    public const string Us = "us";

    /// <summary>The other word for it.</summary>
    public const string Operator = "operator";

    /// <summary>
    /// What each pays of a total, in the order declared; null when fixed amounts and shares are more than the total, or less and
    /// nobody takes the rest. A negative total mirrors its positive.
    /// </summary>
    public IReadOnlyList<long>? Split(long total, SharesRound round)
    {
        if (total < 0)
            return Split(-total, round) is { } mirrored ? [.. mirrored.Select(part => -part)] : null;
        var exact = Exact(total);
        var left = exact.Aggregate((Fraction)new(total, 1), (sum, part) => sum.Minus(part));
        var rest = Parts.ToList().FindIndex(p => p.IsRest);
        if (left.Top < 0 || (rest < 0 && left.Top != 0))
            return null;
        if (rest >= 0)
            exact[rest] = left;
        var whole = exact.Select(part => (long)Round.Divide(part.Top, part.Bottom, Rounding.Down)).ToArray();
        foreach (var (place, more) in Left(exact, whole, total, round, rest))
            whole[place] += more;
        return whole;
    }

    /// <summary>The same, when nothing may be refused any more: each pays at most what those before it left.</summary>
    public IReadOnlyList<long> SplitAtMost(long total, SharesRound round)
    {
        if (Split(total, round) is { } parts)
            return parts;
        var (left, sign) = (Math.Abs(total), Math.Sign(total));
        var paid = new long[Parts.Count];
        for (var i = 0; i < paid.Length; i++)
        {
            var wanted = Parts[i].Fixed ?? (Parts[i].Part is { } part ? (long)((Int128)Math.Abs(total) * part.Top / part.Bottom) : left);
            paid[i] = Math.Min(wanted, left);
            left -= paid[i];
        }
        paid[^1] += left;
        return [.. paid.Select(p => p * sign)];
    }

    private Fraction[] Exact(long total) =>
    [
        .. Parts.Select(p => p.Part is { } part ? new Fraction((Int128)total * part.Top, part.Bottom) : new Fraction(p.Fixed ?? 0, 1)),
    ];

    private static IEnumerable<(int Place, long More)> Left(Fraction[] exact, long[] whole, long total, SharesRound round, int rest)
    {
        var left = total - whole.Sum();
        if (round == SharesRound.DownThenLast)
            return [(rest < 0 ? whole.Length - 1 : rest, left)];
        return Enumerable.Range(0, whole.Length)
            .OrderByDescending(i => exact[i].Minus(new Fraction(whole[i], 1)), Fraction.InOrder)
            .Take((int)left)
            .Select(i => (i, 1L));
    }

    private readonly record struct Fraction(Int128 Top, Int128 Bottom)
    {
        public static readonly Comparer<Fraction> InOrder = Comparer<Fraction>.Create((a, b) => (a.Top * b.Bottom).CompareTo(b.Top * a.Bottom));

        public Fraction Minus(Fraction other) => Bottom == other.Bottom
            ? new(Top - other.Top, Bottom)
            : new(Top * other.Bottom - other.Top * Bottom, Bottom * other.Bottom);
    }
}

internal static class SharesReader
{
    /// <summary>The largest denominator of a share, so that a few of them multiplied stay within 128 bits.</summary>
    private const long LargestBottom = 10_000;

    /// <summary>{oatly: 60%, bakery: 100 points, trees: 1/3, us: rest}, or one name that pays all.</summary>
    public static Shares? Read(Node node, Vocabulary words, List<Problem> problems, params string[] more)
    {
        if (node is Scalar one)
            return new Shares([new Share(Payer(one.Text, node, words, more), null, null)]);
        if (node is not Mapping parts || parts.Pairs.Count == 0)
            throw Fields.Malformed(node, "mapping-expected");
        var shares = new Shares([.. parts.Pairs.Select(p => Part(p, words, more))]);
        if (shares.Parts.GroupBy(p => p.Payer).FirstOrDefault(g => g.Count() > 1) is { } twice)
            problems.Add(new Problem(node.Line, "key-twice", twice.Key));
        if (!IsWhole(shares))
            problems.Add(new Problem(node.Line, "shares-not-whole", node.Shown));
        return shares;
    }

    private static bool IsWhole(Shares shares)
    {
        var rests = shares.Parts.Count(p => p.IsRest);
        var sum = shares.Parts.Select(p => p.Part).OfType<Ratio>().Aggregate((Top: (Int128)0, Bottom: (Int128)1),
            (sum, part) => (sum.Top * part.Bottom + part.Top * sum.Bottom, sum.Bottom * part.Bottom));
        var isFixed = shares.Parts.Any(p => p.Fixed is not null);
        return rests <= 1 && sum.Top <= sum.Bottom && (rests == 1 || (!isFixed && sum.Top == sum.Bottom));
    }

    private static Share Part(Pair pair, Vocabulary words, string[] more)
    {
        var payer = Payer(pair.Key, pair.Value, words, more);
        var text = Fields.Scalar(pair.Value).Text;
        if (text == "rest")
            return new Share(payer, null, null);
        if (text.EndsWith('%'))
            return Percent.Parse(text) is { } percent && percent > 0 ? Proportion(payer, Ratio.Of(percent), pair.Value) : throw Wrong(pair.Value);
        if (text.Split('/') is [var top, var bottom])
        {
            return long.TryParse(top, out var t) && long.TryParse(bottom, out var b) && t > 0 && b > 0
                ? Proportion(payer, Ratio.Of(t, b), pair.Value)
                : throw Wrong(pair.Value);
        }
        return Amount(payer, pair.Value, words);
    }

    private static Share Proportion(string payer, Ratio part, Node node) =>
        part.Bottom <= LargestBottom && part.Top <= part.Bottom ? new Share(payer, part, null) : throw Wrong(node);

    private static MalformedException Wrong(Node node) => Fields.Malformed(node, "share-expected", node.Shown);

    private static Share Amount(string payer, Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var number = phrase.Positive();
        long amount;
        string? unit = null;
        if (phrase.Take(words.Currency.Code))
        {
            amount = words.Currency.TryMinor(number) ?? throw phrase.Wrong("currency-precision", words.Currency.Code);
        }
        else
        {
            var rule = words.Unit(phrase);
            (unit, amount) = (rule.Id, rule.TryAmount(number) ?? throw phrase.Wrong("unit-precision", $"{number}"));
        }
        phrase.End();
        return new Share(payer, null, amount, unit);
    }

    private static string Payer(string name, Node node, Vocabulary words, string[] more)
    {
        var payer = name == Shares.Operator ? Shares.Us : name;
        return payer == Shares.Us || words.Partners.Contains(payer) || more.Contains(payer)
            ? payer
            : throw Fields.Malformed(node, "partner-unknown", payer);
    }
}
