using System.Threading.Channels;
using Laurel.Engine.Sqlite;

namespace Laurel.Engine;

/// <summary>
/// The writer of one organization's file: decides commands in the order in which they come, and answers when they are on disk.
/// Safe for any number of callers; a file has one writer at a time.
/// </summary>
public sealed class Writer : IAsyncDisposable
{
    private readonly WriterOptions options;
    private readonly Channel<Work> queue;
    private readonly WriterLoop loop;
    private readonly Task<Exception?> running;
    private volatile bool isClosed;

    private Writer(WriterOptions options, Channel<Work> queue, WriterLoop loop)
    {
        this.options = options;
        this.queue = queue;
        this.loop = loop;
        running = Begin();
        Reader = new JournalReader(loop);
    }

    /// <summary>The journal as it stands on disk, for reading.</summary>
    public JournalReader Reader { get; }

    /// <summary>The programs of the file as they stand on disk, by id.</summary>
    public IReadOnlyDictionary<string, Program> Programs => loop.Programs;

    /// <summary>How many transactions it has committed since it was opened: under load each holds many commands.</summary>
    public long Commits => loop.Commits;

    /// <summary>
    /// Ends when the writer has: with null in order, with the fault that forbids to go on otherwise. A host should then end the
    /// process, and start again from what is on disk.
    /// </summary>
    public Task<Exception?> Stopped => running;

    /// <summary>Opens a file, making it if it is not there.</summary>
    /// <exception cref="JournalException">The file is damaged, is newer than this version, or has a writer already.</exception>
    public static Task<Writer> Open(string path, WriterOptions? options = null)
    {
        options ??= new WriterOptions();
        return Open(() => ValueTask.FromResult<IJournal>(SqliteJournal.Open(path, options.Migrations)), options);
    }

    internal static async Task<Writer> Open(Func<ValueTask<IJournal>> journal, WriterOptions options)
    {
        var queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(options.LargestQueue)
        {
            SingleReader = true,
            // All that follows is that the loop's thread is told; by way of the pool it would be told late.
            AllowSynchronousContinuations = true,
        });
        var loop = new WriterLoop(queue.Reader, journal, options);
        await loop.Load();
        return new Writer(options, queue, loop);
    }

    /// <summary>
    /// Decides a command, durably and once: the same id or natural key again gives the first answer. Rows travel with it: they are
    /// written in its transaction if it is accepted now.
    /// </summary>
    /// <exception cref="WriteRefusedException">A row was refused; then the command was not decided either.</exception>
    /// <exception cref="WriterStoppedException">The outcome is unknown; ask again with the same id.</exception>
    public Task<Answer> Submit(
        string program, Command command, IReadOnlyList<OrdinaryWrite>? rows = null, CancellationToken cancellation = default)
    {
        var work = new CommandWork(program, Asked.Of(command)) { Writes = rows ?? [] };
        return Wait(work, cancellation)
            ? Answered(work, work.Task, cancellation)
            : Task.FromResult<Answer>(new Answer.Busy(options.RetryAfter));
    }

    /// <summary>Writes ordinary rows, durably, all or none.</summary>
    /// <returns>How many rows they changed.</returns>
    /// <exception cref="WriteRefusedException">A constraint refused one, or one that must change a row changed none.</exception>
    /// <exception cref="WriterBusyException">Too much is waiting.</exception>
    public Task<int> Write(IReadOnlyList<OrdinaryWrite> rows, CancellationToken cancellation = default) =>
        Write(new WritesWork { Writes = rows }, cancellation);

    /// <summary>What a command would come to now: the same path without the append. Its row has seq 0.</summary>
    public async Task<Answer> DryRun(string program, Command command, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!Programs.TryGetValue(program, out var known) && command is not PublishDefinition)
            return new Answer.NoProgram(program);
        await using var snapshot = await loop.Snapshot();
        return await Rehearsal.Answer(snapshot.Rows, known ?? Laurel.Program.Empty(program), Asked.Of(command), options.Time.GetUtcNow());
    }

    /// <summary>Lets a command out of quarantine: it will be attempted again when it is submitted again.</summary>
    /// <exception cref="WriterBusyException">Too much is waiting.</exception>
    public Task Release(string program, CommandId command) =>
        Write(new WritesWork { Writes = [Quarantined.Release(program, command)], Releases = (program, command) }, default);

    /// <summary>Takes no more, decides what waits, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await running;
    }

    private Task<int> Write(WritesWork work, CancellationToken cancellation) =>
        Wait(work, cancellation) ? Answered(work, work.Task, cancellation) : throw new WriterBusyException(options.RetryAfter);

    private void Close()
    {
        isClosed = true;
        queue.Writer.TryComplete();
    }

    private bool Wait(Work work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (queue.Writer.TryWrite(work))
            return true;
        return isClosed ? throw new WriterStoppedException("The writer has stopped.") : false;
    }

    private static Task<T> Answered<T>(Work work, Task<T> answer, CancellationToken cancellation) =>
        cancellation.CanBeCanceled ? Awaited(work, answer, cancellation) : answer;

    /// <summary>Who gives up waiting is not answered; what the loop has taken by then is decided all the same.</summary>
    private static async Task<T> Awaited<T>(Work work, Task<T> answer, CancellationToken cancellation)
    {
        await using var registration = cancellation.UnsafeRegister((state, token) => ((Work)state!).Cancel(token), work);
        return await answer;
    }

    private Task<Exception?> Begin()
    {
        var (deciding, appending) = (new OwnThread("Laurel writer"), new OwnThread("Laurel disk"));
        var ended = deciding.Run(() => Run(appending));
        ended.ContinueWith(
            _ =>
            {
                deciding.End();
                appending.End();
            },
            TaskScheduler.Default);
        return ended;
    }

    private async Task<Exception?> Run(OwnThread appending)
    {
        Exception? end;
        try
        {
            end = await loop.Run(appending);
        }
        catch (Exception e)
        {
            end = e;
        }
        Close();
        while (queue.Reader.TryRead(out var work))
            work.Fail(new WriterStoppedException("The writer has stopped.", end));
        return end;
    }
}
