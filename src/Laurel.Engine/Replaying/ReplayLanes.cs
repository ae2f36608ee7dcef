using System.Collections.Concurrent;

namespace Laurel.Engine.Replaying;

/// <summary>
/// Lanes of members: a command that touches one member only runs in hers, beside the other lanes. What members share (stock, budgets,
/// transfers, invitations) runs between them, alone. With one lane everything runs one after the other.
/// </summary>
internal sealed class ReplayLanes
{
    private const int WorthThreads = 64;

    /// <summary>More than one of each thread, so that a thread that is done takes over from one that is held up.</summary>
    private const int LanesOfThread = 16;

    /// <summary>So many rows that follow each other are side by side in memory, and are sooner read together.</summary>
    private const int RowsTogether = 256;
    private readonly Program under;
    private readonly ReplayLane[] lanes;
    private readonly ReplayOwners owners;
    private readonly ConcurrentDictionary<Key, Document?> shared = [];
    private readonly KeptPurchases purchases = new();

    public ReplayLanes(Program under, int threads)
    {
        this.under = under;
        var isSplit = threads > 1 && under.Versions.All(rules =>
            rules.SharedLimits.Count == 0 && rules.AtOnce.Count == 0 && !rules.HasPartners && rules.Definition.Referral is null);
        var count = isSplit ? threads * LanesOfThread : 1;
        lanes = [.. Enumerable.Range(0, count).Select(number => new ReplayLane(under, number, count, shared, purchases))];
        owners = new ReplayOwners(under, purchases, isSplit);
    }

    public IEnumerable<Document> Documents => lanes.SelectMany(l => l.Overlay.All.Values).Concat(shared.Values).OfType<Document>();

    /// <summary>How many there are.</summary>
    public int Count => lanes.Length;

    /// <summary>How many threads can take turns with them.</summary>
    public int Threads => lanes.Length == 1 ? 1 : lanes.Length / LanesOfThread;

    public ReplayMarks Marks => purchases.Marks;

    public void Begin(ReplayMarks marks) => purchases.Marks = marks;

    public Document? Document(Key key)
    {
        if (key.AsMember is { } member)
            return Of(member).Overlay.All.GetValueOrDefault(key);
        foreach (var lane in lanes)
        {
            if (lane.Overlay.All.TryGetValue(key, out var document) && document is not null)
                return document;
        }
        return shared.GetValueOrDefault(key);
    }

    /// <summary>Where what is nobody's runs, which may be anywhere.</summary>
    public ReplayLane At(int place) => lanes[place / RowsTogether % lanes.Length];

    public ReplayLane Of(uint owner) => lanes[owner % lanes.Length];

    public ReplayLane Of(MemberId member) => Of(Owner.Of(member.Value));

    /// <summary>Runs the rows of a page; what each came to is shown with the number of its lane, and in the order of the rows within it for every owner.</summary>
    /// <param name="see">Who sees it; of one lane at a time.</param>
    /// <exception cref="SharedStateException">A command in a lane asked for what is not its member's.</exception>
    /// <exception cref="ForgottenPurchaseException">A command asked for a purchase that was not marked.</exception>
    public async ValueTask Decide(ReplayPage page, SideBySide threads, SeeingLane see, CancellationToken cancellation)
    {
        var turns = new ReplayTurns(this, owners, page, see, cancellation);
        if (page.Rows.Count >= WorthThreads)
        {
            await threads.Run(lanes.Length, turns.HandOut, Run);
            return;
        }
        while (turns.HandOut())
        {
            for (var lane = 0; lane < lanes.Length; lane++)
                Run(lane);
        }

        void Run(int lane) => lanes[lane].Run(page, see, cancellation);
    }

    /// <summary>Runs a command while no lane runs.</summary>
    /// <param name="own">Of whom it may ask; null is everybody.</param>
    public Decision Alone(Command command, MemberId? own = null)
    {
        if (lanes.Length == 1)
            return lanes[0].Run(command);
        var overlay = new Overlay(new JointGround(this, own));
        var decision = Deciding.DecideAtOnce(under, command, overlay);
        if (decision.IsAccepted)
        {
            Key[] changed = [.. overlay.Fresh];
            overlay.Keep();
            foreach (var key in changed)
                Put(key, overlay[key]);
            purchases.Remember(command, decision.Events);
        }
        return decision;
    }

    private void Put(Key key, Document? document)
    {
        var isKnown = false;
        foreach (var lane in lanes)
            isKnown |= lane.Overlay.Replace(key, document);
        if (!isKnown && key.AsMember is { } member)
            Of(member).Overlay.Add(key, document);
        else if (!isKnown)
            shared[key] = document;
    }

    /// <summary>All lanes together, for a command that may ask for one member of them or for everybody.</summary>
    private sealed class JointGround(ReplayLanes all, MemberId? own) : Ground
    {
        public override ValueTask Documents(IReadOnlyList<Key> keys, IDictionary<Key, Document?> into)
        {
            foreach (var key in keys)
            {
                if (own is not null && key.AsMember is { } member && member != own)
                    throw new SharedStateException(key);
                into[key] = all.Document(key);
            }
            return ValueTask.CompletedTask;
        }

        public override ValueTask<PurchaseRow?> Purchase(Key key) => ValueTask.FromResult(all.purchases.Find(key));
    }
}
