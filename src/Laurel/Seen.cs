namespace Laurel;

/// <summary>What a decision has been shown: documents and purchases by key, and the keys that name nothing.</summary>
public sealed class Seen
{
    /// <summary>Most decisions look at one thing, or at none.</summary>
    private const int Least = 1;

    /// <summary>And few at more than two or three: those are found sooner one by one.</summary>
    private const int Few = 8;

    private readonly List<(Key Key, object? Thing)> shown = [];
    private Dictionary<Key, int>? places;

    public bool Has(Key key) => Place(key) >= 0;

    public void Show(Key key, Document? document) => Put(key, document);

    public void Show(Key key, PurchaseRow? row) => Put(key, row);

    /// <summary>The same, to be changed apart.</summary>
    internal Seen Copy()
    {
        var copy = new Seen();
        foreach (var (key, thing) in shown)
            copy.Put(key, thing);
        return copy;
    }

    /// <summary>The same after some events: every document that was shown is what they make of it.</summary>
    internal Seen After(IEnumerable<Event> events)
    {
        var after = Copy();
        after.See(events);
        return after;
    }

    internal void See(IEnumerable<Event> events)
    {
        foreach (var happened in events)
        {
            foreach (var key in Evolve.Touched(happened).Distinct().Where(Has))
                Show(key, Evolve.Apply(key, Document(key), happened));
        }
    }

    /// <summary>The members that were shown.</summary>
    internal IEnumerable<Member> Members => shown.Select(s => s.Thing).OfType<Member>();

    /// <summary>The households that were shown.</summary>
    internal IEnumerable<Households.Household> KnownHouseholds => shown.Select(s => s.Thing).OfType<Households.Household>();

    /// <summary>The account in which a member goes on: her own, or that of the one she was merged into.</summary>
    public Member? Member(MemberId id) => Own(id) is { MergedInto: { } into } ? Own(into) : Own(id);

    /// <summary>A member's own document.</summary>
    public Member? Own(MemberId id) => (Member?)Find(Key.Member(id));

    public Households.Household? Household(HouseholdId id) => (Households.Household?)Find(Key.Household(id));

    public Returned? Returned(PurchaseId id) => (Returned?)Find(Key.Returned(id));

    public Redemption? Redemption(RedemptionId id) => (Redemption?)Find(Key.Redemption(id));

    public Coupons.Coupon? Coupon(CouponId id) => (Coupons.Coupon?)Find(Key.Coupon(id));

    public Games.Epoch? Epoch(string id) => (Games.Epoch?)Find(Key.Epoch(id));

    public Gatherings.Standings? Standings(Key key) => (Gatherings.Standings?)Find(key);

    public Gatherings.Roster? Roster(string what, string? team) => (Gatherings.Roster?)Find(Key.Roster(what, team));

    /// <summary>A purchase; one whose receipt was claimed is that of who claimed it, where what happened to it since is shown too.</summary>
    public PurchaseRow? Purchase(PurchaseId id) => (PurchaseRow?)Find(Key.Purchase(id)) is { } row
        ? Returned(id) is { Claim.Count: > 0 } claimed ? row.Claimed(claimed.Claim) : row
        : null;

    public long Tally(string name) => Kept(name)?.Amount ?? 0;

    /// <summary>What is counted in each day of a counter of any so many days in a row.</summary>
    internal IReadOnlyList<Use> Days(string counter) => Kept(counter)?.Days ?? [];

    private Tally? Kept(string counter) => (Tally?)Find(Key.Tally(counter));

    internal Document? Document(Key key) => (Document?)Find(key);

    private object? Find(Key key) => Place(key) is >= 0 and var place ? shown[place].Thing : null;

    private void Put(Key key, object? thing)
    {
        var place = Place(key);
        if (place >= 0)
        {
            shown[place] = (key, thing);
            return;
        }
        if (shown.Count == 0)
            shown.Capacity = Least;
        shown.Add((key, thing));
        if (shown.Count > Few)
            (places ??= shown.Select((s, at) => (s.Key, at)).ToDictionary())[key] = shown.Count - 1;
    }

    private int Place(Key key)
    {
        if (places is not null)
            return places.TryGetValue(key, out var known) ? known : -1;
        for (var i = 0; i < shown.Count; i++)
        {
            if (shown[i].Key == key)
                return i;
        }
        return -1;
    }
}

/// <summary>A purchase as its journal row has it: what was asked, and what came of it.</summary>
public sealed record PurchaseRow(RecordPurchase Command, IReadOnlyList<Event> Events)
{
    /// <summary>Whose purchase it is, in whichever account she goes on.</summary>
    public MemberId? Buyer => Recorded.As ?? Recorded.Member;

    public PurchaseRecorded Recorded => Events is [PurchaseRecorded first, ..] ? first : Events.OfType<PurchaseRecorded>().Single();

    /// <summary>What had come back before its receipt was claimed.</summary>
    public IReadOnlyList<ReturnedLine> ReturnedBefore { get; private init; } = [];

    /// <summary>The same, as the purchase of who claimed its receipt.</summary>
    /// <param name="claim">What came of the claim; the first of it is the claim itself.</param>
    internal PurchaseRow Claimed(IReadOnlyList<Event> claim)
    {
        var claimed = (Receipts.ReceiptClaimed)claim[0];
        var recorded = Recorded with
        {
            Member = claimed.Member,
            As = claimed.As,
            Tier = claimed.Tier,
            Earlier = claimed.Earlier,
            Joined = claimed.Joined,
            Misses = [.. Recorded.Misses, .. claimed.Misses],
            Uses = [.. Recorded.Uses, .. claimed.Uses.Where(u => Counters.IsSpent(u.Counter))],
        };
        var purchase = Command.Purchase with { Member = claimed.As ?? claimed.Member };
        return new PurchaseRow(
            Command with { Purchase = purchase, Traits = claimed.Traits },
            [recorded, .. Events.Where(e => e is not PurchaseRecorded), .. claim.Skip(1)])
        { ReturnedBefore = claimed.Lines };
    }
}
