using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>
/// Members whom steps name and nobody introduces: they begin with nothing. Who is expected to be unknown, enrols in a step, or is
/// a gift card that a purchase makes, stays unknown.
/// </summary>
internal static class Newcomers
{
    private static readonly string[] Keys = ["member", "into", "inviter"];

    /// <summary>The given members and, after them, those that steps only name.</summary>
    public static Mapping Beside(Mapping given, IEnumerable<Mapping> steps)
    {
        var all = steps.SelectMany(Inner).ToArray();
        var known = given.Pairs.SelectMany(p => StepReader.Names(p.Key))
            .Concat(all.Where(s => Verb(s) == "enrol").SelectMany(s => Names(s, ["member"])))
            .Concat(all.Where(s => Said(s).Any(c => c is "unknown-member" or "unknown-inviter")).SelectMany(s => Names(s, [.. Keys, "for", "from", "to"])))
            .Select(n => StepReader.Member(n).Value)
            .ToHashSet();
        var cards = all.SelectMany(Loaded).ToHashSet();
        var named = all.SelectMany(s => Named(s, cards)).Select(n => StepReader.Member(n).Value).Where(n => !known.Contains(n)).Distinct().ToArray();
        return named.Length == 0 ? given : new Mapping([.. given.Pairs, .. named.Select(n => new Pair(n, given.Line, new Mapping([], given.Line)))], given.Line);
    }

    private static IEnumerable<Mapping> Inner(Mapping step) => step["steps"] is Sequence list ? list.Items.OfType<Mapping>().SelectMany(Inner).Prepend(step) : [step];

    private static string? Verb(Mapping step) => (step["do"] as Scalar)?.Text;

    /// <summary>To look at somebody, or to let time pass for her, introduces nobody: it may be a card that a purchase makes.</summary>
    private static IEnumerable<string> Named(Mapping step, HashSet<string> cards) => Verb(step) switch
    {
        "look" or "look back" or "pass time" => [],
        "transfer" => Names(step, ["from", "to"]).Where(n => !cards.Contains(n)),
        _ => Names(step, [.. Keys, "for"]),
    };

    private static IEnumerable<string> Names(Mapping step, string[] keys) => keys.SelectMany(k => step[k] switch
    {
        Scalar name => StepReader.Names(name.Text),
        Sequence list when k == "for" => list.Items.OfType<Scalar>().SelectMany(n => StepReader.Names(n.Text)),
        _ => [],
    });

    private static IEnumerable<string> Loaded(Mapping step) => step["lines"] is Sequence lines
        ? lines.Items.OfType<Mapping>().Select(l => l["loads"]).OfType<Scalar>().Select(n => n.Text)
        : [];

    private static IEnumerable<string> Said(Mapping step) => step["refused"] switch
    {
        Scalar code => [code.Text],
        Mapping codes => codes.Pairs.Select(p => p.Key),
        _ => [],
    };
}
