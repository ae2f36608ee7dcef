namespace Laurel.Engine;

/// <summary>One thing that waits for the loop.</summary>
internal abstract class Work
{
    /// <summary>Ordinary writes that travel with it.</summary>
    public required IReadOnlyList<OrdinaryWrite> Writes { get; init; }

    /// <summary>Nobody waits for it any more.</summary>
    public abstract bool IsAbandoned { get; }

    public abstract void Fail(Exception cause);

    public abstract void Cancel(CancellationToken cancellation);
}

internal sealed class CommandWork(string program, Asked asked) : Work
{
    private readonly TaskCompletionSource<Answer> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Program { get; } = program;
    public Asked Asked { get; } = asked;
    public Command Command => Asked.Command;

    /// <summary>What it needs before it has seen anything, by the program as it stood when its batch began.</summary>
    public IReadOnlyList<Key>? FirstNeeds { get; set; }
    public Task<Answer> Task => source.Task;
    public override bool IsAbandoned => source.Task.IsCompleted;

    public void Answer(Answer answer) => source.TrySetResult(answer);

    public override void Fail(Exception cause) => source.TrySetException(cause);

    public override void Cancel(CancellationToken cancellation) => source.TrySetCanceled(cancellation);
}

internal sealed class WritesWork : Work
{
    private readonly TaskCompletionSource<int> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The command that these writes let out of quarantine.</summary>
    public (string Program, CommandId Command)? Releases { get; init; }
    public Task<int> Task => source.Task;
    public override bool IsAbandoned => source.Task.IsCompleted;

    public void Answer(int changed) => source.TrySetResult(changed);

    public override void Fail(Exception cause) => source.TrySetException(cause);

    public override void Cancel(CancellationToken cancellation) => source.TrySetCanceled(cancellation);
}
