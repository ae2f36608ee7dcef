namespace Laurel;

/// <summary>A priced purchase with what is known around it: what conditions look at and rules count.</summary>
public sealed class Basket
{
    public required Purchase Purchase { get; init; }
    public required IReadOnlyList<BasketLine> Lines { get; init; }
    public required DateTime Local { get; init; }

    /// <summary>The member's tier before the purchase; null for others.</summary>
    public string? Tier { get; init; }

    /// <summary>How many purchases the member made before.</summary>
    public int Earlier { get; init; }

    /// <summary>How many there are when some of them arrived late; null when none did.</summary>
    public int? EarlierNow { get; init; }

    /// <summary>The local day on which the member joined.</summary>
    public DateOnly? Joined { get; init; }
    public Traits Traits { get; init; } = Traits.None;

    /// <summary>The member came by another member's invitation.</summary>
    public bool IsInvited { get; init; }

    /// <summary>A gift card or the member's credit pays a part of it.</summary>
    public bool IsPaidFromStore { get; init; }

    /// <summary>The plans of the memberships that count for it.</summary>
    public IReadOnlyList<string> Memberships { get; init; } = [];

    /// <summary>What the member did before; null for others.</summary>
    public Earning.Past? Past { get; init; }

    /// <summary>What was done, where it is no purchase.</summary>
    public string? Activity { get; init; }

    /// <summary>The member is in the random group that gets no extras.</summary>
    public bool IsHeldOut { get; init; }

    /// <summary>The program's currency and what a minor unit of the purchase's counts as in it; null where they are the same or no rate is known.</summary>
    public (string Code, decimal Each)? Rate { get; init; }

    /// <summary>The currency in which its base is counted.</summary>
    public string CountedIn => Rate?.Code ?? Purchase.Currency;

    /// <summary>An amount of the purchase in a currency, exactly; null where no rate is known.</summary>
    public decimal? In(string currency, long amount) =>
        currency == Purchase.Currency ? amount : Rate is { } rate && rate.Code == currency ? amount * rate.Each : null;

    public DateOnly Day => DateOnly.FromDateTime(Local);

    /// <summary>What is paid, tax included; minor units.</summary>
    public long Total => Sum(static price => price.Total);

    public long Tax => Sum(static price => price.Tax);

    public long List => Sum(static price => price.List);

    public long Base => Sum(static price => price.Base);

    /// <summary>All that was taken off; minor units.</summary>
    public long Discount => Sum(static price => price.Discount);

    /// <summary>What each line came to.</summary>
    internal LinePrice[] Prices
    {
        get
        {
            var prices = new LinePrice[Lines.Count];
            for (var i = 0; i < prices.Length; i++)
                prices[i] = Lines[i].Price;
            return prices;
        }
    }

    /// <summary>No purchase: what is known of a member by herself.</summary>
    internal static Basket WithoutPurchase(Rules rules, Member member, Traits traits, DateTimeOffset at, string? location = null) => new()
    {
        Purchase = new Purchase { Id = default, At = at, Location = location, Currency = rules.Definition.Currency.Code, Lines = [] },
        Lines = [],
        Local = rules.Calendar.Local(at),
        Tier = Tiers.Climbing.TierAt(rules, member, at),
        Earlier = member.Purchases,
        Joined = rules.Calendar.Day(member.Joined),
        Traits = traits,
        IsInvited = member.Inviter is not null,
        Past = new Earning.Past(member, rules.Calendar.Day(at), (null, false), 0),
        Memberships = [.. member.Memberships.Where(m => m.IsHeld(at)).Select(m => m.Plan)],
    };

    private long Sum(Func<LinePrice, long> of)
    {
        long sum = 0;
        for (var i = 0; i < Lines.Count; i++)
            sum += of(Lines[i].Price);
        return sum;
    }
}

/// <summary>A line, what it came to, and how much of it is left when part was returned.</summary>
public readonly record struct BasketLine(Line Line, LinePrice Price, decimal Quantity)
{
    /// <summary>Without tax.</summary>
    public long Net => Price.Total - Price.Tax;

    /// <summary>The pieces that count as items: those that are left and were not free.</summary>
    public decimal Items => Quantity > 0 ? Quantity - Math.Min(Price.Free, Quantity) : Quantity;

    /// <summary>Net less cost; null when the cost is unknown. Minor units.</summary>
    public long? Margin => Line.UnitCost is { } cost ? Net - Round.Money(cost * Quantity) : null;
}

/// <summary>An exact fraction of units before rounding.</summary>
public readonly record struct Fraction(Int128 Top, Int128 Bottom)
{
    public Int128 Round(Rounding rounding) => Laurel.Round.Divide(Top, Bottom, rounding);
}
