namespace Laurel;

/// <summary>The name of a document or of a journal row that a decision must see.</summary>
public readonly record struct Key(string Text)
{
    private const string OfMember = "member/";

    public static Key Member(MemberId id) => new(OfMember + id.Value);

    /// <summary>The journal row of a purchase; what came back of it is <see cref="Returned"/>.</summary>
    public static Key Purchase(PurchaseId id) => new("purchase/" + id.Value);

    public static Key Return(ReturnId id) => new("return/" + id.Value);

    /// <summary>What was returned, and what expired, of a purchase.</summary>
    public static Key Returned(PurchaseId id) => new("returned/" + id.Value);

    public static Key Redemption(RedemptionId id) => new("redemption/" + id.Value);

    public static Key Household(HouseholdId id) => new("household/" + id.Value);

    public static Key Coupon(CouponId id) => new("coupon/" + id.Value);

    public static Key Activity(ActivityId id) => new("activity/" + id.Value);

    /// <summary>The secret of an epoch of draws.</summary>
    public static Key Epoch(string id) => new("epoch/" + id);

    /// <summary>Who stands where in a leaderboard or club within a stretch of calendar.</summary>
    public static Key Standings(string what, string period, string? team) => new($"standings/{what}/{period}" + (team is null ? "" : "/" + team));

    /// <summary>Who is in a club, or in a team of it.</summary>
    public static Key Roster(string what, string? team) => new("roster/" + what + (team is null ? "" : "/" + team));

    /// <summary>A counter of the whole program or of a location: stock, budgets, limits.</summary>
    public static Key Tally(string name) => new("tally/" + name);

    /// <summary>A purchase is its journal row; everything else is a document.</summary>
    public bool IsRow => Text.StartsWith("purchase/", StringComparison.Ordinal);

    /// <summary>Whose document it is; null when it is no member's.</summary>
    public MemberId? AsMember => Text.StartsWith(OfMember, StringComparison.Ordinal) ? new MemberId(Text[OfMember.Length..]) : null;

    public override string ToString() => Text;
}
