using Laurel.Care;
using Laurel.Coalition;
using Laurel.Earning;
using Laurel.Memberships;
using Laurel.Referrals;
using Laurel.Stamps;
using Laurel.Tiers;
using Laurel.Units;

namespace Laurel.Deciding;

internal static class Enrolling
{
    public static Decision Decide(Rules rules, EnrolMember enrol, Seen seen)
    {
        if (Refuse(rules, enrol) is { } unfit)
            return unfit;
        var enrolled = new MemberEnrolled
        {
            At = enrol.At,
            Member = enrol.Member,
            Location = enrol.Location,
            Channel = enrol.Channel,
            HeldOut = enrol.HeldOut,
            IsCard = enrol.IsCard,
            Owner = enrol.Owner,
            IsInactive = enrol.IsInactive,
            Shopper = enrol.Shopper,
            Day = rules.Calendar.Day(enrol.At),
            Spend = enrol.Spend,
            Visits = enrol.Visits,
            Tier = enrol.Tier,
            Stood = enrol.StoodAt is { } stood ? new Stood(stood, rules.Calendar.Day(stood)) : null,
            Unlocked = enrol.Tier is null ? [] : [.. rules.Levels.Skip(1).Take(rules.Definition.Tiers!.Rank(enrol.Tier))],
        };
        var ledger = new Ledger(rules, MemberFold.Apply(null, enrolled)!);
        foreach (var held in enrol.Memberships)
            ledger.Happen(Opened(rules, enrol, held));
        Partnering.Agree(ledger, enrol);
        Caring.Introduce(ledger, enrol);
        var number = 0;
        foreach (var opening in enrol.Opening)
            Open(ledger, enrol, opening, ++number);
        for (var i = 0; i < enrol.Rewards.Count; i++)
            Cards.Open(ledger, rules.Definition.Reward(enrol.Rewards[i])!, i + 1, enrol.At);
        var occasion = new Occasion(enrolled.At, enrolled.Day, enrol.Location, enrol.Member.Value);
        var used = new Consumption(seen, ledger);
        if (!enrol.IsCard && Recording.Welcome(ledger, enrol, used) is { } tooLarge)
            return tooLarge;
        new Cards(ledger, used, Traits.None, occasion).Fill();
        if (enrol is { Tier: null, IsCard: false })
            Climbing.Update(ledger, enrol.At);
        if (enrol.Inviter is { } inviter && Referring.Invite(ledger, inviter, enrol.At, seen) is { } refused)
            return refused;
        var others = Referring.Joined(rules, ledger, seen, enrol.At);
        return Decision.Accept([enrolled, .. ledger.Events, .. others]);
    }

    private static Refusal? Refuse(Rules rules, EnrolMember enrol)
    {
        if (Eligible.Refuse(rules, enrol) is { } notEligible)
            return notEligible;
        foreach (var opening in enrol.Opening)
        {
            if (rules.Definition.Unit(opening.Unit) is null)
                return Refusal.UnknownUnit(opening.Unit);
        }
        if (enrol.Visits < 0)
            return Refusal.AmountNotPositive(enrol.Visits);
        if (!IsInRange(enrol))
            return Refusal.AmountTooLarge();
        if (enrol.Rewards.FirstOrDefault(r => rules.Definition.Reward(r)?.AtOnce != true) is { } unknown)
            return Refusal.UnknownReward(unknown);
        if (Partnering.Unknown(rules, enrol) is { } partner)
            return Refusal.UnknownPartner(partner);
        foreach (var membership in enrol.Memberships)
        {
            if (rules.Definition.Membership(membership.Plan) is null)
                return Refusal.UnknownMembership(membership.Plan);
        }
        return enrol.Tier is { } tier && !rules.Levels.Contains(tier) ? Refusal.UnknownTier(tier) : null;
    }

    private static bool IsInRange(EnrolMember enrol) =>
        Math.Abs((decimal)enrol.Spend) <= Amounts.Largest
        && enrol.Opening.Sum(o => Math.Abs((decimal)o.Amount)) <= long.MaxValue;

    private static MembershipChanged Opened(Rules rules, EnrolMember enrol, OpeningMembership held)
    {
        DateOnly? to = held.To is { } over ? rules.Calendar.Day(over) : null;
        var terms = new Terms(rules.Definition.Membership(held.Plan)!, rules.Calendar);
        return new MembershipChanged
        {
            At = enrol.At,
            Member = enrol.Member,
            Change = MembershipChange.Bought,
            After = new HeldMembership
            {
                Id = $"{held.Plan}/{enrol.Memberships.TakeWhile(m => m != held).Count(m => m.Plan == held.Plan) + 1}",
                Plan = held.Plan,
                Anchor = held.From,
                From = held.From,
                To = held.To,
                Lapses = terms.Lapses(held.To),
                Periods = [new FeePeriod(rules.Calendar.Day(held.From), to, held.Fee)],
            },
        };
    }

    private static DateTimeOffset? Ends(Ledger ledger, UnitRule unit, DateTimeOffset earned) =>
        unit.Expiry.ByLevel.Count > 0 ? ledger.Expires(unit, earned) : unit.Expiry.Of(earned, ledger.Rules.Calendar);

    private static void Open(Ledger ledger, EnrolMember enrol, OpeningLot opening, int number)
    {
        var unit = ledger.Rules.Definition.Unit(opening.Unit)!;
        var earned = opening.Earned ?? enrol.At;
        var lot = new LotChange
        {
            Issuer = opening.Issuer,
            Lot = opening.Lot ?? $"opening-{number}",
            Amount = opening.Amount,
            Earned = earned,
            Active = opening.Active ?? earned,
            Expires = opening.IsEndless is true ? null : opening.Expires ?? Ends(ledger, unit, earned),
        };
        ledger.Move(unit.Id, enrol.At, opening.Amount, Account.Opening, new Posted
        {
            Movement = Movement.Opening,
            Parts = [new Part { Rule = "opening", Amount = opening.Amount }],
            Lots = opening.Amount > 0 ? [lot] : [],
            Owed = opening.Amount < 0 ? -opening.Amount : 0,
        });
    }
}
