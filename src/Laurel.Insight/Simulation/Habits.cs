namespace Laurel.Insight.Simulation;

/// <summary>
/// How members use their beans. The balance is known to the engine alone, so a member counts roughly: a bean for each full euro
/// of goods once it is fourteen days old, less what she used and what she took back; she forgets every bonus. She therefore asks
/// for a reward late rather than early, and what she asks for too soon (a limit, stock, a tier) is refused without harm.
/// </summary>
internal sealed class Habits(ulong seed, int people)
{
    public const int DaysPending = 14;
    private const double AsksShare = 0.5;
    private const long TastingFrom = 450_00;

    // Never uses any, coffee, cake, voucher, gives away.
    private static readonly double[] Kinds = [0.20, 0.42, 0.15, 0.17, 0.06];
    private static readonly (string Reward, long Beans, bool InShops)[] Wishes =
    [
        ("espresso", 40, true), ("cake", 80, true), ("five-euro-voucher", 200, false), ("food-bank", 100, false),
    ];

    private readonly long[] beans = new long[people];
    private readonly long[] spent = new long[people];

    /// <summary>Beans that came of age, or went back with goods.</summary>
    public void Count(int person, long amount) => beans[person] += amount;

    public void Spend(int person, long minor) => spent[person] += minor;

    /// <summary>What she asks for at this visit, if anything; her own count goes down by it.</summary>
    public string? Ask(int person, bool isOnline, DateOnly day, ref Dice dice)
    {
        var asks = dice.Chance(AsksShare);
        if (WantsTasting(person, isOnline, day, ref dice))
            return "coffee-tasting";
        var habit = Dice.For(seed, DrawnFor.Habit, person);
        var kind = habit.Pick(Kinds);
        if (kind == 0 || !asks)
            return null;
        var (reward, cost, inShops) = Wishes[kind - 1];
        if (beans[person] < cost || (inShops && isOnline))
            return null;
        beans[person] -= cost;
        return reward;
    }

    // The evening for gold members is announced in November; who spent a lot asks for a place.
    private bool WantsTasting(int person, bool isOnline, DateOnly day, ref Dice dice)
    {
        if (day.Month != 11 || isOnline || spent[person] < TastingFrom || !dice.Chance(0.2))
            return false;
        spent[person] = 0;
        return true;
    }
}
