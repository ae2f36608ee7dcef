using Laurel.Engine;
using Laurel.Server.Payments;

namespace Laurel.Server.Clock;

/// <summary>
/// Lets the time of one program pass up to now: what fell due since the last time is booked in the order in which it fell due, each instant
/// once, however long nobody looked.
/// </summary>
internal sealed class DueRound(OpenOrganization organization, string program, IPayments payments, DateTimeOffset now)
{
    public const string Actor = "clock";
    private const int AtOnce = 200;
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(15);
    private readonly DueTable table = new(organization.Journal, program);
    private readonly Renewals renewals = new(organization, program, payments);

    private Program Program => organization.Program(program);

    /// <returns>How many commands it came to.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await KeepUpAsync(stop);
        var booked = 0;
        while (table.By(now, AtOnce) is { Count: > 0 } due)
        {
            var next = new List<OrdinaryWrite>();
            foreach (var (member, at) in due)
            {
                stop.ThrowIfCancellationRequested();
                var (commands, again) = await PassAsync(member, at, stop);
                booked += commands;
                next.Add(table.Set(member, again));
            }
            await organization.Writer.Write(next, stop);
        }
        booked += await new BirthdayRound(organization, program, table, now).RunAsync(stop);
        booked += await new LeaderboardRound(organization, program, now).RunAsync(stop);
        booked += await new SettlementRound(organization, program, now).RunAsync(stop);
        await KeepUpAsync(stop);
        return booked;
    }

    /// <summary>Books what is due for a member at an instant; says when to look again.</summary>
    private async Task<(int Commands, DateTimeOffset? Next)> PassAsync(MemberId id, DateTimeOffset at, CancellationToken stop)
    {
        if (await ReadAsync(id) is not { } member)
            return (0, null);
        if (await renewals.RunAsync(member, at, stop) is not { } renewed)
            return (0, now + Later);
        var pass = new PassTime { Id = new CommandId($"due/{id}/{at.UtcTicks}"), Actor = Actor, At = at, Member = id };
        var hasSomething = await organization.Writer.DryRun(program, pass, stop) is Answer.Decided { Replayed: false, Row: { IsAccepted: true, Events.Count: > 0 } };
        if (hasSomething)
            await organization.SubmitAsync(program, pass, stop);
        return (renewed + (hasSomething ? 1 : 0), await ReadAsync(id) is { } after ? Program.NextDue(after, at) : null);
    }

    private async Task<Member?> ReadAsync(MemberId id) => (await organization.Journal.Read<Member>(program, Key.Member(id))).Document;

    /// <summary>Looks at whom the journal has touched since; at everybody the first time, and after new rules.</summary>
    private async Task KeepUpAsync(CancellationToken stop)
    {
        var head = (await organization.Journal.Heads()).GetValueOrDefault(program);
        var seen = table.Seen;
        if (seen == head)
            return;
        var touched = new HashSet<MemberId>();
        var isNew = seen is null;
        await foreach (var row in organization.Journal.Rows(program, (seen ?? head) + 1, stop))
        {
            isNew |= row is { IsAccepted: true, Command: PublishDefinition };
            touched.UnionWith(row.Events.SelectMany(Evolve.Touched).Select(k => k.AsMember).OfType<MemberId>());
            head = row.Seq;
        }
        if (isNew)
            await EverybodyAsync(stop);
        else
            await LookAsync([.. touched], stop);
        await organization.Writer.Write([table.SeenUpTo(head)], stop);
    }

    private async Task EverybodyAsync(CancellationToken stop)
    {
        var members = await organization.Journal.Members(program, count: AtOnce);
        while (members.Count > 0)
        {
            await LookAsync(members, stop);
            members = await organization.Journal.Members(program, after: members[^1].Value, count: AtOnce);
        }
    }

    private async Task LookAsync(IReadOnlyList<MemberId> members, CancellationToken stop)
    {
        foreach (var some in members.Chunk(AtOnce))
        {
            var (_, documents) = await organization.Journal.Read(program, [.. some.Select(Key.Member)]);
            await organization.Writer.Write(
                [.. documents.Values.OfType<Member>().Select(m => table.Set(m.Id, Program.NextDue(m, DateTimeOffset.MinValue)))], stop);
        }
    }
}
