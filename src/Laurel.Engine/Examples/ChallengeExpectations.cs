using Laurel.Challenges;
using Laurel.Definitions;
using Laurel.Games;

namespace Laurel.Engine.Examples;

/// <summary>Which challenges a step meets or undoes, and how far a member is.</summary>
internal sealed class ChallengeExpectations(Comparison compare, Program program)
{
    private static readonly (ChallengeState State, string Word)[] States =
    [
        (ChallengeState.Open, "open"), (ChallengeState.Met, "met"), (ChallengeState.ToJoin, "to join"), (ChallengeState.NotYet, "not yet"),
        (ChallengeState.Over, "over"), (ChallengeState.NotForHer, "not for her"),
    ];

    public static void Check(Comparison compare, JournalRow row)
    {
        var moves = row.Events.OfType<ChallengeMoved>().ToArray();
        compare.Counts("meets", moves.Where(m => m.Change == ChallengeChange.Met).Select(m => m.Challenge));
        compare.Counts("undoes", moves.Where(m => m.Change == ChallengeChange.Undone).Select(m => m.Challenge));
    }

    /// <summary>wins: 50 beans, given: 20 beans, right: yes, tries left: 1</summary>
    public static void CheckPlay(Comparison compare, JournalRow row)
    {
        var played = row.Events.OfType<GamePlayed>().SingleOrDefault();
        compare.Prizes("wins", (played?.Won ?? []).Select(p => p.Reward ?? Amount(compare, p.Unit!, p.Amount)).DefaultIfEmpty("nothing"));
        compare.Prizes("given", (played?.Gifts ?? []).Where(g => g.Amount > 0 || g.Redemption is not null)
            .Select(g => g.Reward ?? Amount(compare, g.Unit!, g.Amount)).DefaultIfEmpty("nothing"));
        compare.Text("right", played?.IsRight == true ? "yes" : "no");
        compare.Number("tries left", played?.TriesLeft ?? 0);
    }

    private static string Amount(Comparison compare, string unit, long amount) => $"{compare.Plain(unit, amount)} {unit}";

    /// <summary>badges: [explorer], challenges: {explorer: {state: open, met: 0, have: {1: 2 of 3}, missing: {1: 1}, by: 2026-03-31}}</summary>
    public void Check(Member? member, DateTimeOffset at)
    {
        compare.Texts("badges", (member?.Badges.Select(b => b.Badge).Distinct() ?? []).DefaultIfEmpty("nothing"));
        if (member is not null)
            compare.Each("challenges", (id, n) => Check(member, id, n, at));
        if (member is not null && program.At(at) is { } rules)
            compare.Each("plays", (id, n) => compare.Same($"plays {id}", compare.Plain(n),
                rules.Definition.Game(id) is { } game ? $"{Plays.Left(rules, game, member, at)}" : "no such game"));
    }

    private void Check(Member member, string id, Node expected, DateTimeOffset at)
    {
        var inner = compare.Under(new Fields(expected, compare.Fields.Problems), $"challenge {id}");
        if (program.At(at) is not { } rules || rules.Definition.Challenge(id) is not { } challenge)
        {
            inner.Fail("there is no such challenge");
            return;
        }
        var progress = Progress.Of(rules, member, challenge, at);
        inner.Text("state", States.First(s => s.State == progress.State).Word);
        inner.Number("met", progress.Times);
        inner.Text("by", progress.By?.ToString("O") ?? "nothing");
        inner.Each("have", (step, n) => CheckStep(inner, progress, step, n, s => $"{Plain(s.Step, s.Have)} of {Plain(s.Step, s.Step.Target)}"));
        inner.Each("missing", (step, n) => CheckStep(inner, progress, step, n, s => Plain(s.Step, s.Missing)));
        inner.Fields.End();
    }

    private static void CheckStep(Comparison inner, Progress progress, string step, Node expected, Func<StepProgress, string> found) =>
        inner.Same(step, Fields.Scalar(expected).Text, progress.Steps.FirstOrDefault(s => s.Step.Id == step) is { } known ? found(known) : "nothing");

    /// <summary>Money and items as they are written, everything else as a number.</summary>
    private string Plain(ChallengeStep step, long amount) => step.Counts switch
    {
        Counts.Spend => compare.Definition.Currency.Plain(amount),
        Counts.Items => $"{(decimal)amount / ChallengeStep.Millionths:0.######}",
        _ => $"{amount}",
    };
}
