namespace Laurel.Games;

/// <summary>How often members can play.</summary>
public static class Plays
{
    /// <summary>How often a member can play now: the rights she has, or what the present stretch of calendar gives.</summary>
    public static int Left(Rules rules, Game game, Member member, DateTimeOffset at) => game.For == PlayFor.Stretch
        ? Math.Max(0, game.Plays - (int)member.Used(Counter(game, rules.Calendar.Day(at))))
        : member.Tickets.Count(t => t.Game == game.Id && !t.IsOver(at));

    /// <summary>How often the play that a stretch gives has been answered wrongly; it is used up with the last try.</summary>
    internal static string Tried(Game game, DateOnly day) => $"{Counters.OfMember}tries:{game.Id}:0:{Counters.Since(game.Stretch, day)}";

    internal static string Counter(Game game, DateOnly day) => $"{Counters.OfMember}plays:{game.Id}:0:{Counters.Since(game.Stretch, day)}";
}
