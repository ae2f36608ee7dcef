namespace Laurel;

/// <summary>What a decision has been shown: documents and purchases by key, and the keys that name nothing.</summary>
public sealed class Seen
{
    private readonly Dictionary<Key, Document?> documents = [];
    private readonly Dictionary<Key, PurchaseRow?> purchases = [];

    public bool Has(Key key) => key.IsRow ? purchases.ContainsKey(key) : documents.ContainsKey(key);

    public void Show(Key key, Document? document) => documents[key] = document;

    public void Show(Key key, PurchaseRow? row) => purchases[key] = row;

    /// <summary>The same, to be changed apart.</summary>
    internal Seen Copy()
    {
        var copy = new Seen();
        foreach (var (key, document) in documents)
            copy.documents[key] = document;
        foreach (var (key, row) in purchases)
            copy.purchases[key] = row;
        return copy;
    }

    /// <summary>The account in which a member goes on: her own, or that of the one she was merged into.</summary>
    public Member? Member(MemberId id) => Own(id) is { MergedInto: { } into } ? Own(into) : Own(id);

    /// <summary>A member's own document.</summary>
    public Member? Own(MemberId id) => (Member?)documents.GetValueOrDefault(Key.Member(id));

    public Households.Household? Household(HouseholdId id) => (Households.Household?)documents.GetValueOrDefault(Key.Household(id));

    public Returned? Returned(PurchaseId id) => (Returned?)documents.GetValueOrDefault(Key.Returned(id));

    public Redemption? Redemption(RedemptionId id) => (Redemption?)documents.GetValueOrDefault(Key.Redemption(id));

    public Coupons.Coupon? Coupon(CouponId id) => (Coupons.Coupon?)documents.GetValueOrDefault(Key.Coupon(id));

    public Games.Epoch? Epoch(string id) => (Games.Epoch?)documents.GetValueOrDefault(Key.Epoch(id));

    public Gatherings.Standings? Standings(Key key) => (Gatherings.Standings?)documents.GetValueOrDefault(key);

    public Gatherings.Roster? Roster(string what, string? team) => (Gatherings.Roster?)documents.GetValueOrDefault(Key.Roster(what, team));

    public PurchaseRow? Purchase(PurchaseId id) => purchases.GetValueOrDefault(Key.Purchase(id));

    public long Tally(string name) => ((Tally?)documents.GetValueOrDefault(Key.Tally(name)))?.Amount ?? 0;

    internal Document? Document(Key key) => documents.GetValueOrDefault(key);
}

/// <summary>A purchase as its journal row has it: what was asked, and what came of it.</summary>
public sealed record PurchaseRow(RecordPurchase Command, IReadOnlyList<Event> Events)
{
    /// <summary>Whose purchase it is, in whichever account she goes on.</summary>
    public MemberId? Buyer => Recorded.As ?? Recorded.Member;

    public PurchaseRecorded Recorded => Events.OfType<PurchaseRecorded>().Single();
}
