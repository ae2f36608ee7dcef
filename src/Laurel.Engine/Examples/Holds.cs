namespace Laurel.Engine.Examples;

/// <summary>What others hold until an instant is free from then on, as the server's clock sees to it.</summary>
internal sealed class Holds
{
    private readonly List<(Scene Scene, MemberId Member, DateTimeOffset Until)> timed = [];

    public Task LetGo(Command command) => LetGo(command.At, command.About);

    /// <summary>What is over by an instant, but for what somebody holds who sees to it herself.</summary>
    public async Task LetGo(DateTimeOffset at, MemberId? about = null)
    {
        foreach (var hold in timed.Where(h => h.Until <= at && h.Member != about).ToArray())
        {
            timed.Remove(hold);
            await hold.Scene.Writer.Submit(hold.Scene.Program, new PassTime
            {
                Id = new CommandId($"clock-{hold.Member}-{hold.Until:O}"),
                At = hold.Until,
                Member = hold.Member,
                Actor = "clock",
            });
        }
    }

    public void Note(Scene scene, Answer answer)
    {
        if (answer is Answer.Decided { Replayed: false } decided)
            timed.AddRange(decided.Row.Events.OfType<RedemptionReserved>().Where(r => r.Until is not null).Select(r => (scene, r.Member, r.Until!.Value)));
    }
}
