using Laurel.Challenges;

namespace Laurel.Server.Http;

/// <summary>A challenge as a member sees it: how far she is, what is missing and by when.</summary>
public sealed record ChallengeReply
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>open, met, to-join, not-yet, over or not-for-her.</summary>
    public required string State { get; init; }

    /// <summary>How often she has met it.</summary>
    public required int Met { get; init; }

    /// <summary>What it is about, in words.</summary>
    public required string Text { get; init; }

    /// <summary>How many of the steps are needed.</summary>
    public required int Needs { get; init; }
    public required IReadOnlyList<StepReply> Steps { get; init; }

    /// <summary>The last day on which what is missing helps.</summary>
    public DateOnly? By { get; init; }

    internal static IReadOnlyList<ChallengeReply> Of(MemberNow now, Language language)
    {
        var said = Explaining.PlainLanguage.Of(now.Rules.Definition, language).Sections.FirstOrDefault(s => s.Id == "challenges")?.Sentences ?? [];
        return [.. Progress.Of(now.Rules, now.Member, now.At).Select(p => Of(p, said.First(s => s.About == p.Challenge.Id).Text, language))];
    }

    private static ChallengeReply Of(Progress progress, string text, Language language) => new()
    {
        Id = progress.Challenge.Id,
        Name = progress.Challenge.Name?.In(language) ?? progress.Challenge.Id,
        State = progress.State switch
        {
            ChallengeState.ToJoin => "to-join",
            ChallengeState.NotYet => "not-yet",
            ChallengeState.NotForHer => "not-for-her",
            var state => state.ToString().ToLowerInvariant(),
        },
        Met = progress.Times,
        Text = text,
        Needs = progress.Challenge.Needs,
        Steps = [.. progress.Steps.Select(StepReply.Of)],
        By = progress.By,
    };
}

/// <summary>So much of what a step needs: spend in minor units, items with decimals, everything else a number.</summary>
public sealed record StepReply
{
    public required string Id { get; init; }

    /// <summary>spend, items, activity, visits, categories, products, brands, locations or in-a-row.</summary>
    public required string Counts { get; init; }
    public required decimal Have { get; init; }
    public required decimal Need { get; init; }
    public required decimal Missing { get; init; }

    /// <summary>The categories, products, brands or places that count so far.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    internal static StepReply Of(StepProgress step)
    {
        var scale = step.Step.Counts == Laurel.Challenges.Counts.Items ? ChallengeStep.Millionths : 1m;
        return new StepReply
        {
            Id = step.Step.Id,
            Counts = step.Step.Counts == Laurel.Challenges.Counts.InARow ? "in-a-row" : step.Step.Counts.ToString().ToLowerInvariant(),
            Have = step.Have / scale,
            Need = step.Step.Target / scale,
            Missing = step.Missing / scale,
            Keys = step.Keys,
        };
    }
}

/// <summary>A badge a member has.</summary>
public sealed record BadgeReply(string Id, string Name, DateTimeOffset Since)
{
    internal static IReadOnlyList<BadgeReply> Of(MemberNow now, Language language) =>
    [
        .. now.Member.Badges.DistinctBy(b => b.Badge).Select(b =>
            new BadgeReply(b.Badge, now.Rules.Definition.Badges.FirstOrDefault(d => d.Id == b.Badge)?.Name?.In(language) ?? b.Badge, b.At)),
    ];
}
