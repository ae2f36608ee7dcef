namespace Laurel.Deciding;

/// <summary>Several commands as one: each is decided on what those before it left, and one refusal is the refusal of all.</summary>
internal static class Batching
{
    public static Decision Decide(Program program, RunBatch batch, Seen seen)
    {
        var events = new List<Event>();
        var now = seen.Copy();
        for (var i = 0; i < batch.Commands.Count; i++)
        {
            if (batch.Commands[i] is not (TransferUnits or AdjustUnits or ReinstateUnits or ExtendUnits))
                return Refusal.NotInBatch(i + 1);
            var item = batch.Commands[i] with { Id = new CommandId($"{batch.Id}/{i + 1}"), At = batch.At, Actor = batch.Actor };
            var decision = program.Decide(item, now);
            if (decision.Refusal is { } refusal)
                return refusal.InBatch(i + 1);
            events.AddRange(decision.Events);
            now.See(decision.Events);
        }
        return Decision.Accept(events);
    }
}
