namespace Laurel.Engine;

/// <summary>
/// The one way in which a command is decided, live, dry, in replay and in verification: show what it needs, decide, fold the events
/// into the overlay, check the invariants. The overlay is left with the command's changes, to be kept or dropped.
/// </summary>
internal static class Deciding
{
    private const int LargestRounds = 8;

    /// <param name="first">What the command needs before it has seen anything, where that was asked already.</param>
    public static async ValueTask<Decision> Decide(Program program, Command command, Overlay overlay, IReadOnlyList<Key>? first = null)
    {
        var decision = program.Decide(command, await Look(program, command, overlay, first));
        if (!decision.IsAccepted && decision.Events.Count > 0)
            throw new InvariantBrokenException("A refusal has events", $"{program.Id}, command {command.Id}");
        for (var i = 0; i < decision.Events.Count; i++)
            await Fold(decision.Events[i], overlay, new Place(program.Id, command.Id), decision.Booked);
        return decision;
    }

    /// <summary>The same over a ground that has everything in memory: nothing is waited for.</summary>
    public static Decision DecideAtOnce(Program program, Command command, Overlay overlay)
    {
        var decided = Decide(program, command, overlay);
        return decided.IsCompleted ? decided.Result : throw new InvalidOperationException("Something below the overlay is waited for.");
    }

    /// <summary>Folds an event into the overlay.</summary>
    public static ValueTask Fold(Event happened, Overlay overlay, Place place, Ledger? booked = null)
    {
        Invariants.Check(happened, place);
        var keys = Evolve.Touched(happened);
        return keys.Count == 0 ? ValueTask.CompletedTask : Fold(keys, happened, overlay, place, booked);
    }

    private static async ValueTask Fold(IReadOnlyList<Key> keys, Event happened, Overlay overlay, Place place, Ledger? booked)
    {
        await overlay.Need(keys);
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[i];
            var before = overlay[key];
            var after = booked?.After(before, happened) ?? Evolve.Apply(key, before, happened);
            Invariants.Check(happened, before, after, place);
            if (!ReferenceEquals(after, before))
                overlay.Put(key, after);
        }
    }

    private static async ValueTask<Seen> Look(Program program, Command command, Overlay overlay, IReadOnlyList<Key>? first)
    {
        var seen = new Seen();
        for (var round = 0; round <= LargestRounds; round++)
        {
            var missing = first ?? program.Needs(command, seen);
            first = null;
            if (missing.Count == 0)
                return seen;
            await overlay.Need(missing);
            for (var i = 0; i < missing.Count; i++)
                overlay.Show(missing[i], seen);
        }
        throw new InvalidOperationException($"The decision still asks for more after {LargestRounds} rounds.");
    }
}

/// <summary>Where an invariant was broken.</summary>
internal readonly record struct Place(string Program, CommandId Command)
{
    public override string ToString() => $"{Program}, command {Command}";
}
