using System.Globalization;

namespace Laurel.Linting;

/// <summary>How commands and what came of them are written as steps of an example.</summary>
internal static class Written
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A text as a scalar, in quotes where it could be read as anything else.</summary>
    public static string Text(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        ? text
        : "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    public static string Texts(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Text))}]";

    public static string Number(decimal number) => number.ToString("0.######", Culture);

    public static string Amount(Definition definition, string unit, long amount) =>
        $"{Number(definition.Unit(unit)!.ToDecimal(amount))} {unit}";

    public static string Money(Currency currency, decimal minor) => minor == decimal.Truncate(minor)
        ? $"{currency.Plain((long)minor)} {currency.Code}"
        : $"{Number(minor / currency.Scale)} {currency.Code}";

    public static string Time(DateTime local) => local.ToString("yyyy-MM-dd HH:mm", Culture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", Culture);

    public static string Line(Line line, Currency currency)
    {
        var parts = new List<string> { $"sku: {Text(line.Sku)}" };
        Add("category", line.Category);
        Add("brand", line.Brand);
        if (line.Labels.Count > 0)
            parts.Add($"labels: {Texts(line.Labels)}");
        Add("kind", line.Kind == Laurel.Line.Product ? null : line.Kind);
        if (line.Quantity != 1)
            parts.Add($"qty: {Number(line.Quantity)}");
        parts.Add($"price: {Money(currency, line.UnitPrice)}");
        if (line.TaxRate is { } rate)
            parts.Add($"tax: {Number(rate * 100)}%");
        if (line.UnitCost is { } cost)
            parts.Add($"cost: {Money(currency, cost)}");
        Add("loads", line.Loads?.Value);
        Add("loads in", line.LoadsIn);
        return $"{{{string.Join(", ", parts)}}}";

        void Add(string key, string? value)
        {
            if (value is not null)
                parts.Add($"{key}: {Text(value)}");
        }
    }

    /// <summary>What a step answered, as the expectations that hold of it.</summary>
    public static IEnumerable<string> Outcome(Command command, Decision decision, Definition definition)
    {
        if (decision.Refusal is { } refusal)
            return [$"refused: {refusal.Code}"];
        var said = new List<string>();
        var moves = decision.Events.OfType<UnitsMoved>().Where(m => !m.IsRestated && !IsBonus(m)).ToArray();
        switch (command)
        {
            case RecordPurchase purchase:
                said.Add("earns: " + Sums(m => m.Movement is Movement.Earned or Movement.TakenBack));
                said.Add("total: " + Money(Laurel.Currency.TryParse(purchase.Purchase.Currency)!.Value, decision.Events.OfType<PurchaseRecorded>().Single().Total));
                break;
            case ReturnLines:
                said.Add("takes: " + Sums(m => m.Movement == Movement.TakenBack, -1));
                said.Add("pays back: " + Money(definition.Currency, decision.Events.OfType<LinesReturned>().Single().Total));
                break;
            case RecordActivity:
                said.Add("earns: " + Sums(m => m.Movement == Movement.Earned));
                break;
            case ReserveReward:
                said.Add("uses: " + Sums(m => m.Movement == Movement.Redeemed, -1));
                break;
            case Games.PlayGame:
                var played = decision.Events.OfType<Games.GamePlayed>().Single();
                said.Add("wins: " + Listed(played.Won.Select(p => p.Reward ?? Amount(definition, p.Unit!, p.Amount))));
                said.Add("given: " + Listed(played.Gifts.Where(g => g.Amount > 0 || g.Redemption is not null).Select(g => g.Reward ?? Amount(definition, g.Unit!, g.Amount))));
                break;
            case PassTime:
                said.Add("expires: " + Sums(m => m.Movement == Movement.Expired, -1));
                break;
        }
        return said;

        string Sums(Func<UnitsMoved, bool> which, int sign = 1)
        {
            var sums = definition.Units.Select(u => (u.Id, Sum: sign * moves.Where(m => m.Unit == u.Id && which(m)).Sum(m => m.Amount)))
                .Where(s => s.Sum != 0).Select(s => Amount(definition, s.Id, s.Sum)).ToArray();
            return Listed(sums);
        }
    }

    private static string Listed(IEnumerable<string> all) => all.ToArray() switch { [] => "nothing", [var one] => one, var many => $"[{string.Join(", ", many)}]" };

    private static bool IsBonus(UnitsMoved moved) => moved.Parts.Any(p => p.Rule.StartsWith("referral:", StringComparison.Ordinal));
}
