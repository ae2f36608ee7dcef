using Laurel.Coalition;
using Laurel.Rewards;
using Laurel.Rewards.Benefits;

namespace Laurel.Giving;

/// <summary>Postings to the accounts of causes, and payments out of them.</summary>
internal static class Causes
{
    public static string Counter(string cause) => MoneyAccount.Counter(MoneyAccount.Cause(cause));

    public static Decision Pay(Program program, PayCause command, Seen seen)
    {
        if (!program.Versions.Any(v => v.Definition.AllCauses.Contains(command.Cause)))
            return Refusal.UnknownCause(command.Cause);
        var there = seen.Tally(Counter(command.Cause)) / MoneyEntry.PerCoin;
        if (command.Amount is null && there <= 0)
            return Refusal.NothingOwed(command.Cause, there);
        var amount = command.Amount ?? there;
        if (amount <= 0)
            return Refusal.AmountNotPositive(amount);
        if (amount > there)
            return Refusal.MoreThanGiven(command.Cause, there);
        var micros = amount * MoneyEntry.PerCoin;
        return Decision.Accept(
        [
            new MoneyMoved
            {
                At = command.At,
                Purpose = MoneyPurpose.PaidOut,
                Cause = command.Cause,
                Reference = command.Reference,
                Entries = [new(MoneyAccount.Cause(command.Cause), -micros), new(MoneyAccount.Bank, micros)],
            },
        ]);
    }

    /// <summary>What a purchase gives more, or less, than before.</summary>
    public static MoneyMoved Given(Rules rules, GivingRule giving, DateTimeOffset at, Purchase purchase, long before, long after)
    {
        var merchant = MoneyAccount.Of(rules.Definition.PartnerAt(purchase.Location)?.Id ?? Shares.Us);
        var (paid, entries) = Entries(rules, giving.IsCustomers ? MoneyAccount.Customers : merchant, giving.To, giving.PaidBy, before, after);
        return new MoneyMoved
        {
            At = at,
            Purpose = MoneyPurpose.Given,
            Cause = giving.To,
            Rule = giving.Id,
            Split = paid,
            Entries = entries,
            Member = purchase.Member,
            Purchase = purchase.Id,
            Parts = [new Part { Rule = giving.Id, Amount = after - before }],
        };
    }

    /// <summary>What a reward gives to a cause, so many pieces or units of it; a negative sign takes it back.</summary>
    public static MoneyMoved? Donated(Rules rules, DateTimeOffset at, Reward reward, MemberId member, RedemptionId id, decimal quantity, long units, int sign)
    {
        if (reward.Gives is not Donation donation || donation.Amount.Currency != rules.Definition.Currency)
            return null;
        var times = reward.Costs.IsEach ? (decimal)units / reward.Costs.Amount : quantity;
        var amount = (long)decimal.Floor(donation.Amount.Minor * times);
        var (paid, entries) = sign > 0
            ? Entries(rules, MoneyAccount.Operator, donation.Cause, reward.PaidBy, 0, amount)
            : Entries(rules, MoneyAccount.Operator, donation.Cause, reward.PaidBy, amount, 0);
        return amount == 0 ? null : new MoneyMoved
        {
            At = at,
            Purpose = MoneyPurpose.Given,
            Cause = donation.Cause,
            Rule = reward.Id,
            Unit = reward.Costs.Unit,
            Units = sign * units,
            Split = paid,
            Entries = entries,
            Member = member,
            Redemption = id,
            Parts = [new Part { Rule = reward.Id, Amount = sign * amount }],
        };
    }

    private static (IReadOnlyList<Use> Paid, IReadOnlyList<MoneyEntry> Entries) Entries(
        Rules rules, string giver, string cause, Shares? shares, long before, long after)
    {
        var book = new MoneyBook(rules.Definition.Clearing);
        var paid = shares is null ? [] : Funding.Moved(rules.Definition, shares, before, after);
        var entries = shares is null
            ? book.Pair(MoneyAccount.Cause(cause), giver, (Int128)(after - before) * MoneyEntry.PerCoin)
            : MoneyBook.Together(paid.SelectMany(p => book.Pair(MoneyAccount.Cause(cause), MoneyAccount.Of(p.Counter), (Int128)p.Amount * MoneyEntry.PerCoin)));
        return (paid, entries);
    }
}
