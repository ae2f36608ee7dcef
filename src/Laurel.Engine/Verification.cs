namespace Laurel.Engine;

/// <summary>Something that is not as it must be, and where.</summary>
/// <param name="Seq">The row it is about, where it is about one.</param>
/// <param name="Key">The document it is about, where it is about one.</param>
public sealed record Finding(string Program, long? Seq, Key? Key, string What)
{
    public override string ToString() =>
        $"{Program}{(Seq is { } seq ? $", row {seq}" : "")}{(Key is { } key ? $", document {key}" : "")}: {What}";
}

/// <summary>What a verification looked at and what it found.</summary>
public sealed record VerificationReport
{
    /// <summary>After so many findings no more are noted.</summary>
    public const int LargestFindings = 1000;

    public required long Rows { get; init; }

    /// <summary>Rows decided again. Those whose line detail was dropped can only be folded and checked.</summary>
    public required long Decided { get; init; }
    public required long Documents { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }
    public bool IsSound => Findings.Count == 0;
}

/// <summary>How far a verification has come in a program.</summary>
public sealed record VerificationProgress(string Program, long Seq, long Of);

/// <summary>
/// Rebuilds every document from the journal and compares it with the stored one, decides every command again and compares the
/// events, and checks chain, numbering, uniqueness, the invariants, and that nothing came from nowhere.
/// </summary>
public sealed class Verification
{
    private const int PageRows = 1000;
    private readonly List<Finding> findings = [];
    private long rows;
    private long decided;
    private long documents;

    private Verification()
    {
    }

    /// <summary>Verifies one program of a file, or all of them, as they stand when it begins.</summary>
    public static async Task<VerificationReport> Run(
        JournalReader reader,
        string? program = null,
        IProgress<VerificationProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var verification = new Verification();
        await using var snapshot = await reader.Access.Snapshot();
        foreach (var head in await snapshot.Rows.Heads())
        {
            if (program is null || head.Program == program)
                await verification.Verify(snapshot.Rows, head, progress, cancellation);
        }
        return new VerificationReport
        {
            Rows = verification.rows,
            Decided = verification.decided,
            Documents = verification.documents,
            Findings = verification.findings,
        };
    }

    private async Task Verify(IRows journal, Head head, IProgress<VerificationProgress>? progress, CancellationToken cancellation)
    {
        var check = new RowCheck(journal, head.Program, Find);
        try
        {
            for (var page = await journal.From(head.Program, 1, PageRows); page.Count > 0;)
            {
                foreach (var row in page)
                {
                    cancellation.ThrowIfCancellationRequested();
                    await check.Check(row);
                }
                rows += page.Count;
                progress?.Report(new VerificationProgress(head.Program, page[^1].Seq, head.Seq));
                page = await journal.From(head.Program, page[^1].Seq + 1, PageRows);
            }
            decided += check.Decided;
            check.End(head);
            await new DocumentCheck(head.Program, check.Documents, Find).Check(journal, cancellation);
            documents += check.Documents.Count(document => document.Value is not null);
        }
        catch (JournalException e)
        {
            Find(new Finding(head.Program, null, null, e.Message));
        }
    }

    private void Find(Finding finding)
    {
        if (findings.Count < VerificationReport.LargestFindings)
            findings.Add(finding);
    }
}
