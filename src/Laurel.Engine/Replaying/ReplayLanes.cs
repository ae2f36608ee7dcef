using System.Collections.Concurrent;

namespace Laurel.Engine.Replaying;

/// <summary>
/// Lanes of members: a command that touches one member only runs in hers, beside the other lanes. What members share (stock, budgets,
/// transfers, invitations) waits until all lanes have come so far, and runs alone. With one lane everything runs in it.
/// </summary>
internal sealed class ReplayLanes
{
    private const int WorthThreads = 64;

    /// <summary>More than one of each thread, so that a thread that is done takes over from one that is held up.</summary>
    private const int LanesOfThread = 16;

    /// <summary>Commands that had to be decoded to know whose they are do not wait in greater numbers.</summary>
    private const int MostDecoded = 1024;
    private readonly Program under;
    private readonly ReplayLane[] lanes;
    private readonly ConcurrentDictionary<Key, Document?> shared = [];
    private readonly KeptPurchases purchases = new();
    private readonly Dictionary<Key, uint> ownerOfPurchase = [];
    private readonly HashSet<string> revived = [];

    public ReplayLanes(Program under, int threads)
    {
        this.under = under;
        var isSplit = threads > 1 && under.Versions.All(rules =>
            rules.SharedLimits.Count == 0 && rules.AtOnce.Count == 0 && !rules.HasPartners && rules.Definition.Referral is null);
        var count = isSplit ? threads * LanesOfThread : 1;
        lanes = [.. Enumerable.Range(0, count).Select(number => new ReplayLane(under, number, count, shared, purchases))];
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

    /// <summary>Runs the rows of a page; what each came to is shown with the number of its lane, and in the order of the rows within it for every owner.</summary>
    /// <param name="see">Who sees it; of one lane at a time.</param>
    /// <exception cref="SharedStateException">A command in a lane asked for what is not its member's.</exception>
    /// <exception cref="ForgottenPurchaseException">A command asked for a purchase that was not marked.</exception>
    public async ValueTask Decide(ReplayPage page, SideBySide threads, SeeingLane see, CancellationToken cancellation)
    {
        var next = 0;
        if (lanes.Length > 1 && page.Rows.Count >= WorthThreads)
        {
            await threads.Run(lanes.Length, HandOut, Run);
            return;
        }
        while (HandOut())
        {
            for (var lane = 0; lane < lanes.Length; lane++)
                Run(lane);
        }

        void Run(int lane) => lanes[lane].Run(page.Rows, see, cancellation);

        // Gives every lane what it can run now; what must run alone runs when nothing waits before it.
        bool HandOut()
        {
            for (var decoded = 0; decoded < MostDecoded && next < page.Rows.Count; next++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (page.Rows.LinesAreDropped(next))
                    throw Dropped(page.Rows.Seq(next));
                if (lanes.Length > 1 && revived.Count == 0 && page.OwnerOf(next) is { } known)
                {
                    Of(known).Add(known, next);
                    continue;
                }
                var command = Wire.DecodeCommand(page.Rows, next);
                if (command is PublishDefinition || (command.NaturalKey is { } key && revived.Contains(key)))
                    continue;
                if (OwnerOf(command, page.Rows.IsRefused(next)) is { } owner)
                {
                    Of(owner).Add(owner, next, command);
                    decoded++;
                }
                else if (IsWaiting)
                    return true;
                else
                    see(lanes.Length, new Replayed(page.Rows, next, command, Alone(command, page.Rows.IsRefused(next))));
            }
            return IsWaiting;
        }
    }

    private bool IsWaiting => lanes.Any(lane => lane.IsWaiting);

    /// <summary>Runs a command with everything in reach, while no lane runs.</summary>
    private Decision Alone(Command command, bool wasRefused)
    {
        var decision = lanes.Length == 1 ? lanes[0].Run(command) : Alone(command);
        // What was refused when it was recorded and is accepted now has used up its natural key.
        if (wasRefused && decision.IsAccepted && command.NaturalKey is { } key)
            revived.Add(key);
        return decision;
    }

    private Decision Alone(Command command)
    {
        var overlay = new Overlay(new JointGround(this));
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

    private ReplayLane Of(MemberId member) => Of(Owner.Of(member.Value));

    private ReplayLane Of(uint owner) => lanes[owner % lanes.Length];

    /// <summary>In whose lane a command runs; null when it must run alone.</summary>
    private uint? OwnerOf(Command command, bool wasRefused)
    {
        if (wasRefused && command.NaturalKey is not null)
            return null;
        if (lanes.Length == 1)
            return 0;
        var name = command switch
        {
            RecordPurchase { Purchase.Codes.Count: 0, Stored.Count: 0 } c when IsOwn(c) =>
                c.Purchase.Member?.Value ?? c.Purchase.Id.Value,
            EnrolMember { Inviter: null } c => c.Member.Value,
            ReserveReward c when IsOwn(c.Reward) => c.Member.Value,
            AdjustUnits or AssignTier or PassTime or Care.ChangeConsent or Care.NoteProfile => command.About?.Value,
            _ => null,
        };
        if (command is Receipts.ClaimReceipt claim)
            ownerOfPurchase.Remove(Key.Purchase(claim.Of));
        if (command is ReturnLines back)
            return ownerOfPurchase.TryGetValue(Key.Purchase(back.Of), out var buyer) ? buyer : null;
        if (name is null)
            return null;
        var owner = Owner.Of(name);
        if (command is RecordPurchase bought && purchases.Marks.Purchases.Contains(Key.Purchase(bought.Purchase.Id)))
            ownerOfPurchase[Key.Purchase(bought.Purchase.Id)] = owner;
        return owner;
    }

    private bool IsOwn(RecordPurchase command)
    {
        foreach (var line in command.Purchase.Lines)
        {
            if (line.Loads is not null)
                return false;
        }
        return command.Rewards.All(r => IsOwn(r.Reward));
    }

    /// <summary>Whether a reward has nothing that members share.</summary>
    private bool IsOwn(string reward) => under.Versions.All(rules => rules.Definition.Reward(reward) is not { } found
        || (found.Stock is null && found.Vouchers.Count == 0 && found.Gives is not (Rewards.Benefits.Donation or Rewards.Benefits.GiftCard)
            && found.Limits.All(l => l.Scope is Earning.LimitScope.Member or Earning.LimitScope.Purchase)));

    private static JournalException Dropped(long seq) =>
        new($"The lines of row {seq} were dropped by a retention rule; it cannot be decided again.", isFatal: false);

    /// <summary>All lanes together.</summary>
    private sealed class JointGround(ReplayLanes all) : Ground
    {
        public override ValueTask Documents(IReadOnlyList<Key> keys, IDictionary<Key, Document?> into)
        {
            foreach (var key in keys)
                into[key] = all.Document(key);
            return ValueTask.CompletedTask;
        }

        public override ValueTask<PurchaseRow?> Purchase(Key key) => ValueTask.FromResult(all.purchases.Find(key));
    }
}
