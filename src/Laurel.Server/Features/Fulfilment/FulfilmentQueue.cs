using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Features.Fulfilment;

/// <summary>A reward on its way to a member.</summary>
public sealed record Parcel(RedemptionId Redemption, MemberId Member, string Reward, Stage Stage, DateTimeOffset Since);

/// <summary>What was ordered and where it is, kept in a table that follows the journal and is brought up to it whenever it is asked.</summary>
internal sealed class FulfilmentQueue(OpenOrganization organization, string program)
{
    /// <summary>The stages of things that are on their way, in their order.</summary>
    public static readonly IReadOnlyList<Stage> Stages = [Stage.Ordered, Stage.Shipped, Stage.Delivered, Stage.Collected];

    /// <summary>What is at one of some stages: the longest waiting first of what is still to do, the latest first of what is done.</summary>
    public async Task<IReadOnlyList<Parcel>> AtAsync(IReadOnlyList<Stage> stages, int count, CancellationToken stop)
    {
        await KeepUpAsync(stop);
        var isDone = stages.All(s => s is Stage.Delivered or Stage.Collected);
        using var connection = organization.Journal.Connect();
        return connection.All(
            r => new Parcel(new RedemptionId(r.GetString(0)), new MemberId(r.GetString(1)), r.GetString(2), Enum.Parse<Stage>(r.GetString(3)), r.Instant(4)),
            $"""
            SELECT redemption, member, reward, stage, since FROM fulfilments WHERE program = $1 AND stage IN ($2, $3)
            ORDER BY since {(isDone ? "DESC" : "ASC")}, redemption LIMIT $4
            """, program, $"{stages[0]}", $"{stages[^1]}", count);
    }

    /// <summary>How many are at each stage.</summary>
    public IReadOnlyDictionary<Stage, int> Count()
    {
        using var connection = organization.Journal.Connect();
        return connection.All(r => (Stage: Enum.Parse<Stage>(r.GetString(0)), Count: r.GetInt32(1)),
            "SELECT stage, count(*) FROM fulfilments WHERE program = $1 GROUP BY stage", program).ToDictionary(c => c.Stage, c => c.Count);
    }

    private async Task KeepUpAsync(CancellationToken stop)
    {
        var writes = new List<OrdinaryWrite>();
        var seen = Seen();
        var last = seen;
        await foreach (var row in organization.Journal.Rows(program, seen + 1, stop))
        {
            writes.AddRange(row.Events.Select(Write).OfType<OrdinaryWrite>());
            last = row.Seq;
        }
        if (last > seen)
            await organization.Writer.Write([.. writes, SeenUpTo(last)], stop);
    }

    private long Seen()
    {
        using var connection = organization.Journal.Connect();
        return connection.One<long>("SELECT seq FROM fulfilments_seen WHERE program = $1", program);
    }

    private OrdinaryWrite? Write(Event happened) => happened switch
    {
        FulfilmentChanged e when Stages.Contains(e.Stage) => new("""
            INSERT INTO fulfilments (program, redemption, member, reward, stage, since) VALUES (@program, @redemption, @member, @reward, @stage, @since)
            ON CONFLICT (program, redemption) DO UPDATE SET stage = excluded.stage, since = excluded.since
            """,
            ("@program", program), ("@redemption", e.Redemption.Value), ("@member", e.Member.Value), ("@reward", e.Reward), ("@stage", $"{e.Stage}"),
            ("@since", e.At.Text())),
        RedemptionCancelled e => new("DELETE FROM fulfilments WHERE program = @program AND redemption = @redemption",
            ("@program", program), ("@redemption", e.Redemption.Value)),
        _ => null,
    };

    private OrdinaryWrite SeenUpTo(long seq) => new(
        "INSERT INTO fulfilments_seen (program, seq) VALUES (@program, @seq) ON CONFLICT (program) DO UPDATE SET seq = excluded.seq",
        ("@program", program), ("@seq", seq));
}
