using Laurel.Games;
using Laurel.Prizes;

namespace Laurel.Server.Http;

/// <summary>A game as a member sees it: how often she can play, what can happen and how likely.</summary>
public sealed record GameReply
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>wheel, scratch-card or quiz.</summary>
    public required string Kind { get; init; }

    /// <summary>The rules in words.</summary>
    public required string Text { get; init; }

    /// <summary>How often she can play now.</summary>
    public required int PlaysLeft { get; init; }

    /// <summary>The first instant at which the play that ends first can no longer be played.</summary>
    public DateTimeOffset? Until { get; init; }
    public required IReadOnlyList<OddsReply> Odds { get; init; }

    /// <summary>The questions of a quiz; which answers are right is told to nobody.</summary>
    public required IReadOnlyList<QuestionReply> Questions { get; init; }

    internal static IReadOnlyList<GameReply> Of(MemberNow now, Language language)
    {
        var said = Explaining.PlainLanguage.Of(now.Rules.Definition, language).Sections.FirstOrDefault(s => s.Id == "games")?.Sentences ?? [];
        return [.. now.Rules.Definition.Games.Select(g => Of(g, now, said.First(s => s.About == g.Id).Text, language))];
    }

    private static GameReply Of(Game game, MemberNow now, string text, Language language) => new()
    {
        Id = game.Id,
        Name = game.Name?.In(language) ?? game.Id,
        Kind = game.Kind == GameKind.ScratchCard ? "scratch-card" : game.Kind.ToString().ToLowerInvariant(),
        Text = text,
        PlaysLeft = Plays.Left(now.Rules, game, now.Member, now.At),
        Until = now.Member.Tickets.Where(t => t.Game == game.Id && !t.IsOver(now.At)).Min(t => t.Until),
        Odds = OddsReply.Of(game),
        Questions = [.. (game.Quiz?.Questions ?? []).Select(q => new QuestionReply(
            q.Id, q.Ask.In(language), q.Choices.ToDictionary(c => c.Key, c => c.Value.In(language))))],
    };
}

/// <summary>What can happen, and how likely, in percent; no prize is nothing.</summary>
public sealed record OddsReply(PrizeReply? Prize, decimal Percent)
{
    internal static IReadOnlyList<OddsReply> Of(Game game) =>
        [.. game.Odds.Select(o => new OddsReply(o.Prize is { } prize ? PrizeReply.Of(prize) : null, o.Share * 100))];
}

/// <summary>Units in their smallest part, or a reward.</summary>
public sealed record PrizeReply(long Amount, string? Unit, string? Reward)
{
    internal static PrizeReply Of(Prize prize) => new(prize.Amount, prize.Unit, prize.Reward);
}

/// <summary>A question and its choices by id.</summary>
public sealed record QuestionReply(string Id, string Ask, IReadOnlyDictionary<string, string> Choices);
