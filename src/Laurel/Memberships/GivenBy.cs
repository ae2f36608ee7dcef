using Laurel.Definitions;
using Laurel.Earning.Conditions;

namespace Laurel.Memberships;

/// <summary>Keeps what memberships give for those who hold one of them.</summary>
internal static class GivenBy
{
    public static Definition Restrict(Definition definition, Node? node, List<Problem> problems)
    {
        var plans = definition.Memberships
            .SelectMany(p => p.Gives.Select(name => (name, p.Id)))
            .ToLookup(g => g.name, g => g.Id);
        string[] known =
        [
            .. definition.Earning.Select(r => r.Id), .. definition.Rewards.Select(r => r.Id), .. definition.Offers.Select(o => o.Id),
            .. definition.Perks.Select(p => p.Id), .. definition.Allowances.Select(a => a.Id),
        ];
        foreach (var unknown in plans.Select(g => g.Key).Where(name => !known.Contains(name)))
            problems.Add(new Problem(node!.Line, "gives-unknown", unknown, Nearest.To(unknown, known) ?? unknown));
        return plans.Count == 0 ? definition : definition with
        {
            Earning = [.. definition.Earning.Select(r => r with { When = Only(r.Id, r.When) })],
            Rewards = [.. definition.Rewards.Select(r => r with { For = Only(r.Id, r.For) })],
            Offers = [.. definition.Offers.Select(o => o with { When = Only(o.Id, o.When) })],
            Allowances = [.. definition.Allowances.Select(a => a with { For = Only(a.Id, a.For) })],
            Perks = [.. definition.Perks.Select(p => p with { For = Only(p.Id, p.For) })],
        };

        IReadOnlyList<Condition> Only(string id, IReadOnlyList<Condition> conditions) =>
            plans[id].ToArray() is { Length: > 0 } any && !conditions.OfType<InMembership>().Any() ? [.. conditions, new InMembership(any)] : conditions;
    }
}
