namespace Laurel.Earning;

/// <summary>Which line brought how many units: each rule's part, shared by what each line is worth to the rule.</summary>
public static class Attribution
{
    /// <summary>Units per unit id, one figure per line of the purchase; they add up to what was earned.</summary>
    public static IReadOnlyDictionary<string, long[]> Of(Program program, PurchaseRow row)
    {
        var rules = program.Version(row.Recorded.Version);
        var basket = Basket(rules, row);
        var judge = new Judge(rules, basket, _ => 0);
        var sums = new Dictionary<string, long[]>();
        foreach (var moved in row.Events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Earned && m.Purchase == row.Recorded.Purchase))
        {
            var sum = sums[moved.Unit] = new long[basket.Lines.Count];
            foreach (var part in moved.Parts)
            {
                var shares = Round.Share(part.Amount, judge.Weights(rules.Rule(part.Rule)));
                for (var i = 0; i < sum.Length; i++)
                    sum[i] += shares[i];
            }
        }
        return sums;
    }

    private static Basket Basket(Rules rules, PurchaseRow row) => new()
    {
        Purchase = row.Command.Purchase,
        Lines = [.. row.Command.Purchase.Lines.Select((l, i) => new BasketLine(l, row.Recorded.Prices[i], l.Quantity))],
        Local = rules.Calendar.Local(row.Recorded.At),
        Tier = row.Recorded.Tier,
        Earlier = row.Recorded.Earlier,
        Joined = row.Recorded.Joined is { } joined ? rules.Calendar.Day(joined) : null,
        Traits = row.Command.Traits,
    };
}
