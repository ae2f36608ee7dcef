namespace Laurel.Memberships;

/// <summary>
/// What memberships save on a purchase: what their offers and rewards take off, and what their rules bring beside, at what a unit is
/// worth that day. It stands beside what was paid for them.
/// </summary>
internal static class Saving
{
    /// <param name="ledger">Of the member.</param>
    /// <param name="at">When it is booked.</param>
    /// <param name="purchase">The purchase.</param>
    /// <param name="rules">The version that judges the purchase.</param>
    /// <param name="saved">What each offer, reward and rule came to, in minor units.</param>
    public static void Book(Ledger ledger, DateTimeOffset at, Purchase purchase, Rules rules, IEnumerable<(string Source, long Minor)> saved)
    {
        foreach (var held in Counted(ledger.Member, rules, purchase).ToArray())
        {
            var gives = rules.Definition.Membership(held.Plan)?.Gives ?? [];
            var sum = saved.Where(s => gives.Contains(s.Source)).Sum(s => s.Minor);
            if (sum == 0)
                continue;
            ledger.Happen(new MembershipChanged
            {
                At = at,
                Member = ledger.Member.Id,
                Change = MembershipChange.Saved,
                Saved = sum,
                After = held with { Saved = held.Saved + sum },
            });
        }
    }

    /// <summary>What units are worth in money, in minor units; nothing where no reward says it.</summary>
    public static long Worth(Rules rules, string unit, long amount) =>
        rules.Definition.Worth(unit) is { } worth ? Round.Money(worth * amount / rules.Definition.Unit(unit)!.Scale) : 0;

    /// <summary>The memberships that count for a purchase: held at its time, and bought in its own basket only where that counts.</summary>
    public static IEnumerable<HeldMembership> Counted(Member member, Rules rules, Purchase purchase) => member.Memberships
        .Where(m => m.IsHeld(purchase.At))
        .Where(m => m.Periods[0].Purchase != purchase.Id || rules.Definition.Membership(m.Plan) is { InItsBasket: true });

    /// <summary>The plans that count for a basket: of memberships held, and of those that the lines left in it buy.</summary>
    public static IReadOnlyList<string> Plans(Rules rules, Member? member, Purchase purchase, IEnumerable<Line> left) =>
        member is null || rules.Definition.Memberships.Count == 0 ? [] : PlansOf(rules, member, purchase, left);

    private static string[] PlansOf(Rules rules, Member member, Purchase purchase, IEnumerable<Line> left)
    {
        var before = Counted(member, rules, purchase).Where(m => m.Periods[0].Purchase != purchase.Id).Select(m => m.Plan);
        return [.. before.Concat(Sold(rules, left).Where(p => p.InItsBasket).Select(p => p.Id)).Distinct()];
    }

    /// <summary>The plans whose article is among the lines.</summary>
    public static IEnumerable<MembershipPlan> Sold(Rules rules, IEnumerable<Line> lines) =>
        rules.Definition.Memberships.Where(p => p.Sku is { } sku && lines.Any(l => l.Sku == sku && l.Quantity > 0));
}
