using System.Collections.Concurrent;

namespace Laurel.Engine;

/// <summary>A command of a lane asked for a document that is not its member's.</summary>
internal sealed class SharedStateException(Key key) : Exception($"{key} is not the lane's own.");

/// <summary>Some of the members of a replay, with their documents.</summary>
internal sealed class ReplayLane
{
    private readonly Program under;
    private readonly KeptPurchases purchases;

    public ReplayLane(Program under, int number, int count, ConcurrentDictionary<Key, Document?> shared, KeptPurchases purchases)
    {
        (this.under, this.purchases) = (under, purchases);
        Overlay = new Overlay(new LaneGround(number, count, shared, purchases));
    }

    public Overlay Overlay { get; }

    /// <summary>What it is going to run: places in a page.</summary>
    public List<int> Waiting { get; private set; } = [];

    /// <summary>When it has run all that it was given.</summary>
    public Task Through { get; private set; } = Task.CompletedTask;

    public static int Of(string name, int lanes) => lanes == 1 ? 0 : (int)(unchecked((uint)name.GetHashCode(StringComparison.Ordinal)) % (uint)lanes);

    /// <summary>Runs what waits after what it was given before.</summary>
    /// <param name="isAside">While the caller goes on.</param>
    public void Run(RecordedPage page, Replayed?[] results, bool isAside)
    {
        if (Waiting.Count == 0)
            return;
        var (before, places) = (Through, Waiting);
        Waiting = [];
        Through = isAside ? Task.Run(() => Run(before, page, places, results)) : Run(before, page, places, results);
    }

    public async ValueTask<Replayed> Run(Command command, RecordedRow row)
    {
        var decision = await Deciding.Decide(under, command, Overlay);
        if (decision.IsAccepted)
        {
            Overlay.Keep(command, decision.Events);
            Overlay.ForgetPurchases();
            purchases.Remember(command, decision.Events);
        }
        return new Replayed(row.Seq, command, decision) { Row = row };
    }

    private async Task Run(Task before, RecordedPage page, List<int> places, Replayed?[] results)
    {
        await before;
        foreach (var place in places)
            results[place] = await Run(page.Commands[place], page.Rows[place]);
    }

    /// <summary>Nothing but what the replay itself decided, and of that only what is the lane's own.</summary>
    private sealed class LaneGround(int number, int count, ConcurrentDictionary<Key, Document?> shared, KeptPurchases purchases) : Ground
    {
        public override ValueTask Documents(IReadOnlyList<Key> keys, IDictionary<Key, Document?> into)
        {
            foreach (var key in keys)
            {
                if (count > 1 && !IsOwn(key))
                    throw new SharedStateException(key);
                into[key] = shared.TryRemove(key, out var document) ? document : null;
            }
            return ValueTask.CompletedTask;
        }

        public override ValueTask<PurchaseRow?> Purchase(Key key) => ValueTask.FromResult(purchases.Find(key));

        private bool IsOwn(Key key) => key.AsMember is { } member
            ? Of(member.Value, count) == number
            : key.Kind is KeyKind.Returned or KeyKind.Redemption;
    }
}
