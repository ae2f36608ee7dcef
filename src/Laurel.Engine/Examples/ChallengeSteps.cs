using Laurel.Challenges;
using Laurel.Definitions;
using Laurel.Games;
using Laurel.Gatherings;

namespace Laurel.Engine.Examples;

/// <summary>Steps about what members join and play.</summary>
internal static class ChallengeSteps
{
    public const string Verbs = "join | leave | play | close leaderboard | standings";

    /// <summary>The command of a step; null when it is about something else.</summary>
    public static Command? Read(string verb, Fields fields, DateTimeOffset at, MemberId member, string play) => verb switch
    {
        "join" or "leave" => new TakePart
        {
            Id = default,
            At = at,
            Member = member,
            What = fields.Text("what") ?? "",
            Leave = verb == "leave",
            Team = fields.Text("team"),
            ByName = fields.Choice("by name", false, ("yes", true), ("no", false)),
            Traits = BasketReader.Traits(fields),
        },
        "close leaderboard" => new CloseLeaderboard
        {
            Id = default,
            At = at,
            Leaderboard = fields.Text("leaderboard") ?? "",
            Day = fields.Require("day", DateOnly.MinValue, n => new Phrase(n).Date()),
        },
        "play" => new PlayGame
        {
            Id = default,
            At = at,
            Member = member,
            Game = fields.Text("game") ?? "",
            Play = new(play),
            Answers = fields.Read("answers", new Dictionary<string, string>(), n => (n as Mapping ?? throw Fields.Malformed(n, "mapping-expected"))
                .Pairs.ToDictionary(p => p.Key, p => Fields.Scalar(p.Value).Text)),
            Traits = BasketReader.Traits(fields),
        },
        _ => null,
    };
}
