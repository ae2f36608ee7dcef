using Laurel.Tiers;

namespace Laurel.Explaining.Phrases;

/// <summary>What levels ask for: €500.00 or 12 visits in the last 12 months.</summary>
internal static class TierPhrases
{
    public static string Say(this Voice voice, IReadOnlyList<Threshold> any) =>
        voice.Or([.. any.Select(t => voice.And([.. t.Together.Select(one => Say(voice, one))]))]);

    /// <summary>in the last 12 months</summary>
    public static string Window(this Voice voice, TierRule tiers) => tiers.Window switch
    {
        Tiers.Window.Rolling => voice.Phrase("counts.rolling", ("period", voice.Period(tiers.Length))),
        Tiers.Window.Calendar => voice.Phrase("counts.calendar." + tiers.Length.Unit.ToString().ToLowerInvariant()),
        Tiers.Window.MembershipYear => voice.Phrase("counts.membership-year"),
        _ => voice.Phrase("counts.ever"),
    };

    private static string Say(Voice voice, Threshold threshold) => threshold.Merit switch
    {
        Merit.Spend => voice.Money(threshold.Amount, voice.Definition.Currency),
        Merit.Visits => voice.Visits(threshold.Amount),
        _ => voice.Amount(threshold.Amount, voice.Definition.Unit(threshold.Unit!)!),
    };
}
