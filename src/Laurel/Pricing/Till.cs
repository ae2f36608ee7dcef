using Laurel.Earning;
using Laurel.Rewards;
using Laurel.Rewards.Benefits;

namespace Laurel.Pricing;

/// <summary>
/// Prices a basket: what the till took off each line, then offers and rewards in the order in which they are declared, each on
/// what is left. The tax of a line is the tax of its price less the tax of its discounts.
/// </summary>
internal sealed class Till
{
    private readonly Definition definition;
    private readonly Rules rules;
    private readonly Purchase purchase;
    private readonly LineToPay[] lines;
    private Dictionary<string, (LineToPay[] Lines, decimal Times)>? used;
    private List<DiscountGiven>? given;

    public Till(Rules rules, Purchase purchase)
    {
        (this.rules, definition, this.purchase) = (rules, rules.Definition, purchase);
        lines = new LineToPay[purchase.Lines.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = purchase.Lines[i];
            lines[i] = new LineToPay(line, Round.Money(line.UnitPrice * line.Quantity));
            lines[i].Left -= line.Discount;
        }
        Rate = definition.Rates.Count == 0 ? null : definition.RateOf(purchase.Currency, definition.Calendar.Day(purchase.At));
    }

    /// <summary>What a minor unit counts as in the program's currency, where the purchase is in another.</summary>
    public (string Code, decimal Each)? Rate { get; }

    public IReadOnlyList<DiscountGiven> Given => given ?? (IReadOnlyList<DiscountGiven>)[];

    /// <summary>What gift cards and credit pay, in minor units.</summary>
    public long PaidFromStore { get; set; }

    /// <summary>What of it is for certain lines, by line; null where nothing is.</summary>
    public long[]? PaidOfLines { get; set; }

    /// <summary>Takes a discount off, at most so much; what it took, in minor units as prices are written.</summary>
    public long Apply(string source, Discount discount, long? most, RedemptionId? redemption = null, CouponId? coupon = null)
    {
        var again = redemption is not null && discount.Benefit.TakesPieces ? Used(source) : ((LineToPay[] Lines, decimal Times)?)null;
        var (places, off, free) = Off(discount, most, again);
        if (again is var (first, times))
            (used ??= [])[source] = (first, times + discount.Times);
        var byLine = new long[lines.Length];
        for (var i = 0; i < off.Length; i++)
        {
            byLine[places[i]] = off[i];
            lines[places[i]].Left -= off[i];
            lines[places[i]].Free += free[i];
            lines[places[i]].BasketWide += discount.Lines.IsAll ? off[i] : 0;
        }
        if (off.Sum() != 0 || redemption is not null)
            (given ??= []).Add(new DiscountGiven(source, off.Sum(), byLine, redemption, coupon));
        return off.Sum();
    }

    private (LineToPay[] Lines, decimal Times) Used(string source) =>
        used?.TryGetValue(source, out var before) == true ? before : ([.. lines], 0);

    /// <summary>What it would take off, and nothing is taken.</summary>
    public long Try(Discount discount, long? most) => Off(discount, most).Off.Sum();

    /// <summary>The fewest times that take off as much as the discount's times do; 0 when they take off nothing.</summary>
    public decimal TimesNeeded(Discount discount)
    {
        var all = Try(discount, null);
        var (few, enough) = (0L, (long)discount.Times);
        while (all > 0 && few + 1 < enough)
        {
            var middle = few + (enough - few) / 2;
            (few, enough) = Try(discount with { Times = middle }, null) == all ? (few, middle) : (middle, enough);
        }
        return all > 0 ? enough : 0;
    }

    public IReadOnlyList<BasketLine> Priced()
    {
        var priced = new BasketLine[lines.Length];
        var excluded = Excluded(definition.Base);
        var own = rules.Bases.Count == 0 ? [] : Excluded(rules.Bases);
        for (var i = 0; i < lines.Length; i++)
        {
            ref readonly var line = ref lines[i];
            var tax = TaxOf(line, line.Left);
            var total = definition.Base.PricesWithTax ? line.Left : line.Left + tax;
            var price = new LinePrice(line.List, line.List - line.Left, tax, total, Base(definition.Base, line, (tax, total), excluded?[i] ?? 0))
            {
                Free = Free(line),
                Own = own.Length == 0 ? [] : Own(own, line, i, (tax, total)),
            };
            priced[i] = new BasketLine(line.Line, price, line.Line.Quantity);
        }
        return priced;
    }

    private long[] Own((EarningBase Base, long[]? Excluded)[] bases, LineToPay line, int i, (long Tax, long Total) price) =>
        [.. bases.Select(b => Base(b.Base, line, price, b.Excluded?[i] ?? 0))];

    private (EarningBase Base, long[]? Excluded)[] Excluded(IReadOnlyList<EarningBase> bases) => [.. bases.Select(b => (b, Excluded(b)))];

    /// <summary>How much of each line was paid by means that do not earn; null where nothing was.</summary>
    private long[]? Excluded(EarningBase by) => NotEarning(by) is var amount and not 0 ? Excluded(by, amount) : null;

    private long[] Excluded(EarningBase by, long amount)
    {
        var totals = lines.Select(l => Math.Max(0, WithTax(l.Line, l.Left))).ToArray();
        if (by.PaidWithGiftCard || PaidOfLines is not { } own)
            return Round.Share(Math.Min(amount, totals.Sum()), totals);
        long[] rest = [.. totals.Select((t, i) => Math.Max(0, t - own[i]))];
        return [.. Round.Share(Math.Clamp(amount - own.Sum(), 0, rest.Sum()), rest).Select((share, i) => share + own[i])];
    }

