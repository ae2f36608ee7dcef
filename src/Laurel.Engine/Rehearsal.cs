namespace Laurel.Engine;

/// <summary>A dry run: all that a command would come to, and no append.</summary>
internal static class Rehearsal
{
    public static async ValueTask<Answer> Answer(IRows rows, Program program, Asked asked, DateTimeOffset now)
    {
        var command = asked.Command;
        IReadOnlyCollection<string> keys = command.NaturalKey is { } key ? [key] : [];
        if (await rows.Find(program.Id, [command.Id.Value], keys) is [var known, ..])
            return Again(known, asked);
        var decision = await Deciding.Decide(program, command, new Overlay(new JournalGround(rows, program.Id)));
        return new Answer.Decided(Row(program.Id, command, decision, now), Replayed: false);
    }

    private static Answer Again(StoredRow known, Asked asked) => asked.Differences(known) switch
    {
        [] => new Answer.Decided(Wire.Decode(known), Replayed: true),
        var fields => new Answer.Conflict(Wire.Decode(known), fields),
    };

    private static JournalRow Row(string program, Command command, Decision decision, DateTimeOffset now) => new()
    {
        Program = program,
        Seq = 0,
        Command = command,
        Events = decision.Events,
        Refusal = decision.Refusal,
        RecordedAt = now,
    };
}
