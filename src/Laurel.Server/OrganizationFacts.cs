using System.Collections.Concurrent;
using Laurel.Engine;
using Laurel.Insight.Facts;

namespace Laurel.Server;

/// <summary>What is asked of facts: the program, the first day that is not seen, and a name that says the rest.</summary>
internal sealed record FactsQuestion(string Program, DateOnly AsOf, string Name);

/// <summary>
/// The facts of one organization, brought up to the journal whenever they are asked for. An answer is kept until something is recorded
/// of a day before its as-of day; purchases of today, which it does not see, leave it alone.
/// </summary>
internal sealed class OrganizationFacts(string path, JournalReader journal) : IDisposable
{
    /// <summary>For so long an answer is given again without looking whether it still holds.</summary>
    private static readonly TimeSpan Unasked = TimeSpan.FromSeconds(30);
    private const int MostKept = 300;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentDictionary<FactsQuestion, Kept> kept = new();
    private FactsFile? file;

    /// <summary>Facts that hold everything the journal holds now.</summary>
    public async Task<FactsFile> UpToDate(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            file ??= Open();
            await new FactsFeed(journal, file).CatchUp(progress, cancellation);
            return file;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Asks one question at a time of facts that are up to date.</summary>
    public async Task<T> Ask<T>(FactsQuestion asked, Func<FactsFile, T> question, TimeProvider clock, CancellationToken cancellation = default)
    {
        if (kept.TryGetValue(asked, out var known) && clock.GetUtcNow() - known.At < Unasked)
            return (T)known.Answer!;
        var facts = await UpToDate(null, cancellation);
        if (kept.TryGetValue(asked, out known) && known.Holds)
        {
            kept[asked] = known with { At = clock.GetUtcNow() };
            return (T)known.Answer!;
        }
        await gate.WaitAsync(cancellation);
        try
        {
            var answer = await Task.Run(() => question(facts), cancellation);
            if (kept.Count >= MostKept)
                kept.Clear();
            kept[asked] = new Kept(clock.GetUtcNow(), answer, Holds: true);
            return answer;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Looks something up that nobody asks for again.</summary>
    public async Task<T> Look<T>(Func<FactsFile, T> question, CancellationToken cancellation)
    {
        var facts = await UpToDate(null, cancellation);
        await gate.WaitAsync(cancellation);
        try
        {
            return question(facts);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        file?.Dispose();
        gate.Dispose();
    }

    private void Forget(string program, DateOnly firstDay)
    {
        foreach (var (asked, answer) in kept)
        {
            if (asked.Program == program && asked.AsOf > firstDay)
                kept[asked] = answer with { Holds = false };
        }
    }

    private FactsFile Open()
    {
        var opened = FactsFile.Open(path);
        opened.Touched = Forget;
        return opened;
    }

    private sealed record Kept(DateTimeOffset At, object? Answer, bool Holds);
}
