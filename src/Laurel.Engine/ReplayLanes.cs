using System.Collections.Concurrent;

namespace Laurel.Engine;

/// <summary>
/// Lanes of members: a command that touches one member only runs in hers, beside the other lanes. What members share (stock, budgets,
/// transfers, invitations) waits until all lanes have come so far, and runs alone. With one lane everything runs in it.
/// </summary>
internal sealed class ReplayLanes
{
    private const int WorthThreads = 64;

    /// <summary>More than one of each thread, so that a thread that is done takes over from one that is held up.</summary>
    private const int LanesOfThread = 4;
    private readonly Program under;
    private readonly ReplayLane[] lanes;
    private readonly ConcurrentDictionary<Key, Document?> shared = [];
    private readonly KeptPurchases purchases = new();
    private readonly Dictionary<Key, int> laneOfPurchase = [];
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

    /// <summary>What each row came to, in order; null where it is left out.</summary>
    /// <exception cref="SharedStateException">A command in a lane asked for what is not its member's.</exception>
    /// <exception cref="ForgottenPurchaseException">A command asked for a purchase that was not marked.</exception>
    public async ValueTask<Replayed?[]> Decide(IReadOnlyList<RecordedRow> rows, SideBySide threads, CancellationToken cancellation)
    {
        var (commands, results, next) = (new Command[rows.Count], new Replayed?[rows.Count], 0);
        if (lanes.Length > 1 && rows.Count >= WorthThreads)
        {
            await threads.Run(lanes.Length, part => Decode(rows, commands, Start(part), Start(part + 1)), HandOut, lane => lanes[lane].Run(rows, results));
            return results;
        }
        Decode(rows, commands, 0, rows.Count);
        while (HandOut())
        {
            foreach (var lane in lanes)
                lane.Run(rows, results);
        }
        return results;

        int Start(int part) => rows.Count * part / lanes.Length;

        // Gives every lane what it can run now; what must run alone runs when nothing waits before it.
        bool HandOut()
        {
            for (; next < results.Length; next++)
            {
                cancellation.ThrowIfCancellationRequested();
                var (command, row) = (commands[next], rows[next]);
                if (command is PublishDefinition || (revived.Count > 0 && command.NaturalKey is { } key && revived.Contains(key)))
                    continue;
                Require(row);
                if (Lane(command, row) is { } lane)
                    lane.Waiting.Add((next, command));
                else if (IsWaiting)
                    return true;
                else
                    results[next] = Alone(command, row);
            }
            return IsWaiting;
        }
    }

    private bool IsWaiting => lanes.Any(lane => lane.Waiting.Count > 0);

    /// <summary>Runs a command with everything in reach, while no lane runs.</summary>
    private Replayed Alone(Command command, RecordedRow row)
    {
        if (lanes.Length == 1)
        {
            lanes[0].Waiting.Add((0, command));
            var result = new Replayed?[1];
            lanes[0].Run([row], result);
            Revive(command, row, result[0]!.Decision);
            return result[0]!;
        }
        var overlay = new Overlay(new JointGround(this));
        var decision = Deciding.DecideAtOnce(under, command, overlay);
        if (decision.IsAccepted)
        {
            Key[] changed = [.. overlay.Fresh];
            overlay.Keep(command, decision.Events);
            foreach (var key in changed)
                Put(key, overlay[key]);
            purchases.Remember(command, decision.Events);
        }
        Revive(command, row, decision);
        return new Replayed(row.Seq, command, decision) { Row = row };
    }

    /// <summary>What was refused when it was recorded and is accepted now has used up its natural key.</summary>
    private void Revive(Command command, RecordedRow row, Decision decision)
    {
        if (row.Refusal is not null && decision.IsAccepted && command.NaturalKey is { } key)
            revived.Add(key);
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

    private ReplayLane Of(MemberId member) => lanes[ReplayLane.Of(member.Value, lanes.Length)];

    /// <summary>In whose lane a command runs; null when it must run alone.</summary>
    private ReplayLane? Lane(Command command, RecordedRow row)
    {
        if (row.Refusal is not null && command.NaturalKey is not null)
            return null;
        if (lanes.Length == 1)
            return lanes[0];
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
            laneOfPurchase.Remove(Key.Purchase(claim.Of));
        if (command is ReturnLines back)
            return laneOfPurchase.TryGetValue(Key.Purchase(back.Of), out var lane) ? lanes[lane] : null;
        if (name is null)
            return null;
        var number = ReplayLane.Of(name, lanes.Length);
        if (command is RecordPurchase bought && purchases.Marks.Purchases.Contains(Key.Purchase(bought.Purchase.Id)))
            laneOfPurchase[Key.Purchase(bought.Purchase.Id)] = number;
        return lanes[number];
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

    private static void Decode(IReadOnlyList<RecordedRow> rows, Command[] into, int from, int to)
    {
        for (var i = from; i < to; i++)
            into[i] = Wire.DecodeCommand(rows[i]);
    }

    private static void Require(RecordedRow row)
    {
        if (row.LinesAreDropped)
        {
            throw new JournalException(
                $"The lines of row {row.Seq} were dropped by a retention rule; it cannot be decided again.", isFatal: false);
        }
    }

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
