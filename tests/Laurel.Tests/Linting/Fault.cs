using Laurel.Definitions;

namespace Laurel.Tests.Linting;

/// <summary>A kind of fault that is put into a definition that has none; the dice choose where and how.</summary>
internal sealed record Fault(string Code, Func<Mapping, Random, Mapping> Put)
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("arbitrage", Arbitrage),
        new("return-above-margin", TooGenerous),
        new("tier-unreachable", Unreachable),
        new("tier-contradictory", Contradictory),
        new("rule-shadowed", Shadowed),
        new("rule-never-applies", NeverApplies),
        new("unit-unusable", Unusable),
        new("limit-never-binds", NeverBinds),
        new("dates-never-overlap", NoDay),
        new("reward-unaffordable", Unaffordable),
        new("expires-before-first-reward", TooShort),
        new("pending-outlives-units", Outlived),
        new("prizes-above-stake", GenerousPrizes),
        new("prize-never-paid", EmptyPrize),
        new("game-never-played", NoPlay),
        new("challenge-unreachable", Impossible),
        new("partner-units-unusable", TakenNowhere),
        new("pool-runs-dry", Drained),
        new("accepts-below-worth", Underpaid),
        new("rate-implausible", Slip),
    ];

    /// <summary>Buy, redeem, return and keep; a price far below the worth; gifts for joining, inviting or reviewing without end; free by code.</summary>
    private static Mapping Arbitrage(Mapping definition, Random dice) => dice.Next(5) switch
    {
        0 => Keep(definition, "only pending"),
        1 => Keep(definition, "within balance"),
        2 => Base(definition, dice, "1 UNIT", $"{dice.Next(40, 90)}.00 EUR off").With(["units", Unit(definition)], "pending", null).With([], "referral", null),
        3 => definition.With(["earning"], "thanks", $"{{give: {dice.Next(900, 5000)} {Unit(definition)}, when: {{activity: survey}}}}"),
        _ => definition
            .With(["offers"], "half", "{gives: 60% off, code: HALF}")
            .With(["offers"], "rest", $"{{gives: {dice.Next(500, 900)}.00 EUR off, code: REST}}"),
    };

    /// <summary>What was bought can be returned after its units were used.</summary>
    private static Mapping Keep(Mapping definition, string policy) => ((Mapping)definition["units"]!).Pairs.Select(p => p.Key)
        .Aggregate(definition, (d, unit) => d.With(["units", unit], "pending", null).With(["units", unit], "returns", policy))
        .With([], "referral", null);

    private static Mapping TooGenerous(Mapping definition, Random dice) => dice.Next(2) == 0
        ? definition.With(["earning"], "generous", $"{{give: {dice.Next(3, 6) * 100} {Unit(definition)} per 1.00 EUR}}")
        : definition.With(["offers"], "always", $"{{gives: {dice.Next(82, 94)}% off}}");

    private static Mapping Unreachable(Mapping definition, Random dice)
    {
        var at = dice.Next(3) switch
        {
            0 => $"{dice.Next(3, 9)}000000000.00 EUR",
            1 => $"{dice.Next(5, 9)}00000 visits",
            _ => "5 medals",
        };
        var with = at.EndsWith("medals", StringComparison.Ordinal)
            ? definition.With(["units"], "medal", "{}").With(["rewards"], "medal-reward", "{costs: 1 medal, gives: {merchandise: ribbon}}")
            : definition;
        return Tiered(with).With(["tiers", "levels"], "summit", $"{{at: {at}}}");
    }

    private static Mapping Contradictory(Mapping definition, Random dice)
    {
        var tiered = Tiered(definition);
        var levels = ((Mapping)((Mapping)tiered["tiers"]!)["levels"]!).Pairs.Select(p => p.Key).ToArray();
        return dice.Next(3) switch
        {
            0 => tiered.With(["tiers", "levels", levels[1]], "at", "100.00 EUR").With(["tiers", "levels", levels[1]], "keep", $"{dice.Next(200, 300)}.00 EUR"),
            1 => tiered.With(["tiers"], "down", "never").With(["tiers", "levels", levels[1]], "keep", $"{dice.Next(5, 30)}.00 EUR"),
            _ => tiered.With(["tiers", "levels", levels[0]], "at", $"{dice.Next(5, 30)}.00 EUR"),
        };
    }

    /// <summary>With levels of its own where it has none.</summary>
    private static Mapping Tiered(Mapping definition) => definition["tiers"] is not null ? definition : definition.With([], "tiers",
        "{counts: spend in the last 12 months, down: at end of month, levels: {plain: {}, regular: {at: 300.00 EUR, keep: 200.00 EUR}}}");

    /// <summary>A rule that always gives less, comes later, or comes after one that always applies alone.</summary>
    private static Mapping Shadowed(Mapping definition, Random dice)
    {
        var unit = Unit(definition);
        var two = definition
            .With(["earning"], "larger", $"{{give: {dice.Next(3, 6)} {unit}, when: {{basket: at least 1.00 EUR}}}}")
            .With(["earning"], "smaller", $"{{give: 1 {unit}, when: {{basket: at least {dice.Next(2, 30)}.00 EUR}}}}");
        var rest = string.Join(", ", ((Mapping)definition["earning"]!).Pairs.Select(p => p.Key));
        return two.With([], "stack", dice.Next(3) switch
        {
            0 => $"[{{all: [{rest}]}}, {{best: [smaller, larger]}}]",
            1 => $"[{{all: [{rest}]}}, {{first: [larger, smaller]}}]",
            _ => $"[{{all: [{rest}]}}, {{exclusive: [larger]}}, {{all: [smaller]}}]",
        });
    }

    private static Mapping NeverApplies(Mapping definition, Random dice)
    {
        var unit = Unit(definition);
        return definition.With(["earning"], "never", dice.Next(6) switch
        {
            0 => $"{{give: 2 {unit}, when: {{line: {{kind: gift-card}}}}}}",
            1 => $"{{give: 2 {unit}, when: {{hour: from 10:00 to 10:00}}}}",
            2 => $"{{give: 2 {unit}, when: {{first purchase: ever, visits: at least {dice.Next(2, 5)}}}}}",
            3 => $"{{give: 2 {unit}, when: {{line: {{category: hats, not: {{category: hats}}}}}}}}",
            4 => $"{{give: {dice.Next(5, 50)} {unit}, when: {{chance: 0%}}}}",
            _ => $"{{give: 2 {unit}, when: {{visits: at least {dice.Next(20, 60)} per week}}}}",
        });
    }

    private static Mapping Unusable(Mapping definition, Random dice) => definition
        .With(["units"], "sticker", dice.Next(2) == 0 ? "{}" : "{expires: 12 months after earning, returns: arrears}")
        .With(["earning"], "stickers", dice.Next(2) == 0 ? "{give: 1 sticker for every item}" : $"{{give: {dice.Next(1, 9)} stickers per 1.00 EUR}}");

    private static Mapping NeverBinds(Mapping definition, Random dice)
    {
        var unit = Unit(definition);
        return definition.With(["earning"], "bounded", dice.Next(5) switch
        {
            0 => $"{{give: 1 {unit}, limit: {dice.Next(50, 500)} {unit} per purchase}}",
            1 => $"{{give: 1 {unit}, limit: [1 per member per year, {dice.Next(2, 9)} per member per month]}}",
            2 => $"{{give: 1 {unit}, when: {{first purchase: ever}}, limit: {dice.Next(2, 5)} per member}}",
            3 => $"{{give: 1 {unit}, limit: [2 per member per month, {dice.Next(10, 90)} {unit} per member per month]}}",
            _ => $"{{give: 1 {unit}, limit: {dice.Next(2, 9)} per purchase}}",
        });
    }

    private static Mapping NoDay(Mapping definition, Random dice)
    {
        var unit = Unit(definition);
        return dice.Next(4) switch
        {
            0 => definition.With([], "starts", "2026-01-01").With(["earning"], "past",
                $"{{give: 2 {unit}, when: {{period: from 2025-{dice.Next(1, 9):00}-01 to 2025-12-24}}}}"),
            1 => definition.With([], "ends", "2026-12-31").With(["offers"], "late", $"{{gives: 5% off, valid: from 2027-{dice.Next(1, 9):00}-01 to 2027-12-01}}"),
            2 => definition.With(["earning"], "no-sunday", $"{{give: 2 {unit}, when: {{day: sunday, period: from 2026-03-02 to 2026-03-{dice.Next(3, 7):00}}}}}"),
            _ => definition.With(["offers"], "apart",
                $"{{gives: 5% off, valid: from 2026-06-01 to 2026-06-30, when: {{period: from 2026-0{dice.Next(7, 9)}-01 to 2026-12-31}}}}"),
        };
    }

    private static Mapping Unaffordable(Mapping definition, Random dice)
    {
        var unit = Unit(definition);
        return dice.Next(2) == 0
            ? definition.With(["rewards"], "car", $"{{costs: {dice.Next(2, 9)}00000000 {unit}, gives: {{merchandise: car}}}}")
            : definition.With(["units", unit], "limit", $"{dice.Next(3, 9)} {unit} per member")
                .With(["rewards"], "pen", $"{{costs: {dice.Next(20, 90)} {unit}, gives: {{merchandise: pen}}}}");
    }

    private static Mapping TooShort(Mapping definition, Random dice) => Units(definition).Aggregate(definition, (d, unit) => d
        .With(["units", unit], "pending", null).With(["units", unit], "limit", null)
        .With(["units", unit], "expires", dice.Next(2) == 0 ? "1 day after earning" : "1 day since last visit"))
        .With(["earning"], "hello", null).With(["earning"], "welcome", null).With(["earning"], "first-big", null).With([], "referral", null).Dearer();

    private static Mapping Outlived(Mapping definition, Random dice)
    {
        var unit = Unit(definition);
        return definition.With(["units", unit], "pending", $"{dice.Next(60, 200)} days").With(["units", unit], "expires", $"{dice.Next(5, 50)} days after earning");
    }

    private static Mapping GenerousPrizes(Mapping definition, Random dice)
    {
        var with = definition.With(["rewards"], "fortune", $"{{costs: 1 {Unit(definition)}, gives: 900.00 EUR off, limit: 1 per member}}");
        return dice.Next(4) switch
        {
            0 => with.With(["games"], "riches", $"{{plays: {dice.Next(1, 4)} per visit, odds: {{fortune: 80%, nothing: 20%}}}}"),
            1 => with.With(["games"], "riches", "{kind: quiz, plays: 3 per day, questions: {one: {ask: Where?, choices: {a: Here, b: There}, right: a}}, give: fortune}"),
            2 => with.With(["games"], "riches", "{kind: scratch card, plays: 1 per purchase, when: {basket: at least 1.00 EUR}, odds: {fortune: 95%, nothing: 5%}}"),
            _ => with.With(["surprises"], "riches",
                $"{{give: {dice.Next(50, 90)}0000 {Unit(definition)}, to: 90% of visits, budget: 100000000 {Unit(definition)} per month}}"),
        };
    }

    private static Mapping EmptyPrize(Mapping definition, Random dice)
    {
        var unit = Unit(definition);
        return dice.Next(4) switch
        {
            0 => definition.With(["games"], "empty",
                $"{{plays: 1 per visit, odds: {{{dice.Next(20, 90)} {unit}: 0.01%, nothing: 99.99%}}, budget: {dice.Next(2, 9)} {unit} per month}}"),
            1 => definition.With(["games"], "empty", $"{{plays: 1 per visit, odds: {{{dice.Next(2, 9)} {unit}: 0%, 1 {unit}: 1%, nothing: 99%}}}}"),
            2 => definition.With(["surprises"], "empty", $"{{give: {dice.Next(20, 90)} {unit}, to: 0.01% of visits, budget: {dice.Next(2, 9)} {unit} per week}}"),
            _ => definition.With(["rewards"], "gone", $"{{costs: 5 {unit}, gives: {{merchandise: gone}}, stock: 0}}")
                .With(["games"], "empty", "{plays: 1 per visit, odds: {gone: 1%, nothing: 99%}}"),
        };
    }

    private static Mapping NoPlay(Mapping definition, Random dice) => definition.With(["games"], "shut", dice.Next(3) switch
    {
        0 => $"{{plays: 1 per visit, when: {{hour: from 10:00 to 10:00}}, odds: {{1 {Unit(definition)}: 1%, nothing: 99%}}}}",
        1 => $"{{plays: 1 per purchase, when: {{line: {{category: hats, not: {{category: hats}}}}}}, odds: {{1 {Unit(definition)}: 1%, nothing: 99%}}}}",
        _ => $"{{plays: 1 per visit, when: {{first purchase: ever, visits: at least {dice.Next(2, 5)}}}, odds: {{1 {Unit(definition)}: 1%, nothing: 99%}}}}",
    });

    private static Mapping Impossible(Mapping definition, Random dice) => definition.With(["challenges"], "wall", dice.Next(4) switch
    {
        0 => $"{{do: visit {dice.Next(8, 20)} weeks in a row, within: 30 days, give: 1 {Unit(definition)}}}",
        1 => $"{{do: visit {dice.Next(3, 9)} days in a row, within: the same day, give: 1 {Unit(definition)}}}",
        2 => $"{{do: buy 2 items, when: {{line: {{category: hats, not: {{category: hats}}}}}}, give: 1 {Unit(definition)}}}",
        _ => $"{{do: buy in {dice.Next(3, 6)} categories, when: {{line: {{category: [hats, gloves]}}}}, give: 1 {Unit(definition)}}}",
    });

    private static Mapping TakenNowhere(Mapping definition, Random dice) => definition.With([], "partners", dice.Next(2) == 0
        ? "{mill: {issues at: 0.010 EUR, accepts: no, used at: mill}, forge: {issues at: 0.010 EUR, accepts at: 0.010 EUR}}"
        : "{mill: {issues at: 0.010 EUR, used at: forge}, forge: {accepts: no}}");

    private static Mapping Drained(Mapping definition, Random dice) => Cashed(definition)
        .With([], "partners", $"{{mill: {{issues at: 0.0{dice.Next(10, 40)} EUR, accepts at: 0.010 EUR}}, "
            + $"forge: {{issues at: 0.010 EUR, accepts at: 0.0{dice.Next(50, 90)} EUR}}}}");

    private static Mapping Underpaid(Mapping definition, Random dice) => Cashed(definition)
        .With([], "partners", $"{{mill: {{issues at: 0.010 EUR}}, forge: {{issues at: 0.010 EUR, accepts at: 0.000{dice.Next(1, 4)} EUR}}}}");

    /// <summary>With a first reward that takes money off.</summary>
    private static Mapping Cashed(Mapping definition) => definition.With([], "memberships", null)
        .With([], "rewards", $"{{cash: {{costs: 5 {Unit(definition)}, gives: 2.00 EUR off}}}}");

    private static Mapping Slip(Mapping definition, Random dice) =>
        definition.With([], "rates", $"{{GBP: [1.1{dice.Next(1, 9)} EUR, 11.{dice.Next(1, 9)} EUR from 2026-06-01]}}");

    /// <summary>The unit that most is earned in: the first.</summary>
    private static string Unit(Mapping definition) => Units(definition).First();

    private static IEnumerable<string> Units(Mapping definition) => ((Mapping)definition["units"]!).Pairs.Select(p => p.Key);

    private static Mapping Base(Mapping definition, Random dice, string costs, string gives) =>
        definition.With(["rewards"], $"gift-{dice.Next(100)}", $"{{costs: {costs.Replace("UNIT", Unit(definition))}, gives: {gives}}}");
}
