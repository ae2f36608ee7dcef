using Laurel.Earning;
using Laurel.Earning.Gives;
using Laurel.Units;

namespace Laurel.Deciding;

/// <summary>What loading a card or credit brings besides what is paid: it is issued, not paid for, by the rules under <c>top ups</c>.</summary>
internal sealed class ToppingUp(Rules rules)
{
    /// <summary>Before the name of a top-up, where it is counted like a rule.</summary>
    public const string Prefix = "top-up:";

    /// <summary>The top-up a part was given by; null when it was given for something else.</summary>
    public static string? Of(string rule) => rule.StartsWith(Prefix, StringComparison.Ordinal) ? rule[Prefix.Length..] : null;

    /// <summary>Gives what the lines that load an account bring it.</summary>
    public void Give(Ledger account, Basket basket, IReadOnlyList<BasketLine> loading, Consumption used)
    {
        if (basket.Rate is not null || !rules.Definition.IsRunning(basket.Day))
            return;
        foreach (var rule in rules.TopUps.Where(r => !account.Member.IsCard || r.Unit.Money is not null))
        {
            BasketLine[] lines = [.. rule.Match(loading).Select(Loaded)];
            if (rule.Obstacle(basket, lines) is not null)
                continue;
            var counters = Counters(rule, basket, account.Member).ToArray();
            var amount = Allowed(Amount(rule.Rule, lines, basket.Purchase.Currency), counters, used);
            if (amount > 0 && account.Fits(rule.Unit.Id, amount))
                account.Earn(rule.Unit, basket.Purchase.At, $"{basket.Purchase.Id}+{Of(rule.Rule.Id)}", Posted(rule, lines, amount, basket, counters));
        }
    }

    /// <summary>Takes back what the rest of the loaded lines would not have brought.</summary>
    /// <param name="account">The card or member.</param>
    /// <param name="moved">What it had brought.</param>
    /// <param name="lines">The lines that load the account, with what was left of each before the return and after it, in minor units.</param>
    /// <param name="currency">That of the purchase.</param>
    /// <param name="command">The return.</param>
    /// <param name="expired">What of it has expired.</param>
    public void TakeBack(
        Ledger account, UnitsMoved moved, IReadOnlyList<(Line Line, long Before, long After)> lines, string currency, ReturnLines command, long expired)
    {
        var part = moved.Parts[0];
        if (rules.TopUps.FirstOrDefault(r => r.Rule.Id == part.Rule) is not { } rule)
            return;
        var amount = Kept(lines.Select(l => (l.Line, l.Before))) - Kept(lines.Select(l => (l.Line, l.After)));
        if (amount <= 0)
            return;
        TakingBack.Take(account, rule.Unit, command.At, amount, new Posted
        {
            Movement = Movement.TakenBack,
            Parts = [new Part { Rule = part.Rule, Amount = -amount }],
            Purchase = moved.Purchase,
            Return = command.Return,
        }, expired, moved.Lots is [var opened, ..] ? opened.Lot : null);

        long Kept(IEnumerable<(Line Line, long Left)> left)
        {
            BasketLine[] kept = [.. rule.Match([.. left.Where(l => l.Left > 0).Select(l => Loaded(l.Line, l.Left))])];
            return kept.Length == 0 ? 0 : Math.Min(part.Amount, Amount(rule.Rule, kept, currency));
        }
    }

    private static BasketLine Loaded(BasketLine line) => Loaded(line.Line, line.Price.Total);

    /// <summary>A line that loads earns nothing; here what is loaded counts.</summary>
    private static BasketLine Loaded(Line line, long amount) => new(line, new LinePrice(amount, 0, 0, amount, amount), line.Quantity);

    private static long Amount(EarningRule rule, BasketLine[] lines, string currency) => rule.Give is Fixed(var amount)
        ? amount
        : (long)Int128.Clamp(rule.Give.Exact(lines, currency)!.Value.Round(rule.Rounding), 0, Amounts.Largest);

    private static IEnumerable<(Limit Limit, string? Counter)> Counters(CompiledRule rule, Basket basket, Member account)
    {
        var occasion = new Occasion(basket.Day, basket.Purchase.Location, account.Id.Value, account.Household?.Value);
        return rule.Rule.Limits.Select((l, i) => (l, l.Counter(rule.Rule.Id, i, occasion)));
    }

    private static long Allowed(long amount, IEnumerable<(Limit Limit, string? Counter)> limits, Consumption used)
    {
        foreach (var (limit, counter) in limits)
        {
            var left = Math.Max(0, limit.Amount - (counter is null ? 0 : used[counter]));
            if (limit.IsTimes ? left == 0 : limit.Rejects && left < amount)
                return 0;
            amount = limit.IsTimes ? amount : Math.Min(amount, left);
        }
        return amount;
    }

    private static Posted Posted(
        CompiledRule rule, BasketLine[] lines, long amount, Basket basket, IEnumerable<(Limit Limit, string? Counter)> counters) => new()
        {
            Movement = Movement.Loaded,
            From = Account.Issued,
            Parts = [new Part { Rule = rule.Rule.Id, Amount = amount, Base = lines.Sum(l => l.Price.Total) }],
            Uses = [.. counters.Where(c => c.Counter is not null).Select(c => new Use(c.Counter!, c.Limit.IsTimes ? 1 : amount))],
            Purchase = basket.Purchase.Id,
        };
}
