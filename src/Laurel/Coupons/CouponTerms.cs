using Laurel.Definitions;

namespace Laurel.Coupons;

/// <summary>How codes are issued from an offer: <c>coupons: {for: holder, uses: 1, lasts: 30 days, returned: given back}</c>.</summary>
public sealed record CouponTerms
{
    /// <summary>Only the member it was issued to can use it.</summary>
    public bool IsPersonal { get; init; } = true;

    /// <summary>How many purchases it can be used in; null is any number.</summary>
    public int? Uses { get; init; } = 1;

    /// <summary>How long it can be used from the day it was issued; null is as long as the offer.</summary>
    public Period? Lasts { get; init; }

    /// <summary>A purchase that comes back whole gives its use back.</summary>
    public bool GivenBack { get; init; } = true;

    internal static CouponTerms Read(Node node, List<Problem> problems)
    {
        var fields = new Fields(node, problems, "coupons");
        var terms = new CouponTerms
        {
            IsPersonal = fields.Choice("for", true, ("holder", true), ("anyone", false)),
            Uses = fields.Read<int?>("uses", 1, ReadUses),
            Lasts = fields.Read<Period?>("lasts", null, n => Sentences.Like("lasts", n, ReadPeriod)),
            GivenBack = fields.Choice("returned", true, ("given back", true), ("used", false)),
        };
        fields.End();
        return terms;
    }

    private static int? ReadUses(Node node)
    {
        var phrase = new Phrase(node);
        if (phrase.Take("any number"))
            return null;
        var uses = phrase.Whole();
        phrase.End();
        return uses > 0 ? uses : throw phrase.Wrong("phrase-positive-expected", $"{uses}");
    }

    private static Period? ReadPeriod(Node node)
    {
        var phrase = new Phrase(node);
        var period = phrase.Period(alsoHours: true);
        phrase.End();
        return period;
    }
}
