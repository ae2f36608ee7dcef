using Laurel.Engine;
using Laurel.Engine.Replaying;

namespace Laurel.Tests.Engine.Replaying;

/// <summary>All of a replay at once, where a test wants to look at it in order.</summary>
internal static class ReplayInOrder
{
    /// <summary>What every command came to, in the order of the journal.</summary>
    public static async Task<IReadOnlyList<Outcome>> All(this Replay replay)
    {
        var parts = await replay.Run(() => new List<Outcome>(), (part, r) => part.Add(new Outcome(r.Seq, r.Decision, r.Recorded(), r.IsAsRecorded)));
        return [.. parts.SelectMany(part => part).OrderBy(outcome => outcome.Seq)];
    }

    internal sealed record Outcome(long Seq, Decision Decision, Decision Recorded, bool IsAsRecorded);
}
