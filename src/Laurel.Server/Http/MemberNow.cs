using Laurel.Engine;
using Laurel.Households;

namespace Laurel.Server.Http;

/// <summary>A member as she stands at an instant: what fell due since her last booking is counted, without being booked.</summary>
internal sealed class MemberNow
{
    private readonly JournalReader journal;
    private readonly Program program;
    private readonly Seen seen;

    private MemberNow(JournalReader journal, Program program, Seen seen, Member member, long seq, DateTimeOffset at)
    {
        (this.journal, this.program, this.seen, Member, Seq, At) = (journal, program, seen, member, seq, at);
        Rules = program.At(at) ?? throw new InvalidOperationException($"Program {program.Id} has a member but no definition.");
    }

    public Member Member { get; }

    /// <summary>Who spends together with her, as they stand.</summary>
    public IReadOnlyList<Member> Household { get; private set; } = [];

    public long Seq { get; }

    public DateTimeOffset At { get; }

    public Rules Rules { get; }

    /// <summary>The member at an instant; null when the program has no such member.</summary>
    public static async Task<MemberNow?> FindAsync(OpenOrganization organization, string program, MemberId id, DateTimeOffset at)
    {
        var read = await organization.Journal.Read<Member>(program, Key.Member(id));
        if (read.Document is not { } booked)
            return null;
        if (booked.MergedInto is { } into)
            return await FindAsync(organization, program, into, at);
        var pass = new PassTime { Id = new CommandId("now"), Member = id, At = at };
        var seen = new Seen();
        seen.Show(Key.Member(id), booked);
        var known = organization.Program(program);
        var decision = await DecideAsync(organization.Journal, known, pass, seen);
        Document? member = booked;
        foreach (var happened in decision.Events.Where(e => Evolve.Touched(e).Contains(Key.Member(id))))
            member = Evolve.Apply(Key.Member(id), member, happened);
        var now = new MemberNow(organization.Journal, known, seen, (Member)member!, read.Seq, at);
        now.Household = await now.OthersAsync();
        return now;
    }

    /// <summary>What the rest of her household has of a unit that it spends together; null where it does not.</summary>
    public long? Shared(string unit) => Household.Count > 0 && Rules.Definition.Household?.Pools.Contains(unit) == true
        ? Household.Sum(other => Math.Max(0, other.Balance(unit, At).Available))
        : null;

    private async Task<IReadOnlyList<Member>> OthersAsync()
    {
        if (Member.Household is not { } id || (await journal.Read<Household>(program.Id, Key.Household(id))).Document is not { } household)
            return [];
        var (_, documents) = await journal.Read(program.Id, [.. household.Members.Where(m => m != Member.Id).Select(Key.Member)]);
        return [.. documents.Values.OfType<Member>().Select(m => m.Until < At ? program.AsOf(m, At) : m)];
    }

    /// <summary>What a redemption would come to: nothing is booked.</summary>
    public Task<Decision> TryAsync(string reward, decimal quantity = 1, long? units = null) =>
        DecideAsync(journal, program, Wanted(reward, quantity, units), seen);

    /// <summary>All that keeps her from a reward that was tried.</summary>
    public IReadOnlyList<Refusal> Missing(string reward, decimal quantity = 1, long? units = null) =>
        program.Missing(Wanted(reward, quantity, units), seen);

    private ReserveReward Wanted(string reward, decimal quantity, long? units) => new()
    {
        Id = new CommandId("now"),
        At = At,
        Redemption = new RedemptionId("now"),
        Member = Member.Id,
        Reward = reward,
        Quantity = quantity,
        Units = units,
    };

    private static async Task<Decision> DecideAsync(JournalReader journal, Program program, Command command, Seen seen)
    {
        for (var needs = program.Needs(command, seen); needs.Count > 0; needs = program.Needs(command, seen))
        {
            var (_, documents) = await journal.Read(program.Id, [.. needs.Where(k => !k.IsRow)]);
            foreach (var key in needs)
            {
                if (key.IsRow)
                    seen.Show(key, await journal.Find(program.Id, key) is { Command: RecordPurchase purchase } row ? new PurchaseRow(purchase, row.Events) : null);
                else
                    seen.Show(key, documents.GetValueOrDefault(key));
            }
        }
        return program.Decide(command, seen);
    }
}
