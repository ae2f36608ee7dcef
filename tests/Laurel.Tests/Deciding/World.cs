using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;
using Shouldly;

namespace Laurel.Tests.Deciding;

/// <summary>A program in memory: each command is decided and folded, and every invariant is checked on the way. No journal.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<Key, Document?> documents = [];
    private readonly Dictionary<Key, PurchaseRow> purchases = [];
    private int count;

    /// <param name="definition">The YAML of the definition below its head.</param>
    /// <param name="zone">The time zone of the program.</param>
    public World(string definition = "units: {point: {}}\nearning: {spend: {give: 1 point per 1.00 EUR}}", string zone = "UTC")
    {
        Definition = $"program: world\nzone: {zone}\ncurrency: EUR\n{definition}";
        Program = Program.Empty("world");
        Publish(Definition, DateTimeOffset.UnixEpoch).Refusal.ShouldBeNull();
    }

    public string Definition { get; }

    public Program Program { get; private set; }

    /// <summary>All events so far.</summary>
    public List<Event> Accepted { get; } = [];

    public IReadOnlyDictionary<Key, Document?> Documents => documents;

    public Decision Publish(string yaml, DateTimeOffset from)
    {
        var canonical = CanonicalJson.Write(Yaml.ReadOne(yaml).Document!);
        return Do(new PublishDefinition { Id = Next("publish"), At = from, From = from, Definition = canonical });
    }

    /// <summary>Decides a command and keeps what came of it.</summary>
    public Decision Do(Command command)
    {
        var decision = Program.Decide(command, Look(command));
        if (!decision.IsAccepted)
        {
            decision.Events.ShouldBeEmpty();
            return decision;
        }
        foreach (var happened in decision.Events)
            Fold(happened, new Place("world", command.Id));
        Program = Program.Apply(command, decision.Events);
        Accepted.AddRange(decision.Events);
        if (command is RecordPurchase purchase)
            purchases[Key.Purchase(purchase.Purchase.Id)] = new PurchaseRow(purchase, decision.Events);
        return decision;
    }

    /// <summary>Decides a command that must be accepted.</summary>
    public IReadOnlyList<Event> Accept(Command command)
    {
        var decision = Do(command);
        decision.Refusal.ShouldBeNull();
        return decision.Events;
    }

    /// <summary>The code of the refusal of a command that must be refused.</summary>
    public string Refuse(Command command) => Do(command).Refusal.ShouldNotBeNull().Code;

    public Member Member(string id = "ada") => (Member)documents[Key.Member(new(id))]!;

    public long Tally(string name) => ((Tally?)documents.GetValueOrDefault(Key.Tally(name)))?.Amount ?? 0;

    public long Balance(string unit = "point", string member = "ada") => Member(member).Account(unit).Booked;

    public IReadOnlyList<Event> Enrol(string member = "ada", DateTimeOffset? at = null, params OpeningLot[] opening) =>
        Accept(new EnrolMember { Id = Next("enrol"), At = at ?? Noon.AddDays(-30), Member = new(member), Opening = opening });

    public RecordPurchase Buy(string id, DateTimeOffset at, params Line[] lines) => new()
    {
        Id = Next("buy"),
        At = at,
        Purchase = new Purchase { Id = new(id), Member = new("ada"), At = at, Currency = "EUR", Lines = lines },
    };

    public ReturnLines Return(string of, DateTimeOffset at, params LineBack[] lines) =>
        new() { Id = Next("return"), At = at, Return = new($"r{count}"), Of = new(of), Lines = lines };

    public ReserveReward Reserve(string reward, DateTimeOffset at, string id, DateTimeOffset? until = null) =>
        new() { Id = Next("reserve"), At = at, Redemption = new(id), Member = new("ada"), Reward = reward, Until = until };

    public ReserveReward Redeem(string reward, DateTimeOffset at, decimal quantity = 1, string? id = null) =>
        Reserve(reward, at, id ?? $"x{count}") with { AtOnce = true, Quantity = quantity };

    public AdjustUnits Adjust(long amount, DateTimeOffset at, string unit = "point") =>
        new() { Id = Next("adjust"), At = at, Member = new("ada"), Unit = unit, Amount = amount, Reason = "goodwill" };

    public PassTime Pass(DateTimeOffset at) => new() { Id = Next("pass"), At = at, Member = new("ada") };

    public static Line Line(decimal cents, decimal quantity = 1, string sku = "A", int number = 1) =>
        new() { Number = number, Sku = sku, UnitPrice = cents, Quantity = quantity };

    public CommandId Next(string what) => new($"{what}-{++count}");

    private Seen Look(Command command)
    {
        var seen = new Seen();
        for (var missing = Program.Needs(command, seen); missing.Count > 0; missing = Program.Needs(command, seen))
        {
            foreach (var key in missing)
            {
                if (key.IsRow)
                    seen.Show(key, purchases.GetValueOrDefault(key));
                else
                    seen.Show(key, documents.GetValueOrDefault(key));
            }
        }
        return seen;
    }

    private void Fold(Event happened, Place place)
    {
        Invariants.Check(happened, place);
        foreach (var key in Evolve.Touched(happened).Distinct())
        {
            var before = documents.GetValueOrDefault(key);
            var after = Evolve.Apply(key, before, happened);
            Invariants.Check(happened, before, after, place);
            documents[key] = after;
        }
    }
}
