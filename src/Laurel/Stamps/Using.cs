namespace Laurel.Stamps;

/// <summary>Uses rewards that were issued; what is used in a basket that comes back whole is hers again.</summary>
internal static class Using
{
    public static FulfilmentChanged Use(IssuedReward issued, MemberId member, DateTimeOffset at, PurchaseId? purchase) => new()
    {
        At = at,
        Redemption = issued.Redemption,
        Member = member,
        Reward = issued.Reward,
        Stage = Stage.Used,
        Until = issued.Until,
        Purchase = purchase,
    };

    /// <summary>All it was used for has come back; if its time has passed meanwhile, it lives on for a while.</summary>
    public static void GiveBack(Ledger ledger, Redemption redemption, DateTimeOffset at)
    {
        var calendar = ledger.Rules.Calendar;
        var unit = redemption.Unit is { } id ? ledger.Rules.Definition.Unit(id) : null;
        var regained = (unit?.Regained ?? new Period(30, PeriodUnit.Day)).After(calendar.Day(at));
        ledger.Happen(new FulfilmentChanged
        {
            At = at,
            Redemption = redemption.Id,
            Member = ledger.Member.Id,
            Reward = redemption.Reward,
            Stage = Stage.Issued,
            Until = redemption.Until <= at ? calendar.End(regained) : redemption.Until,
        });
    }
}
