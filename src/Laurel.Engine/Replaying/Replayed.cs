namespace Laurel.Engine.Replaying;

/// <summary>A recorded command, and what it comes to under the program of a replay. It is looked at while it is seen; its parts can be kept.</summary>
public readonly ref struct Replayed
{
    private readonly RowBlock rows;
    private readonly int place;

    internal Replayed(RowBlock rows, int place, Command command, Decision decision) =>
        (this.rows, this.place, Command, Decision) = (rows, place, command, decision);

    public long Seq => rows.Seq(place);
    public Command Command { get; }
    public Decision Decision { get; }

    /// <summary>Whether it came out as it was recorded, event for event.</summary>
    public bool IsAsRecorded => Engine.Recorded.Is(rows[place], Decision);

    /// <summary>What it came to when it was recorded.</summary>
    public Decision Recorded() => rows.IsRefused(place)
        ? new([], Wire.DecodeRefusal(rows[place]))
        : new(Wire.DecodeEvents(rows, place), null);
}

/// <summary>Adds what a command came to to a part of all that is seen of a replay.</summary>
public delegate void Seeing<in T>(T part, Replayed replayed);
