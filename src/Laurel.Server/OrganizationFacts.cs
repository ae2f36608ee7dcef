using System.Collections.Concurrent;
using Laurel.Engine;
using Laurel.Insight.Facts;

namespace Laurel.Server;

/// <summary>The facts of one organization, brought up to the journal whenever they are asked for.</summary>
internal sealed class OrganizationFacts(string path, JournalReader journal) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    private const int MostKept = 300;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, object? Answer)> kept = new(StringComparer.Ordinal);
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

    /// <summary>
    /// Asks one question at a time of facts that are up to date. An answer is kept for half a minute under its name, so that a page that
    /// many look at costs one of them.
    /// </summary>
    /// <param name="keptFor">How long instead, for what costs more than a moment.</param>
    public async Task<T> Ask<T>(
        string name, Func<FactsFile, T> question, TimeProvider clock, TimeSpan? keptFor = null, CancellationToken cancellation = default)
    {
        if (kept.TryGetValue(name, out var known) && clock.GetUtcNow() < known.Until)
            return (T)known.Answer!;
        var facts = await UpToDate(null, cancellation);
        await gate.WaitAsync(cancellation);
        try
        {
            var answer = await Task.Run(() => question(facts), cancellation);
            if (kept.Count >= MostKept)
                kept.Clear();
            kept[name] = (clock.GetUtcNow() + (keptFor ?? Kept), answer);
            return answer;
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

    /// <summary>Facts of a newer form are made again from the journal.</summary>
    private FactsFile Open()
    {
        try
        {
            return FactsFile.Open(path);
        }
        catch (FactsFormatException)
        {
            File.Delete(path);
            return FactsFile.Open(path);
        }
    }
}
