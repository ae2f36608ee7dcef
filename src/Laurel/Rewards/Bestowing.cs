using Laurel.Deciding;
using Laurel.Rewards.Benefits;
using Laurel.Units;

namespace Laurel.Rewards;

/// <summary>
/// What a reward gives that is booked itself: units, a gift card, a level for a time. It is given as the reward is handed over, and taken
/// back when the redemption is cancelled.
/// </summary>
internal static class Bestowing
{
    /// <summary>The reward that gave units; null when something else did.</summary>
    public static string? RewardOf(string rule) => rule.StartsWith(Reward.Prefix, StringComparison.Ordinal) ? rule[Reward.Prefix.Length..] : null;

    /// <summary>The card that a redemption makes.</summary>
    public static MemberId Card(RedemptionId redemption) => new(redemption.Value);

    /// <param name="ledger">Who gets it.</param>
    /// <param name="reward">What it is.</param>
    /// <param name="redemption">What a card is called.</param>
    /// <param name="times">How often.</param>
    /// <param name="at">When.</param>
    /// <param name="seen">Where the card would be, if there were one.</param>
    /// <param name="owner">The only one who may pay with a card, where its name could be guessed.</param>
    public static Refusal? Give(
        Ledger ledger, Reward reward, RedemptionId redemption, decimal times, DateTimeOffset at, Seen seen, MemberId? owner = null)
    {
        switch (reward.Gives)
        {
            case GivenUnits units:
                return Earn(ledger, reward, redemption, units.Unit, units.Amount * times, at);
            case GiftCard card:
                return Open(ledger, redemption, at, seen, owner) is { } account
                    ? Earn(account, reward, redemption, card.Unit, card.Amount * times, at)
                    : Refusal.UnknownCard(redemption.Value);
            case LentLevel level:
                Lend(ledger, reward, redemption, level, at);
                return null;
            default:
                return null;
        }
    }

    public static void TakeBack(Ledger ledger, Redemption redemption, DateTimeOffset at, Seen seen)
    {
        foreach (var given in redemption.Gave)
        {
            var account = ledger.Member.IsKnownAs(given.Member) ? ledger : ledger.Beside(seen.Member(given.Member)!, at);
            TakingBack.Take(account, ledger.Rules.Definition.Unit(given.Unit)!, at, given.Amount, new Posted
            {
                Movement = Movement.TakenBack,
                Parts = [new Part { Rule = Reward.Prefix + redemption.Reward, Amount = -given.Amount }],
                Redemption = redemption.Id,
            }, lot: redemption.Id.Value, again: given.Repaid);
        }
        if (ledger.Member.Lent.Any(l => l.Redemption == redemption.Id && l.Until > at))
            Lend(ledger, null, redemption.Reward, redemption.Id, at, at);
    }

    private static Refusal? Earn(Ledger ledger, Reward reward, RedemptionId redemption, string id, decimal amount, DateTimeOffset at)
    {
        if (decimal.Floor(amount) is var all && (all > long.MaxValue || !ledger.Fits(id, (long)all)))
            return Refusal.AmountTooLarge();
        if (all <= 0)
            return null;
        UnitRule unit = ledger.Rules.Definition.Unit(id)!;
        ledger.Earn(unit, at, redemption.Value, new Posted
        {
            Movement = Movement.Earned,
            Parts = [new Part { Rule = reward.Owner, Amount = (long)all }],
            Redemption = redemption,
        });
        return null;
    }

    private static Ledger? Open(Ledger ledger, RedemptionId redemption, DateTimeOffset at, Seen seen, MemberId? owner) => seen.Own(Card(redemption)) switch
    {
        null => ledger.BeginBeside(new MemberEnrolled
        {
            At = at,
            Member = Card(redemption),
            IsCard = true,
            Owner = owner,
            Day = ledger.Rules.Calendar.Day(at),
        }),
        { IsCard: true } known => ledger.Beside(known, at),
        _ => null,
    };

    /// <summary>A second one, while a first one lends the same level, begins at its end.</summary>
    private static void Lend(Ledger ledger, Reward reward, RedemptionId redemption, LentLevel level, DateTimeOffset at)
    {
        var before = ledger.Member.Lent.Where(l => l.Level == level.Level && l.Holds(at)).Select(l => l.Until.AddTicks(-1)).DefaultIfEmpty(at).Max();
        Lend(ledger, level.Level, reward.Id, redemption, at, ledger.Rules.Calendar.EndOf(level.For, before));
    }

    private static void Lend(Ledger ledger, string? level, string reward, RedemptionId redemption, DateTimeOffset at, DateTimeOffset until) =>
        ledger.Happen(new TierAssigned
        {
            At = at,
            Member = ledger.Member.Id,
            Floor = level,
            Reason = reward,
            Redemption = redemption,
            Until = until,
        });
}
