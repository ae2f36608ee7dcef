using Laurel.Engine;
using Laurel.Insight.Facts;

namespace Laurel.Server;

/// <summary>The facts of one organization, brought up to the journal whenever they are asked for.</summary>
internal sealed class OrganizationFacts(string path, JournalReader journal) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
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
