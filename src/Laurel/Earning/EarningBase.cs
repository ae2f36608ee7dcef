using Laurel.Definitions;

namespace Laurel.Earning;

/// <summary>How discounts bear on what earns.</summary>
public enum DiscountsInBase
{
    /// <summary>What is paid earns.</summary>
    Deducted,

    /// <summary>Only discounts aimed at the line lower its base; those on the whole basket do not.</summary>
    LineOnly,

    /// <summary>The price before discounts earns.</summary>
    Ignored,
}

/// <summary>How much of what was earned a partial return takes back.</summary>
public enum EarnedOnReturn
{
    /// <summary>What the remaining basket would not have earned.</summary>
    ReEvaluated,

    /// <summary>The returned share of each rule that still holds, cut down so far; all of a rule that no longer holds.</summary>
    ByShare,
}

/// <summary>What of a purchase a rule counts, where it says so itself; what it does not say is as the program has it.</summary>
public sealed record OwnBase
{
    public bool? WithTax { get; init; }
    public bool? WithShipping { get; init; }
    public DiscountsInBase? Discounts { get; init; }
    public bool? PaidWithUnits { get; init; }
    public bool? PaidWithGiftCard { get; init; }

    /// <summary>What it comes to in a program.</summary>
    internal EarningBase In(EarningBase program) => program with
    {
        WithTax = WithTax ?? program.WithTax,
        WithShipping = WithShipping ?? program.WithShipping,
        Discounts = Discounts ?? program.Discounts,
        PaidWithUnits = PaidWithUnits ?? program.PaidWithUnits,
        PaidWithGiftCard = PaidWithGiftCard ?? program.PaidWithGiftCard,
    };

    internal static OwnBase Read(Node node, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var read = Of(fields);
        fields.End();
        return read;
    }

    /// <summary>What a program and a rule may both say.</summary>
    internal static OwnBase Of(Fields fields)
    {
        return new OwnBase
        {
            WithTax = Included("tax"),
            WithShipping = Included("shipping"),
            Discounts = fields.Choice<DiscountsInBase?>("discounts", null, ("deducted", DiscountsInBase.Deducted),
                ("line only", DiscountsInBase.LineOnly), ("ignored", DiscountsInBase.Ignored)),
            PaidWithUnits = Included("paid with units"),
            PaidWithGiftCard = Included("paid with gift card"),
        };

        bool? Included(string key) => fields.Choice<bool?>(key, null, ("included", true), ("excluded", false));
    }
}

/// <summary>What earns: one base for the program, beside which rules may have their own.</summary>
public sealed record EarningBase
{
    /// <summary>Prices are written with tax in them.</summary>
    public bool PricesWithTax { get; init; } = true;

    /// <summary>The tax earns too.</summary>
    public bool WithTax { get; init; } = true;
    public bool WithShipping { get; init; }
    public DiscountsInBase Discounts { get; init; } = DiscountsInBase.Deducted;

    /// <summary>The part paid with units earns too.</summary>
    public bool PaidWithUnits { get; init; }

    /// <summary>The part paid with a gift card or store credit earns too.</summary>
    public bool PaidWithGiftCard { get; init; } = true;
    public EarnedOnReturn Returned { get; init; } = EarnedOnReturn.ReEvaluated;

    /// <summary>Pieces that cost nothing count for rules that count items.</summary>
    public bool WithFreeItems { get; init; }

    internal static EarningBase Read(Node node, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var read = OwnBase.Of(fields).In(new EarningBase
        {
            PricesWithTax = fields.Choice("prices", true, ("with tax", true), ("without tax", false)),
            Returned = fields.Choice("returned", EarnedOnReturn.ReEvaluated, ("re-evaluated", EarnedOnReturn.ReEvaluated), ("by share", EarnedOnReturn.ByShare)),
            WithFreeItems = fields.Choice("free items", false, ("included", true), ("excluded", false)),
        });
        fields.End();
        return read;
    }
}
