using Laurel.Memberships;

namespace Laurel.Deciding;

/// <summary>
/// The end of a program: after its last day paid memberships are over and their unused days paid back; units can be used for a while, and
/// then they expire. Stored money is the customer's and stays.
/// </summary>
internal static class Closing
{
    /// <summary>The next instant at which something of a member ends with the program.</summary>
    public static DateTimeOffset? Next(Ledger ledger, DateTimeOffset until)
    {
        var definition = ledger.Rules.Definition;
        var stops = definition.Stops is { } stop && stop <= until
            && ledger.Member.Memberships.Any(m => IsOpen(m, stop) && definition.Membership(m.Plan) is not null) ? definition.Stops : null;
        var closes = definition.Closes is { } close && close <= until && ledger.Member.Lots.Any(l => Goes(ledger, l, close)) ? definition.Closes : null;
        return Earliest(stops, closes);
    }

    public static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    /// <summary>Books what ends with the program at an instant.</summary>
    public static void Book(Ledger ledger, DateTimeOffset at)
    {
        if (ledger.Rules.Definition.Stops == at)
            Subscribing.Stop(ledger, at);
        if (ledger.Rules.Definition.Closes == at)
            ledger.Expire(at, l => Goes(ledger, l, at));
    }

    private static bool IsOpen(Memberships.HeldMembership held, DateTimeOffset stop) => held.Ended is null && !(held.Lapses <= stop);

    private static bool Goes(Ledger ledger, Lot lot, DateTimeOffset at) =>
        lot.Earned < at && lot.Left > ledger.Member.Held(lot, at) && ledger.Rules.Definition.Unit(lot.Unit)?.Money is null;
}
