using Laurel.Merges;

namespace Laurel.Engine.Replaying;

/// <summary>Which purchases a replay may look at again; the others need not stay in memory.</summary>
/// <param name="Purchases">Those of which something comes back, or whose receipt is claimed.</param>
/// <param name="Members">Those one of whose purchases arrived late, or who became one: all of theirs.</param>
internal sealed record ReplayMarks(IReadOnlySet<Key> Purchases, IReadOnlySet<MemberId> Members)
{
    public static readonly ReplayMarks None = new(new HashSet<Key>(), new HashSet<MemberId>());
    private const int PageRows = 50_000;
    private readonly HashSet<uint> ofPurchases = [.. Purchases.Select(key => Owner.Of(key.Id))];

    /// <summary>Late purchases are marked too.</summary>
    public bool HasLate { get; private init; }

    /// <summary>Marks by what looks back itself: returns, claims and merges, which have an index.</summary>
    public static async ValueTask<ReplayMarks> Read(IRows rows, Program under, string program)
    {
        var (purchases, members) = (new HashSet<Key>(), new HashSet<MemberId>());
        for (var page = await rows.LookingBack(program, 1, PageRows); page.Count > 0;)
        {
            foreach (var row in page)
                Mark(Wire.DecodeCommand(row), purchases, members);
            page = await rows.LookingBack(program, page[^1].Seq + 1, PageRows);
        }
        if (under.Versions.Any(Laurel.Deciding.Thresholds.Any))
            await MarkReturning(rows, program, purchases, members);
        return new ReplayMarks(purchases, members);
    }

    /// <summary>Marks everybody as well one of whose purchases arrived late, which every row has to be looked at for.</summary>
    public async ValueTask<ReplayMarks> WithLate(IRows rows, Program under, string program)
    {
        var members = Members.ToHashSet();
        var latest = DateTimeOffset.MinValue;
        var isTogether = under.Versions.Any(Laurel.Tiers.StandingTogether.IsAsked);
        for (var page = await rows.Outline(program, 1, PageRows); page.Count > 0;)
        {
            foreach (var row in page)
            {
                if ((row.Kind == "purchase" && row.At < latest) || (isTogether && row.Kind == "join-household"))
                    Mark(Wire.DecodeCommand((await rows.From(program, row.Seq, 1))[0]), [], members);
                latest = row.At > latest ? row.At : latest;
            }
            page = await rows.Outline(program, page[^1].Seq + 1, PageRows);
        }
        return new ReplayMarks(Purchases, members) { HasLate = true };
    }

    /// <summary>Whether it may be a purchase among those that are marked; seldom so of one that is not.</summary>
    public bool MayBeOf(Glance glance) => ofPurchases.Contains(glance.Id);

    public bool AreOf(RecordPurchase command) => (Purchases.Count > 0 && Purchases.Contains(Key.Purchase(command.Purchase.Id)))
        || (Members.Count > 0 && command.About is { } member && Members.Contains(member));

    /// <summary>Of a member who brought something back, other purchases are looked at where thresholds count.</summary>
    private static async ValueTask MarkReturning(IRows rows, string program, HashSet<Key> purchases, HashSet<MemberId> members)
    {
        foreach (var row in await rows.Find(program, [], [.. purchases.Select(key => key.Text)]))
        {
            if (Wire.DecodeCommand(row).About is { } buyer)
                members.Add(buyer);
        }
    }

    private static void Mark(Command command, HashSet<Key> purchases, HashSet<MemberId> members)
    {
        if (command is ReturnLines back)
            purchases.Add(Key.Purchase(back.Of));
        if (command is Receipts.ClaimReceipt claim)
            purchases.Add(Key.Purchase(claim.Of));
        if (command is MergeMembers merge)
            members.UnionWith([merge.Member, merge.Into]);
        else if (command.About is { } member)
            members.Add(member);
    }
}
