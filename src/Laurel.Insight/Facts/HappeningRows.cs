namespace Laurel.Insight.Facts;

public sealed partial class FactsBatch
{
    public void Add(OfferFact row) =>
        Touching(row.Day, "offers", row.Seq).AppendValue(row.Offer).AppendValue(row.State).AppendValue(row.Coupon?.Value)
            .AppendValue(row.Member?.Value).AppendValue((long?)Customer(row.Member?.Value ?? row.Shopper?.Value))
            .AppendValue(row.Purchase?.Value).AppendValue(row.Amount).AppendValue(row.Currency).AppendValue(row.Day).EndRow();

    public void Add(ActivityFact row)
    {
        var customer = (long)customers.CustomerOf(row.Member.Value);
        Touching(row.Day, "activities", row.Seq).AppendValue(row.Activity.Value).AppendValue(row.Member.Value).AppendValue(customer)
            .AppendValue(row.What).AppendValue(row.Day).AppendValue(row.Location).AppendValue(row.Channel).EndRow();
        foreach (var answer in row.Answers)
        {
            Start("answers", row.Seq).AppendValue(row.Activity.Value).AppendValue(row.Member.Value).AppendValue(customer)
                .AppendValue(answer.Question).AppendValue((long)answer.Answer).AppendValue(row.Day).AppendValue(row.Location)
                .AppendValue(row.Channel).EndRow();
        }
    }

    public void Add(UnlockFact row) =>
        Touching(row.Day, "unlocks", row.Seq).AppendValue(row.Member.Value).AppendValue((long?)Customer(row.Member.Value))
            .AppendValue(row.Tier).AppendValue(row.Day).EndRow();

    public void Add(MembershipFact row) =>
        Touching(row.Day, "memberships", row.Seq).AppendValue(row.Member.Value).AppendValue((long?)Customer(row.Member.Value))
            .AppendValue(row.Plan).AppendValue(row.Change).AppendValue(row.Fee).AppendValue(row.Refund).AppendValue(row.Saved)
            .AppendValue(row.Day).EndRow();

    public void Add(ReferralFact row) =>
        Touching(row.Day, "referrals", row.Seq).AppendValue(row.Member.Value).AppendValue((long?)Customer(row.Member.Value))
            .AppendValue(row.Friend.Value).AppendValue(row.State).AppendValue(row.Day).EndRow();

    public void Add(HappeningFact row) =>
        Touching(row.Day, "happenings", row.Seq).AppendValue(row.Kind).AppendValue(row.Member?.Value)
            .AppendValue((long?)Customer(row.Member?.Value)).AppendValue(row.Subject).AppendValue(row.Change).AppendValue((long?)row.Number)
            .AppendValue(row.Until).AppendValue(row.Day).EndRow();

    public void Add(CaseFact row) =>
        Touching(row.Day, "cases", row.Seq).AppendValue(row.Case).AppendValue(row.Step).AppendValue(row.Member?.Value)
            .AppendValue((long?)Customer(row.Member?.Value)).AppendValue(row.Topic).AppendValue(row.Location).AppendValue(row.Channel)
            .AppendValue(row.At).AppendValue(row.Day).EndRow();

    public void Add(RatingFact row) =>
        Touching(row.Day, "ratings", row.Seq).AppendValue(row.Source).AppendValue(row.Rating).AppendValue((long)row.Stars)
            .AppendValue(row.Location).AppendValue(row.Day).EndRow();

    public void Add(TraitFact row) =>
        Touching(row.Day, "traits", row.Seq).AppendValue(row.Who).AppendValue((long)customers.CustomerOf(row.Who)).AppendValue(row.Kind)
            .AppendValue(row.Name).AppendValue(row.Value).AppendValue(row.Day).EndRow();

    public void Add(MoneyFact row) =>
        Touching(row.Day, "money", row.Seq).AppendValue(row.Purpose).AppendValue(row.Account).AppendValue(row.Micros)
            .AppendValue(row.Partner).AppendValue(row.Cause).AppendValue(row.Unit).AppendValue(row.Units).AppendValue(row.Rule)
            .AppendValue(row.Member?.Value).AppendValue((long?)Customer(row.Member?.Value)).AppendValue(row.Purchase?.Value)
            .AppendValue(row.Redemption?.Value).AppendValue(row.Day).EndRow();
}
