namespace Laurel.Coalition;

/// <summary>What units were given by: when, by which partner, of which unit, for which purchase or return.</summary>
internal sealed record Given(DateTimeOffset At, string? Issuer, string Unit, PurchaseId? Purchase, ReturnId? Return);

/// <summary>Who pays for what was given: each share goes to whoever had it to pay. A return gives the shares back.</summary>
internal sealed class Funding(Rules rules, MoneyBook book)
{
    private Definition Definition => rules.Definition;

    /// <summary>Units that rules gave.</summary>
    public void Units(UnitsMoved e)
    {
        foreach (var part in e.Parts)
        {
            if (Rule(part.Rule)?.PaidBy is { } shares)
                Units(new Given(e.At, e.Issuer, e.Unit, e.Purchase, null), shares, part.Rule, 0, part.Amount);
        }
    }

    /// <summary>What rules gave less, now that something came back.</summary>
    public void Units(Given e, string rule, long before, long after)
    {
        if (before != after && Rule(rule)?.PaidBy is { } shares)
            Units(e, shares, rule, before, after);
    }

    /// <summary>What offers, and rewards at shops of nobody's but the operator's, took off a basket.</summary>
    public void Discounts(PurchaseRecorded e)
    {
        foreach (var given in e.Given)
            Discount(e, given, e.At, 0, given.Amount, null);
    }

    public void Discount(PurchaseRecorded bought, DiscountGiven given, DateTimeOffset at, long before, long after, ReturnId? by)
    {
        var merchant = Definition.PartnerAt(bought.Location);
        var shares = Definition.Offer(given.Source)?.PaidBy ?? (merchant is null ? Definition.Reward(given.Source)?.PaidBy : null);
        if (before == after || shares is null || bought.Currency != Definition.Currency.Code)
            return;
        var paid = Moved(Definition, shares, before, after);
        book.Add(new MoneyMoved
        {
            At = at,
            Purpose = MoneyPurpose.Funded,
            Partner = merchant?.Id,
            Rule = given.Source,
            Purchase = bought.Purchase,
            Return = by,
            Redemption = given.Redemption,
            Split = paid,
            Entries = Entries(paid, MoneyAccount.Of(merchant?.Id ?? Shares.Us), _ => MoneyEntry.PerCoin),
        });
    }

    /// <summary>What a partner is owed for accepting a reward, where others pay for it: they fill up the pool.</summary>
    public void Reward(DateTimeOffset at, string reward, RedemptionId id, (long Before, long After) used, long price)
    {
        if (Definition.Reward(reward)?.PaidBy is not { } shares)
            return;
        var paid = Moved(Definition, shares, used.Before, used.After);
        book.Add(new MoneyMoved
        {
            At = at,
            Purpose = MoneyPurpose.Funded,
            Unit = Definition.Reward(reward)!.Costs.Unit,
            Rule = reward,
            Redemption = id,
            Split = paid,
            Entries = Entries(paid, MoneyAccount.Pool, _ => price),
        });
    }

    private void Units(Given e, Shares shares, string rule, long before, long after)
    {
        var issuer = Definition.Partner(e.Issuer ?? "");
        var paid = Moved(Definition, shares, before, after);
        book.Add(new MoneyMoved
        {
            At = e.At,
            Purpose = MoneyPurpose.Funded,
            Partner = issuer?.Id,
            Unit = e.Unit,
            Rule = rule,
            Purchase = e.Purchase,
            Return = e.Return,
            Split = paid,
            Entries = Entries(paid, MoneyAccount.Of(issuer?.Id ?? Shares.Us), payer => Price(issuer, payer, e.Unit)),
        });
    }

    /// <summary>What a unit costs: its issuer's price; where the operator issues it, the price of who pays.</summary>
    private long Price(Partner? issuer, string payer, string unit) => (issuer ?? Definition.Partner(payer))?.PriceOfIssuing(unit) ?? 0;

    /// <summary>What each pays more, or less, when what is shared goes from one amount to another.</summary>
    public static Use[] Moved(Definition definition, Shares shares, long before, long after)
    {
        var (was, now) = (shares.SplitAtMost(before, definition.Clearing.Shares), shares.SplitAtMost(after, definition.Clearing.Shares));
        return [.. shares.Parts.Select((part, i) => new Use(part.Payer, now[i] - was[i]))];
    }

    private IReadOnlyList<MoneyEntry> Entries(IEnumerable<Use> paid, string to, Func<string, long> price) =>
        MoneyBook.Together(paid.SelectMany(p => book.Pair(to, MoneyAccount.Of(p.Counter), (Int128)p.Amount * price(p.Counter))));

    private Earning.EarningRule? Rule(string id) => Definition.Earning.FirstOrDefault(r => r.Id == id);
}
