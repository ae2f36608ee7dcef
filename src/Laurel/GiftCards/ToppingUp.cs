using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Earning.Gives;

namespace Laurel.GiftCards;

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
    /// <param name="before">What was left of the basket before the return.</param>
    /// <param name="rest">What is left of it after.</param>
    /// <param name="command">The return.</param>
    /// <param name="expired">What of it has expired.</param>
    public void TakeBack(
        Ledger account, UnitsMoved moved, Basket before, Basket rest, ReturnLines command, long expired)
    {
        var part = moved.Parts[0];
        if (rules.TopUps.FirstOrDefault(r => r.Rule.Id == part.Rule) is not { } rule)
            return;
        var kept = Kept(rest);
        var amount = Kept(before) - kept;
        var owed = TakingBack.OwedAgain((part.Amount, -moved.Owed), part.Amount - kept - amount, amount);
        if (amount <= 0)
            return;
        TakingBack.Take(account, rule.Unit, command.At, amount, new Posted
        {
            Movement = Movement.TakenBack,
            Parts = [new Part { Rule = part.Rule, Amount = -amount }],
            Uses = [.. Freed(Counters(rule, rest, account.Member), moved, amount, kept)],
            Purchase = moved.Purchase,
            Return = command.Return,
        }, expired, moved.Lots is [var opened, ..] ? opened.Lot : null, owed);

        long Kept(Basket left)
        {
            var loading = left.Lines.Where(l => l.Line.Loads is { } loads && account.Member.IsKnownAs(loads) && l.Price.Total > 0);
            BasketLine[] lines = [.. rule.Match([.. loading]).Select(Loaded)];
            return rule.Obstacle(left, lines) is not null ? 0 : Math.Min(part.Amount, Amount(rule.Rule, lines, left.Purchase.Currency));
        }
    }

    /// <summary>What its limits get back, for purchases to come.</summary>
    private static IEnumerable<Use> Freed(IEnumerable<(Limit Limit, string? Counter)> limits, UnitsMoved moved, long amount, long kept)
    {
        foreach (var (limit, use) in limits.Where(l => l.Counter is not null).Select(l => l.Limit).Zip(moved.Uses))
        {
            if (!limit.IsTimes || kept == 0)
                yield return use with { Amount = limit.IsTimes ? -use.Amount : -amount };
        }
    }

    /// <summary>A line that loads earns nothing; here what is loaded counts.</summary>
    private static BasketLine Loaded(BasketLine line) =>
        new(line.Line, new LinePrice(line.Price.Total, 0, 0, line.Price.Total, line.Price.Total), line.Quantity);

    private static long Amount(EarningRule rule, BasketLine[] lines, string currency) => rule.Give is Fixed(var amount)
        ? amount
        : (long)Int128.Clamp(rule.Give.Exact(lines, currency)!.Value.Round(rule.Rounding), 0, Amounts.Largest);

    private static IEnumerable<(Limit Limit, string? Counter)> Counters(CompiledRule rule, Basket basket, Member account)
    {
        var occasion = new Occasion(basket.Purchase.At, basket.Day, basket.Purchase.Location, account.Id.Value, account.Household?.Value);
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
