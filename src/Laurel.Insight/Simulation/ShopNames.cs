namespace Laurel.Insight.Simulation;

/// <summary>Ids that say nothing: the one of a shopper cannot be guessed from the one of the member she became.</summary>
internal static class ShopNames
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    public static MemberId Member(ulong seed, int person) => new("mem_" + Code(Dice.Hash(seed, DrawnFor.MemberName, person)));

    public static ShopperId Shopper(ulong seed, int person) => new("shp_" + Code(Dice.Hash(seed, DrawnFor.ShopperName, person)));

    private static string Code(ulong bits) => string.Create(13, bits, static (span, left) =>
    {
        for (var i = 0; i < span.Length; i++, left >>= 5)
            span[i] = Digits[(int)(left & 31)];
    });
}
