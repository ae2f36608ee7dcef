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

    public Member? Member(MemberId id) => (Member?)documents.GetValueOrDefault(Key.Member(id));

    public Returned? Returned(PurchaseId id) => (Returned?)documents.GetValueOrDefault(Key.Returned(id));

    public Redemption? Redemption(RedemptionId id) => (Redemption?)documents.GetValueOrDefault(Key.Redemption(id));

    public Coupons.Coupon? Coupon(CouponId id) => (Coupons.Coupon?)documents.GetValueOrDefault(Key.Coupon(id));

    public PurchaseRow? Purchase(PurchaseId id) => purchases.GetValueOrDefault(Key.Purchase(id));

    public long Tally(string name) => ((Tally?)documents.GetValueOrDefault(Key.Tally(name)))?.Amount ?? 0;

    internal Document? Document(Key key) => documents.GetValueOrDefault(key);
}

/// <summary>A purchase as its journal row has it: what was asked, and what came of it.</summary>
public sealed record PurchaseRow(RecordPurchase Command, IReadOnlyList<Event> Events)
{
    public PurchaseRecorded Recorded => Events.OfType<PurchaseRecorded>().Single();
}
