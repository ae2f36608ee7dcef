using Laurel.Definitions;

namespace Laurel.Earning;

/// <summary>Something of which there is only so much for everybody together: a budget, or a reward's stock.</summary>
/// <param name="Of">The id of what it limits: a rule, offer, unit, game, challenge, cause or reward.</param>
/// <param name="Name">What that is called, where it has a name.</param>
/// <param name="Most">In the unit's smallest part, in minor units of money, or a number of times.</param>
/// <param name="Unit">The unit it counts; null where it counts money or times.</param>
/// <param name="Counter">The tally that says how much of it is used; none is nothing.</param>
public sealed record Supply(string Of, LocalText? Name, long Most, string? Unit, Key Counter)
{
    public bool IsTimes { get; init; }
    public bool IsStock { get; init; }

    /// <summary>Those that hold at an instant.</summary>
    internal static IReadOnlyList<Supply> All(Rules rules, DateTimeOffset at)
    {
        var definition = rules.Definition;
        var occasion = new Occasion(at, rules.Calendar.Day(at), null, null);
        var games = definition.Games.SelectMany(g => g.Budgets.Select((limit, number) => new OwnedLimit(limit, g.Owner, number)));
        return
        [
            .. rules.SharedLimits.Concat(games).Where(owned => owned.Limit is { Scope: LimitScope.Program, PerVisit: false, Days: null, Hours: null })
                .Select(owned => Budget(definition, owned, occasion)),
            .. definition.Rewards.Where(r => r.Stock is not null)
                .Select(r => new Supply(r.Id, r.Name, r.Stock!.Value, null, Key.Tally(Counters.Stock(r.Id))) { IsTimes = true, IsStock = true }),
        ];
    }

    private static Supply Budget(Definition definition, OwnedLimit owned, Occasion occasion)
    {
        var id = owned.Owner[(owned.Owner.IndexOf(':') + 1)..];
        var name = definition.Offer(id)?.Name ?? definition.Game(id)?.Name ?? definition.Challenge(id)?.Name;
        return new Supply(id, name, owned.Limit.Amount, owned.Limit.Unit, Key.Tally(owned.Limit.Counter(owned.Owner, owned.Number, occasion)!))
        {
            IsTimes = owned.Limit.IsTimes,
        };
    }
}
