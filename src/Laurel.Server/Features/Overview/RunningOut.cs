using Laurel.Earning;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Overview;

/// <summary>Budgets and stocks of which little is left, while something can still be done about it.</summary>
internal static class RunningOut
{
    /// <summary>Of so much, the part that may be used before it is told.</summary>
    private const decimal Enough = 0.8m;

    public static async Task<IReadOnlyList<string>> SayAsync(ProgramInView program, Shown shown)
    {
        var supplies = program.Program.Supplies(program.Now);
        if (supplies.Count == 0)
            return [];
        var (_, tallies) = await program.Organization.Journal.Read(program.Id, [.. supplies.Select(s => s.Counter).Distinct()]);
        return [.. supplies.Select(s => (Supply: s, Used: (tallies.GetValueOrDefault(s.Counter) as Tally)?.Amount ?? 0))
            .Where(s => s.Supply.Most > 0 && s.Used >= s.Supply.Most * Enough)
            .OrderByDescending(s => (decimal)s.Used / s.Supply.Most)
            .Select(s => Say(shown, s.Supply, s.Used))];
    }

    private static string Say(Shown shown, Supply supply, long used)
    {
        var left = Math.Max(0, supply.Most - used);
        var key = (supply.IsStock, left) switch
        {
            (true, 0) => "gone",
            (true, _) => "left",
            (false, 0) => "used-up",
            _ => "used",
        };
        return Words.Say(shown.Language, "overview." + key,
            ("thing", shown.Definition.Unit(supply.Of) is null ? shown.Name(supply.Name, supply.Of) : shown.UnitName(supply.Of)),
            ("used", Amount(used)), ("left", Amount(left)), ("most", Amount(supply.Most)));

        string Amount(long amount) => supply.IsTimes ? shown.Number(amount) : supply.Unit is { } unit ? shown.Units(amount, unit) : shown.Money(amount);
    }
}
