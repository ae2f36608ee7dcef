using Laurel.Definitions;

namespace Laurel.Coalition;

/// <summary>How partners and the operator settle with each other.</summary>
public sealed record ClearingTerms
{
    public const string Issuer = "issuer";

    public static readonly ClearingTerms Plain = new();

    /// <summary>How often what is owed and due is settled; null is only when asked.</summary>
    public PeriodUnit? Net { get; init; }

    /// <summary>Who keeps what was or would be paid for units that expire; null leaves it with whoever has the money.</summary>
    public Shares? Breakage { get; init; }

    /// <summary>Each movement is rounded to the smallest coin; else amounts are kept exactly and only what is settled is rounded.</summary>
    public bool PerMovement { get; init; }
    public Rounding Rounding { get; init; } = Rounding.HalfUp;
    public SharesRound Shares { get; init; }

    internal static ClearingTerms Read(Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var (rounding, perMovement) = fields.Read("round", (Rounding.HalfUp, false), ReadRounding);
        var terms = new ClearingTerms
        {
            Net = fields.Choice<PeriodUnit?>("net", null, ("daily", PeriodUnit.Day), ("weekly", PeriodUnit.Week), ("monthly", PeriodUnit.Month),
                ("quarterly", PeriodUnit.Quarter), ("yearly", PeriodUnit.Year), ("when asked", null)),
            Breakage = fields.Read<Shares?>("breakage", null, n => SharesReader.Read(n, words, problems, Issuer)),
            Rounding = rounding,
            PerMovement = perMovement,
            Shares = fields.Choice("shares", SharesRound.LargestRemainder,
                ("largest remainder", SharesRound.LargestRemainder), ("down and the last takes the rest", SharesRound.DownThenLast)),
        };
        fields.End();
        return terms;
    }

    /// <summary>half up per settlement | down per movement</summary>
    private static (Rounding, bool) ReadRounding(Node node)
    {
        var phrase = new Phrase(node);
        var rounding = phrase.Choose(("down", Rounding.Down), ("up", Rounding.Up), ("half up", Rounding.HalfUp), ("half even", Rounding.HalfEven));
        var perMovement = !phrase.IsAtEnd && phrase.Choose(("per settlement", false), ("per movement", true));
        phrase.End();
        return (rounding, perMovement);
    }
}
