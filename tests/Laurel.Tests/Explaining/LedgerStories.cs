namespace Laurel.Tests.Explaining;

/// <summary>Histories of what happens to units beside buying and redeeming.</summary>
internal static class LedgerStories
{
    public static readonly IReadOnlyList<(string Name, Telling Telling)> All = [("a purchase that arrives late", Late())];

    private static Telling Late()
    {
        var shop = Telling.Of("""
            {"program":"shop","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},
             "earning":{"spend":{"give":"1 point per 1.00 EUR"},"more":{"give":"1 point per 1.00 EUR","when":{"tier":"gold"}}},
             "tiers":{"counts":"spend ever","levels":{"base":{},"gold":{"at":"100.00 EUR"}}}}
            """);
        shop.Enrol("2026-01-05T08:00");
        shop.Buy("S-2", "2026-02-02T09:00", Telling.Line("A", 2000));
        shop.Buy("S-1", "2026-02-01T09:00", Telling.Line("A", 10000));
        return shop;
    }
}
