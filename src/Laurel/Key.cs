namespace Laurel;

/// <summary>What a key names.</summary>
public enum KeyKind
{
    Member,

    /// <summary>The journal row of a purchase; everything else is a document.</summary>
    Purchase,
    Return,
    Returned,
    Redemption,
    Household,
    Coupon,
    Activity,
    Epoch,
    Standings,
    Roster,
    Tally,
}

/// <summary>The name of a document or of a journal row that a decision must see: <c>member/m1</c>.</summary>
public readonly record struct Key(KeyKind Kind, string Id)
{
    private static readonly string[] Words = [.. Enum.GetNames<KeyKind>().Select(name => name.ToLowerInvariant() + "/")];

    /// <summary>Its name as it is stored.</summary>
    public string Text => Words[(int)Kind] + Id;

    /// <summary>A purchase is its journal row; everything else is a document.</summary>
    public bool IsRow => Kind == KeyKind.Purchase;

    /// <summary>Whose document it is; null when it is no member's.</summary>
    public MemberId? AsMember => Kind == KeyKind.Member ? new MemberId(Id) : null;

    public static Key Member(MemberId id) => new(KeyKind.Member, id.Value);

    /// <summary>The journal row of a purchase; what came back of it is <see cref="Returned"/>.</summary>
    public static Key Purchase(PurchaseId id) => new(KeyKind.Purchase, id.Value);

    public static Key Return(ReturnId id) => new(KeyKind.Return, id.Value);

    /// <summary>What was returned, and what expired, of a purchase.</summary>
    public static Key Returned(PurchaseId id) => new(KeyKind.Returned, id.Value);

    public static Key Redemption(RedemptionId id) => new(KeyKind.Redemption, id.Value);

    public static Key Household(HouseholdId id) => new(KeyKind.Household, id.Value);

    public static Key Coupon(CouponId id) => new(KeyKind.Coupon, id.Value);

    public static Key Activity(ActivityId id) => new(KeyKind.Activity, id.Value);

    /// <summary>The secret of an epoch of draws.</summary>
    public static Key Epoch(string id) => new(KeyKind.Epoch, id);

    /// <summary>Who stands where in a leaderboard or club within a stretch of calendar.</summary>
    public static Key Standings(string what, string period, string? team) => new(KeyKind.Standings, $"{what}/{period}" + (team is null ? "" : "/" + team));

    /// <summary>Who is in a club, or in a team of it.</summary>
    public static Key Roster(string what, string? team) => new(KeyKind.Roster, what + (team is null ? "" : "/" + team));

    /// <summary>A counter of the whole program or of a location: stock, budgets, limits.</summary>
    public static Key Tally(string name) => new(KeyKind.Tally, Counters.Kept(name));

    /// <summary>The key that a stored name says.</summary>
    /// <exception cref="FormatException">It is the name of nothing.</exception>
    public static Key Parse(string text)
    {
        var kind = Array.FindIndex(Words, word => text.StartsWith(word, StringComparison.Ordinal));
        return kind >= 0 ? new((KeyKind)kind, text[Words[kind].Length..]) : throw new FormatException($"'{text}' is not the name of a document.");
    }

    public override string ToString() => Text;
}
