using Laurel.Definitions;
using Laurel.Pricing;

namespace Laurel.Rewards.Benefits;

/// <summary>One item of a category, the dearest that fits: <c>item: coffee up to 4.50 EUR</c>.</summary>
public sealed record FreeItem(string Category, Money? UpTo) : Benefit
{
    public override string Name => "item";

    public override bool TakesPieces => true;

    public override bool MakesFree => true;

    public override decimal? Worth => UpTo?.Minor;

    internal override long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times) => ByPrice.Off(lines, Pieces(lines, times), 1);

    internal override decimal[] Pieces(IReadOnlyList<LineToPay> lines, decimal times) =>
        ByPrice.Dearest(lines, l => l.Line.Category == Category, times, UpTo?.Minor);

    internal override bool Takes(string currency) => UpTo is null || UpTo.Value.Currency.Code == currency;
}
