using Laurel.Memberships;

namespace Laurel.Engine.Examples;

/// <summary>Fees of memberships as they are paid where an example says so: each at the instant at which it is due.</summary>
internal sealed class DueFees(Clock clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Pays what falls due up to an instant, in the order in which it does. A fee that failed is left alone.</summary>
    /// <param name="scene">Where.</param>
    /// <param name="until">The instant.</param>
    /// <param name="failing">Whose fee of that day is about to fail.</param>
    /// <returns>What it came to.</returns>
    public async Task<IReadOnlyList<MembershipChanged>> Pay(Scene scene, DateTimeOffset until, string? failing)
    {
        var paid = new List<MembershipChanged>();
        var left = new HashSet<string>();
        while (await Next(scene, name => name == failing ? until - Day : until, left) is var (member, due))
        {
            // Without grace it is over at its end: who pays when it is due has paid by then.
            var at = due.Lapses > due.To ? due.To!.Value : due.To!.Value.AddSeconds(-1);
            clock.Learn(at);
            var answer = await scene.Writer.Submit(scene.Program, new RenewMembership
            {
                Id = new CommandId($"fee-{member}-{due.Id}-{due.To:O}"),
                At = at,
                Member = member,
                Plan = due.Plan,
                Actor = "clock",
            });
            if (answer is Answer.Decided { Row: { Refusal: null, Events: var events }, Replayed: false })
                paid.AddRange(events.OfType<MembershipChanged>());
            else
                left.Add(due.Id + member);
        }
        return paid;
    }

    private static async Task<(MemberId Member, HeldMembership Due)?> Next(Scene scene, Func<string, DateTimeOffset> until, HashSet<string> left)
    {
        (MemberId Member, HeldMembership Due)? next = null;
        foreach (var id in scene.Reader.Members.Select(name => new MemberId(name)))
        {
            foreach (var held in (await scene.Member(id))?.Memberships ?? [])
            {
                if (held is { State: MembershipState.Running, Ended: null, To: { } to } && to <= until(id.Value)
                    && !left.Contains(held.Id + id) && !(next?.Due.To <= to))
                    next = (id, held);
            }
        }
        return next;
    }
}
