using Laurel.Challenges;
using Laurel.Gatherings;

namespace Laurel.Explaining.Phrases;

/// <summary>Leaderboards and clubs in words.</summary>
internal static class GatheringPhrases
{
    public static string NameOf(this Voice voice, Gathering gathering) =>
        gathering.Name is { } name ? voice.In(name) : Voice.Capital(Voice.Readable(gathering.Id));

    /// <summary>per month; over the whole program</summary>
    public static string WindowOf(this Voice voice, Gathering gathering) =>
        voice.Phrase("window." + (gathering.Per?.ToString().ToLowerInvariant() ?? "program"));

    /// <summary>visits; beans earned</summary>
    public static string CountsOf(this Voice voice, ChallengeStep step) => voice.Phrase("counts-of." + step.Counts.ToString().ToLowerInvariant(),
        ("units", step.Unit is { } unit ? voice.Definition.Unit(unit)!.Name.For(2, voice.Language) : ""), ("what", voice.Quote(step.Activity ?? "")));

    /// <summary>12 visits; €120.00; 34 beans</summary>
    public static string Score(this Voice voice, ChallengeStep step, long score) => step.Counts switch
    {
        Counts.Spend => voice.Money(score, voice.Definition.Currency),
        Counts.Items => voice.Items((decimal)score / ChallengeStep.Millionths).ToString()!,
        Counts.Visits => voice.Visits(score),
        Counts.Units when voice.Definition.Unit(step.Unit!) is { } unit => voice.Amount(score, unit),
        _ => voice.Number(score),
    };
}
