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

    /// <summary>What it is going to run, with the places of the results.</summary>
    public List<(int Place, Command Command)> Waiting { get; } = [];

    public static int Of(string name, int lanes) => lanes == 1 ? 0 : (int)(unchecked((uint)name.GetHashCode(StringComparison.Ordinal)) % (uint)lanes);

    public void Run(IReadOnlyList<RecordedRow> rows, Replayed?[] results)
    {
        foreach (var (place, command) in Waiting)
        {
            var decision = Deciding.DecideAtOnce(under, command, Overlay);
            if (decision.IsAccepted)
            {
                Overlay.Keep(command, decision.Events);
                Overlay.ForgetPurchases();
                purchases.Remember(command, decision.Events);
            }
            results[place] = new Replayed(rows[place].Seq, command, decision) { Row = rows[place] };
        }
        Waiting.Clear();
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
