using Laurel.Challenges;
using Laurel.Prizes;

namespace Laurel.Explaining.Phrases;

/// <summary>Steps of challenges and prizes in words.</summary>
internal static class ChallengePhrases
{
    /// <summary>buy in 3 categories; come 4 weeks in a row, missing at most 1</summary>
    public static string Say(this Voice voice, ChallengeStep step)
    {
        if (step.Text is { } text)
            return voice.In(text);
        var said = voice.Counted(step, step.Target);
        var grace = step.Grace > 0 ? [voice.Phrase("step.grace", ("n", step.Grace))] : Array.Empty<string>();
        return string.Join(", ", [said, .. grace, .. voice.Terms(step)]);
    }

    public static string Say(this Voice voice, Prize prize) =>
        prize.Unit is { } unit ? voice.Amount(prize.Amount, voice.Definition.Unit(unit)!) : voice.Reward(prize.Reward!);

    /// <summary>What counts, where not everything does.</summary>
    public static string[] Terms(this Voice voice, ChallengeStep step) => [.. Told(voice, step)];

    private static IEnumerable<string> Told(Voice voice, ChallengeStep step)
    {
        if (voice.Say(step.Lines) is { } lines)
            yield return lines;
        foreach (var condition in step.When)
            yield return voice.Say(condition);
    }

    private static string Counted(this Voice voice, ChallengeStep step, long number) => step.Counts switch
    {
        Counts.Spend => voice.Phrase("step.spend", ("money", voice.Money(number, voice.Definition.Currency))),
        Counts.Items => voice.Phrase("step.items", ("items", voice.Items((decimal)number / ChallengeStep.Millionths))),
        Counts.Visits => voice.Phrase("step.visits", ("visits", voice.Visits(number))),
        Counts.Activity => voice.Phrase("step.activity", ("what", voice.Quote(step.Activity!)), ("n", number)),
        Counts.Units => voice.Phrase("step.units", ("amount", voice.Amount(number, voice.Definition.Unit(step.Unit!)!))),
        Counts.InARow => voice.Phrase("step.row." + step.Every!.Value.ToString().ToLowerInvariant(), ("n", number)),
        _ => voice.Phrase("step." + step.Counts.ToString().ToLowerInvariant(), ("n", number)),
    };
}
