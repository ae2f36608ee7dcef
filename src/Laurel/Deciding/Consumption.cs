using Laurel.Earning;

namespace Laurel.Deciding;

/// <summary>What was used of limits and stock before a command, and what the command itself uses and frees.</summary>
internal sealed class Consumption(Seen seen, Ledger? ledger)
{
    private Dictionary<string, long>? planned;

    /// <summary>How much of a counter is used, planned uses included.</summary>
    public long this[string counter] => Counters.IsSpent(counter)
        ? Booked(counter)
        : Math.Max(0, Booked(counter)) + Planned(counter);

    /// <summary>Adds what the command is going to use; it is asked before its events happen.</summary>
    public void Plan(IEnumerable<Use> uses)
    {
        foreach (var use in uses)
            (planned ??= [])[use.Counter] = Planned(use.Counter) + use.Amount;
    }

    /// <summary>What limits leave of an amount: none where one is used up that counts times, or one rejects what is beyond it.</summary>
    public long Allows(long amount, IEnumerable<(Limit Limit, string Counter)> limits)
    {
        var allowed = amount;
        foreach (var (limit, counter) in limits)
        {
            var left = Math.Max(0, limit.Amount - this[counter]);
            if (limit.IsTimes ? left == 0 : limit.Rejects && left < amount)
                return 0;
            allowed = limit.IsTimes ? allowed : Math.Min(allowed, left);
        }
        return allowed;
    }

    private long Planned(string counter) => planned?.GetValueOrDefault(counter) ?? 0;

    private long Booked(string counter) => !Counters.IsShared(counter) ? ledger?.Member.Used(counter) ?? 0
        : Counters.Rolled(counter) is var (on, length) ? Fullest(counter, on, length)
        : seen.Tally(counter) + Now(u => u.Counter == counter).Sum(u => u.Amount);

    private long Fullest(string counter, DateTime on, TimeSpan length)
    {
        var kept = Counters.Kept(counter);
        var now = Now(u => Counters.Kept(u.Counter) == kept).Aggregate(seen.Days(counter), (sum, use) => Evolve.Add(sum, Counters.OfDay(use.Counter), use.Amount));
        return Counters.Fullest(now, Counters.OfDay(counter), on, length);
    }

    /// <summary>What the command itself has used so far.</summary>
    private IEnumerable<Use> Now(Func<Use, bool> isMeant) => (ledger?.Events ?? []).SelectMany(Counters.Of).Where(isMeant);
}
