using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Laurel.Engine.Replaying;

/// <summary>A command of a lane asked for a document that is not its member's.</summary>
internal sealed class SharedStateException(Key key) : Exception($"{key} is not the lane's own.");

/// <summary>Sees what a command of a lane came to.</summary>
internal delegate void SeeingLane(int lane, Replayed replayed);

/// <summary>Some of the members of a replay, with their documents.</summary>
internal sealed class ReplayLane
{
    private readonly Program under;
    private readonly KeptPurchases purchases;

    /// <summary>What it is going to run: whose it is, and its place among the rows.</summary>
    private readonly List<ulong> order = [];

    public ReplayLane(Program under, int number, int count, ConcurrentDictionary<Key, Document?> shared, KeptPurchases purchases)
    {
        (this.under, Number, this.purchases) = (under, number, purchases);
        Overlay = new Overlay(new LaneGround(number, count, shared, purchases));
    }

    /// <summary>Which of the lanes it is, and which part of what is seen is of its members.</summary>
    public int Number { get; }

    public Overlay Overlay { get; }

    /// <summary>It is going to run a row.</summary>
    public void Add(uint owner, int place) => order.Add(((ulong)owner << 32) | (uint)place);

    /// <summary>Runs what waits, one owner after the other: what is known of her is close at hand, and what becomes of it is soon gone.</summary>
    public void Run(ReplayPage page, SeeingLane see, CancellationToken cancellation)
    {
        CollectionsMarshal.AsSpan(order).Sort();
        foreach (var next in order)
        {
            cancellation.ThrowIfCancellationRequested();
            var place = (int)(next & uint.MaxValue);
            var command = page.CommandOf(place);
            see(Number, new Replayed(page.Rows, place, command, Run(command)));
        }
        order.Clear();
    }

    public Decision Run(Command command)
    {
        var decision = Deciding.DecideAtOnce(under, command, Overlay);
        if (decision.IsAccepted)
        {
            Overlay.Keep();
            purchases.Remember(command, decision.Events);
        }
        Overlay.ForgetPurchases();
        return decision;
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
            ? Owner.Of(member.Value) % count == number
            : key.Kind is KeyKind.Returned or KeyKind.Redemption;
    }
}
