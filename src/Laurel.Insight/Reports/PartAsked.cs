using System.Globalization;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>Questions asked of a part of the facts, which is made only where an answer is not kept beside them already.</summary>
internal static class PartAsked
{
    /// <summary>From so many questions on, what they share is counted once before them.</summary>
    private const int Many = 6;

    /// <summary>Null where there is no purchase in the part.</summary>
    public static (Scope Scope, IReadOnlyList<Answer> Answers)? Of(
        FactsFile facts, Scope whole, MeasureOptions options, Place place, IReadOnlyList<Question> questions)
    {
        var slice = options.Slice;
        if (slice.IsAll)
            return Answered(facts, Within(whole, whole, options), questions);
        var name = string.Create(CultureInfo.InvariantCulture, $"scope|{slice.Key}|{place}|{options.Currency}|{whole.AsOf:O}");
        var seq = facts.SettledSeq(whole.Program);
        if (slice.Tier is null && facts.KeptAnswer(whole.Program, name) is { } text && Read(text, whole) is { } kept)
        {
            var scope = Within(kept, whole, options);
            List<Answer?> answers = [.. questions.Select(question => question.AskKept(facts, scope))];
            if (answers.TrueForAll(answer => answer is not null))
                return (scope, [.. answers.OfType<Answer>()]);
        }
        using var part = facts.Only(slice, whole.Program, whole.AsOf, place, questions.Count >= Many);
        if (Scope.Of(part, whole.Program, whole.AsOf, options.Currency) is not { } known)
            return null;
        if (seq is { } settled && slice.Tier is null)
            facts.KeepAnswer(whole.Program, name, whole.AsOf, settled, Write(known));
        return Answered(part, Within(known, whole, options), questions);
    }

    private static (Scope, IReadOnlyList<Answer>) Answered(FactsFile facts, Scope scope, IReadOnlyList<Question> questions) =>
        (scope, [.. questions.Select(question => question.Ask(facts, scope))]);

    /// <summary>People who are in a segment could have come from the beginning of the facts on; a place may have opened later.</summary>
    private static Scope Within(Scope known, Scope whole, MeasureOptions options)
    {
        var slice = options.Slice;
        return known with
        {
            Since = slice is { Segment: not null, Among: null, Location: null, Channel: null } ? whole.Since : known.Since,
            Currency = slice.Segment is null ? known.Currency : whole.Currency,
            Launch = options.Launch,
            Step = options.Step,
            Slice = slice,
            IsSegmentKnown = slice.Segment?.IsKnown(whole.Since, whole.AsOf) ?? true,
        };
    }

    private static string Write(Scope scope) => $"{scope.Since:yyyy-MM-dd}|{scope.Currency}|{scope.HasMembers}";

    private static Scope? Read(string text, Scope whole) => text.Split('|') is [var since, var currency, var members]
        ? whole with
        {
            Since = DateOnly.ParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Currency = currency,
            HasMembers = bool.Parse(members),
        }
        : null;
}
