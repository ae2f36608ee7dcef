using Laurel.Definitions;
using Laurel.Earning;

namespace Laurel.Receipts;

/// <summary>Whether receipts can be claimed: how long after the purchase, and how many.</summary>
/// <param name="Within">To the end of the day so much later; null is never.</param>
/// <param name="Limits">How many claims there may be, in times.</param>
public sealed record ClaimTerms(Period? Within, IReadOnlyList<Limit> Limits)
{
    /// <summary>What holds where a definition says nothing.</summary>
    public static readonly ClaimTerms Plain = new(new Period(30, PeriodUnit.Day), []);

    /// <summary>Whose counters they are.</summary>
    internal const string Owner = "claims";

    /// <summary>none | within 30 days | {within: 30 days, limit: 3 per member per month}</summary>
    internal static ClaimTerms Read(Node node, Vocabulary words, List<Problem> problems)
    {
        if (node is Scalar)
            return ReadShort(new Phrase(node));
        var fields = new Fields(node, problems);
        var terms = new ClaimTerms(
            fields.Read("within", Plain.Within, ReadPeriod),
            fields.Read<IReadOnlyList<Limit>>("limit", [], n => ReadLimits(n, words)));
        fields.End();
        return terms;
    }

    private static ClaimTerms ReadShort(Phrase phrase)
    {
        var within = phrase.Choose(("none", false), ("within", true)) ? phrase.Period() : (Period?)null;
        phrase.End();
        return Plain with { Within = within };
    }

    private static Period? ReadPeriod(Node node)
    {
        var phrase = new Phrase(node);
        var period = phrase.Period();
        phrase.End();
        return period;
    }

    private static IReadOnlyList<Limit> ReadLimits(Node node, Vocabulary words)
    {
        var limits = LimitReader.ReadAll(node, words);
        return limits.All(l => l.IsTimes && l.Scope != LimitScope.Purchase) ? limits : throw Fields.Malformed(node, "limit-of-claims");
    }
}
