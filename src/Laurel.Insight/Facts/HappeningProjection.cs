using Laurel.Coalition;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Referrals;

namespace Laurel.Insight.Facts;

/// <summary>Turns what is neither a purchase nor a movement of units into facts.</summary>
internal sealed class HappeningProjection(FactsBatch batch)
{
    public void Add(long seq, Event happened, Calendar calendar)
    {
        switch (happened)
        {
            case CouponIssued e:
                batch.Add(new OfferFact
                {
                    Seq = seq,
                    Offer = e.Offer,
                    State = e.IsWithheld ? OfferFact.Withheld : OfferFact.Issued,
                    Coupon = e.Coupon,
                    Member = e.Member,
                    Day = calendar.Day(e.At),
                });
                break;
            case ActivityRecorded e:
                batch.Add(new ActivityFact
                {
                    Seq = seq,
                    Activity = e.Activity,
                    Member = e.Member,
                    What = e.What,
                    Day = e.Day,
                    Location = e.Location,
                    Channel = e.Channel,
                    Answers = e.Answers,
                });
                break;
            case MembersMerged e:
                batch.Attribute(e.Other.Value, e.IsUndone ? e.Other.Value : e.Member.Value);
                Tell(seq, happened, calendar);
                break;
            case HouseholdChanged e:
                batch.HoldOut(e.Member, e.HeldOut);
                Tell(seq, happened, calendar);
                break;
            case MoneyMoved e:
                AddMoney(seq, e, calendar);
                break;
            case MembershipChanged e:
                AddMembership(seq, e, calendar);
                break;
            case FriendInvited e:
                batch.Add(new ReferralFact { Seq = seq, Member = e.Inviter, Friend = e.Friend, State = "invited", Day = calendar.Day(e.At) });
                break;
            case ReferralSettled e:
                batch.Add(new ReferralFact
                {
                    Seq = seq,
                    Member = e.Given.Member,
                    Friend = e.Friend,
                    State = e.Given.IsRevoked ? "revoked" : "given",
                    Day = calendar.Day(e.At),
                });
                break;
            default:
                Tell(seq, happened, calendar);
                break;
        }
    }

    private void Tell(long seq, Event happened, Calendar calendar)
    {
        if (happened is Receipts.ReceiptClaimed e)
            batch.Claim(e.Purchase, e.As ?? e.Member, e.Day);
        if (!CareFacts.Add(batch, seq, happened, calendar) && Happenings.Of(seq, happened, calendar) is { } told)
            batch.Add(told);
    }

    private void AddMoney(long seq, MoneyMoved e, Calendar calendar)
    {
        for (var i = 0; i < e.Entries.Count; i++)
        {
            batch.Add(new MoneyFact
            {
                Seq = seq,
                Purpose = e.Purpose == MoneyPurpose.PaidOut ? "paid-out" : e.Purpose.ToString().ToLowerInvariant(),
                Account = e.Entries[i].Account,
                Micros = e.Entries[i].Micros,
                Partner = e.Partner,
                Cause = e.Cause,
                Unit = e.Unit,
                Units = i == 0 ? e.Units : null,
                Rule = e.Rule,
                Member = e.Member,
                Purchase = e.Purchase,
                Redemption = e.Redemption,
                Day = calendar.Day(e.At),
            });
        }
    }

    /// <summary>What offers took off a purchase, and which were withheld from it by chance; rewards have facts of their own.</summary>
    internal static void AddOffers(FactsBatch batch, long seq, PurchaseRecorded e)
    {
        foreach (var given in e.Given.Where(g => g.Redemption is null))
            batch.Add(Of(seq, e, given.Source, OfferFact.Given) with { Coupon = given.Coupon, Amount = given.Amount });
        foreach (var miss in e.Misses.Where(m => m.Reason == "holdout"))
            batch.Add(Of(seq, e, miss.Rule, OfferFact.Withheld));
    }

    private static OfferFact Of(long seq, PurchaseRecorded e, string offer, string state) => new()
    {
        Seq = seq,
        Offer = offer,
        State = state,
        Member = e.As ?? e.Member,
        Shopper = e.Shopper,
        Purchase = e.Purchase,
        Currency = e.Currency,
        Day = e.Day,
    };

    private void AddMembership(long seq, MembershipChanged e, Calendar calendar) => batch.Add(new MembershipFact
    {
        Seq = seq,
        Member = e.Member,
        Plan = e.After.Plan,
        Change = Kebab(e.Change),
        Fee = e.Fee,
        Refund = e.Refund,
        Saved = e.Saved,
        Day = calendar.Day(e.At),
    });

    private static string Kebab(MembershipChange change) => change switch
    {
        MembershipChange.TrialBegun => "trial-begun",
        MembershipChange.PaymentFailed => "payment-failed",
        _ => change.ToString().ToLowerInvariant(),
    };
}
