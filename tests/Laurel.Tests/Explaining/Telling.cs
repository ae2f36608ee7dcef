using Laurel.Definitions;

namespace Laurel.Tests.Explaining;

/// <summary>A program without disk: commands in, events out, remembered so that the next command sees them.</summary>
internal sealed class Telling(Program program)
{
    public static readonly MemberId Ada = MemberId.Of("ada");

    private readonly Dictionary<Key, Document?> documents = [];
    private readonly Dictionary<Key, PurchaseRow?> purchases = [];
    private readonly List<Event> events = [];
    private int commands;

    public Program Program { get; private set; } = program;

    public IReadOnlyList<Event> Events => events;

    public static Definition Read(string file) => Parse(File.ReadAllText(
        Path.Combine(SharedFolder.Repository, "tests", "Laurel.Tests", "Explaining", file)));

    public static Definition Parse(string json)
    {
        var reading = DefinitionReader.Read(CanonicalJson.Read(json));
        return reading.Definition ?? throw new InvalidOperationException(string.Join("\n", reading.Problems));
    }

    public static Telling Of(string json) => new(Program.Of(Parse(json)));

    public static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "Z", System.Globalization.CultureInfo.InvariantCulture);

    public CommandId Next() => CommandId.Of($"c{++commands}");

    /// <summary>The events of an accepted command.</summary>
    public IReadOnlyList<Event> Do(Command command)
    {
        var decision = Decide(command);
        if (decision.Refusal is { } refusal)
            throw new InvalidOperationException($"Refused: {refusal.Code}");
        foreach (var happened in decision.Events)
        {
            foreach (var key in Evolve.Touched(happened))
                documents[key] = Evolve.Apply(key, documents.GetValueOrDefault(key), happened);
        }
        if (command is RecordPurchase purchase)
            purchases[Key.Purchase(purchase.Purchase.Id)] = new PurchaseRow(purchase, decision.Events);
        Program = Program.Apply(command, decision.Events);
        events.AddRange(decision.Events);
        return decision.Events;
    }

    public Decision Decide(Command command)
    {
        var seen = new Seen();
        for (var needed = Program.Needs(command, seen); needed.Count > 0; needed = Program.Needs(command, seen))
        {
            foreach (var key in needed)
            {
                if (key.IsRow)
                    seen.Show(key, purchases.GetValueOrDefault(key));
                else
                    seen.Show(key, documents.GetValueOrDefault(key));
            }
        }
        return Program.Decide(command, seen);
    }

    public IReadOnlyList<Event> Enrol(string at, params OpeningLot[] opening) =>
        Do(new EnrolMember { Id = Next(), At = At(at), Member = Ada, Opening = opening });

    public IReadOnlyList<Event> Buy(string id, string at, params Line[] lines) => Do(Basket(id, at, lines));

    public RecordPurchase Basket(string id, string at, params Line[] lines) => new()
    {
        Id = Next(),
        At = At(at),
        Purchase = new Purchase { Id = PurchaseId.Of(id), Member = Ada, At = At(at), Currency = "EUR", Lines = lines },
    };

    public IReadOnlyList<Event> Return(string of, string at, params LineBack[] lines) =>
        Do(new ReturnLines { Id = Next(), At = At(at), Return = ReturnId.Of($"ret-{commands}"), Of = PurchaseId.Of(of), Lines = lines });

    public IReadOnlyList<Event> Redeem(string reward, string at, string id, bool atOnce = true, string? until = null) =>
        Do(new ReserveReward
        {
            Id = Next(),
            At = At(at),
            Redemption = RedemptionId.Of(id),
            Member = Ada,
            Reward = reward,
            AtOnce = atOnce,
            Until = until is null ? null : At(until),
        });

    public IReadOnlyList<Event> Adjust(string unit, long amount, string reason, string at) =>
        Do(new AdjustUnits { Id = Next(), At = At(at), Member = Ada, Unit = unit, Amount = amount, Reason = reason });

    public IReadOnlyList<Event> Cancel(string id, string reason, string at) =>
        Do(new CancelRedemption { Id = Next(), At = At(at), Redemption = RedemptionId.Of(id), Reason = reason });

    public IReadOnlyList<Event> Release(string id, string at) =>
        Do(new ReleaseRedemption { Id = Next(), At = At(at), Redemption = RedemptionId.Of(id) });

    public IReadOnlyList<Event> Assign(string? tier, string reason, string at) =>
        Do(new AssignTier { Id = Next(), At = At(at), Member = Ada, Tier = tier, Reason = reason });

    public IReadOnlyList<Event> Bring(string unit, long earned, long redeemed, string at) =>
        Do(new BringHistory { Id = Next(), At = At(at), Member = Ada, Unit = unit, Earned = earned, Redeemed = redeemed, Row = at });

    public IReadOnlyList<Event> Switch(Accounts.AccountState state, string reason, string at) =>
        Do(new Accounts.SwitchAccount { Id = Next(), At = At(at), Member = Ada, State = state, Reason = reason });

    public IReadOnlyList<Event> Pass(string at) => Do(new PassTime { Id = Next(), At = At(at), Member = Ada });

    public static Line Line(
        string sku, long cents, decimal quantity = 1, string? category = null, string? label = null, decimal? cost = null) => new()
        {
            Number = 1,
            Sku = sku,
            UnitPrice = cents,
            Quantity = quantity,
            Category = category,
            Labels = label is null ? [] : [label],
            UnitCost = cost,
        };
}