    /// <summary>What an offer or reward made free, and lines that the till gives away. What is paid in units is not free.</summary>
    private decimal Free(in LineToPay line)
    {
        if (definition.Base.WithFreeItems || line.Line.Quantity <= 0)
            return 0;
        return line.Line.Discount >= line.List ? line.Line.Quantity : Math.Min(line.Free, line.Line.Quantity);
    }

    /// <summary>What it takes off which lines, and how many of their pieces that makes free: none where it was cut.</summary>
    /// <param name="discount">The discount.</param>
    /// <param name="most">At most so much.</param>
    /// <param name="again">Where it was used before in this basket: the lines as they were then, and how often. The same pieces are not meant twice.</param>
    private (int[] Places, long[] Off, decimal[] Free) Off(Discount discount, long? most, (LineToPay[] Lines, decimal Times)? again = null)
    {
        var places = Enumerable.Range(0, lines.Length).Where(i => discount.Lines.Matches(lines[i].Line)).ToArray();
        LineToPay[] mine = [.. places.Select(i => lines[i])];
        var times = discount.Every is { } every ? every.Times(lines, mine, discount) : discount.Times;
        LineToPay[] first = again is { Times: > 0 } ? [.. places.Select(i => again.Value.Lines[i])] : mine;
        var before = again?.Times ?? 0;
        var whole = discount.Benefit.TakeOff(first, before + times);
        if (before > 0)
            whole = [.. whole.Zip(discount.Benefit.TakeOff(first, before), mine).Select(l => Math.Clamp(l.First - l.Second, 0, Math.Max(0, l.Third.Left)))];
        var off = Within(mine, whole, discount.AtMost, most);
        var makesFree = discount.Benefit.MakesFree && off.SequenceEqual(whole);
        return (places, off, makesFree ? Pieces(discount.Benefit, first, before, times) : new decimal[mine.Length]);
    }

    private static decimal[] Pieces(Benefit benefit, LineToPay[] lines, decimal before, decimal times) => before == 0
        ? benefit.Pieces(lines, times)
        : [.. benefit.Pieces(lines, before + times).Zip(benefit.Pieces(lines, before), (all, known) => Math.Max(0, all - known))];

    private long Base(EarningBase by, in LineToPay line, (long Tax, long Total) price, long excluded)
    {
        if (!rules.CanEarn(line.Line, by))
            return 0;
        var amount = by.Discounts switch
        {
            DiscountsInBase.Ignored => line.List,
            DiscountsInBase.LineOnly => line.Left + line.BasketWide,
            _ => line.Left,
        };
        var tax = by.PricesWithTax == by.WithTax ? 0 : amount == line.Left ? price.Tax : TaxOf(line, amount);
        var worth = by.PricesWithTax ? amount - tax : amount + tax;
        worth = excluded == 0 ? worth : worth - (long)Round.Divide((Int128)worth * excluded, price.Total, Rounding.HalfUp);
        return Rate is var (_, each) ? Round.Money(worth * each) : worth;
    }

    /// <summary>What was paid by means that do not earn.</summary>
    private long NotEarning(EarningBase by)
    {
        var sum = by.PaidWithGiftCard ? 0 : PaidFromStore;
        foreach (var payment in purchase.Payments)
        {
            var earns = payment.Method switch
            {
                Payment.Units => by.PaidWithUnits,
                Payment.GiftCard => by.PaidWithGiftCard,
                _ => true,
            };
            sum += earns ? 0 : payment.Amount;
        }
        return Math.Max(0, sum);
    }

    /// <summary>Cut down to the discount's own ceilings and to what the whole basket costs, so that nobody is paid for buying.</summary>
    private long[] Within(LineToPay[] mine, long[] off, Ceiling? atMost, long? budget)
    {
        var plain = Math.Min(atMost is { WithTax: false } ceiling ? Plain(ceiling) : long.MaxValue, budget ?? long.MaxValue);
        if (off.Sum() > plain)
            off = Round.Share(plain, off);
        var withTax = mine.Select((l, i) => WithTax(l.Line, off[i])).ToArray();
        var most = Math.Max(0, lines.Sum(l => WithTax(l.Line, l.Left)));
        if (atMost is { WithTax: true } taxed)
            most = Math.Min(most, taxed.Amount);
        if (withTax.Sum() <= most)
            return off;
        var shares = Round.Share(most, withTax);
        return [.. mine.Select((l, i) => AsWritten(l.Line, shares[i]))];
    }

    private long Plain(Ceiling ceiling) => ceiling.Share is { } share
        ? (long)decimal.Floor(lines.Sum(l => Math.Max(0, l.Left)) * share)
        : ceiling.Amount;

    /// <summary>The tax of what is left of a line: that of its price less that of its discounts.</summary>
    private long TaxOf(in LineToPay line, long left) => Tax(line.Line, line.List) - Tax(line.Line, line.List - left);

    /// <summary>The tax in, or on, an amount of a line as prices are written.</summary>
    private long Tax(Line line, long amount)
    {
        if (amount == 0)
            return 0;
        if (line.Tax is { } tax)
        {
            var whole = Round.Money(line.UnitPrice * line.Quantity) - line.Discount;
            return whole == 0 ? 0 : (long)Round.Divide((Int128)tax * amount, whole, Rounding.HalfUp);
        }
        if (line.TaxRate is not { } rate)
            return 0;
        return definition.Base.PricesWithTax ? amount - Round.Without(rate, amount) : Round.Money(amount * rate);
    }

    private long WithTax(Line line, long amount) => definition.Base.PricesWithTax ? amount : amount + Tax(line, amount);

    private long AsWritten(Line line, long withTax) =>
        definition.Base.PricesWithTax || line.TaxRate is not { } rate ? withTax : Round.Without(rate, withTax);
}
