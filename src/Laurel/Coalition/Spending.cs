namespace Laurel.Coalition;

/// <summary>Which lots may be used at a place, and whose come first; within one issuer the order of use is the ledger's.</summary>
internal sealed class Spending
{
    private readonly Definition definition;
    private readonly string here;
    private readonly IReadOnlyList<string> first;

    private Spending(Definition definition, string? location, IReadOnlyList<string> first)
    {
        var partner = definition.PartnerAt(location);
        this.definition = definition;
        here = partner?.Id ?? Shares.Us;
        this.first = first.Count > 0 ? first : partner?.UsesFirst ?? [];
    }

    /// <summary>What may be used at a location; null where nothing is restricted.</summary>
    public static Spending? At(Definition definition, string? location, IReadOnlyList<string> first) =>
        definition.Partners.Count == 0 ? null : new Spending(definition, location, first);

    public bool May(Lot lot) => lot.Issuer is not { } issuer || definition.Partner(issuer)?.UsedAt is not { } places || places.Contains(here);

    public IEnumerable<Lot> InOrder(IEnumerable<Lot> lots) => first.Count == 0 ? lots : lots.OrderBy(Place);

    private int Place(Lot lot)
    {
        var place = first.ToList().IndexOf(lot.Issuer ?? Shares.Us);
        return place < 0 ? first.Count : place;
    }
}
