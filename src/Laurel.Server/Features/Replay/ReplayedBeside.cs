using Laurel.Engine;
using Laurel.Engine.Replaying;

namespace Laurel.Server.Features.Replay;

/// <summary>What a replay came to, beside what was recorded.</summary>
/// <param name="counts">Whether it is counted what came out differently.</param>
internal sealed class ReplayedBeside(bool counts)
{
    public ReplayOutcome Now { get; } = new();
    public ReplayOutcome Before { get; } = new();

    /// <summary>How many commands came out differently than recorded, where that is counted.</summary>
    public long Differing { get; private set; }

    /// <summary>Replays all there is of a program.</summary>
    /// <param name="reached">Told how far it is: a seq.</param>
    public static async Task<ReplayedBeside> Run(
        JournalReader journal, string program, Program under, bool counts, Action<long> reached, CancellationToken stop)
    {
        var all = new ReplayedBeside(counts);
        var replay = new Laurel.Engine.Replaying.Replay(journal, program, under);
        foreach (var part in await replay.Run(() => new ReplayedBeside(counts), (part, replayed) => part.Add(replayed), reached, stop))
        {
            all.Now.Add(part.Now);
            all.Before.Add(part.Before);
            all.Differing += part.Differing;
        }
        return all;
    }

    private void Add(Replayed replayed)
    {
        Now.Add(replayed.Seq, replayed.Decision);
        Before.Add(replayed.Seq, replayed.Recorded());
        Differing += counts && !replayed.IsAsRecorded ? 1 : 0;
    }
}
