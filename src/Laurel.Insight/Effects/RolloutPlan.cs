using System.Security.Cryptography;
using System.Text;
using Laurel.Insight.Facts;

namespace Laurel.Insight.Effects;

/// <summary>A place and the month in which it is to begin.</summary>
/// <param name="Begins">The first day of the month.</param>
public sealed record RolloutPlace(string Location, DateOnly Begins);

/// <summary>Which place begins when, as chance decided before the start.</summary>
/// <param name="Id">Salts the lottery.</param>
/// <param name="Places">In the order in which they begin.</param>
public sealed record RolloutPlan(string Id, IReadOnlyList<RolloutPlace> Places)
{
    /// <summary>The same waves in another order that chance could have drawn.</summary>
    internal RolloutPlan Again(int draw)
    {
        var order = InOrder($"{Id}/{draw}", Places.Select(p => p.Location));
        return this with { Places = [.. order.Zip(Places, (location, place) => place with { Location = location })] };
    }

    /// <summary>Where anything was bought before a day: the places that a plan can be made for.</summary>
    public static IReadOnlyList<string> KnownPlaces(FactsFile facts, string program, DateOnly asOf)
    {
        using var reader = facts.Select(
            "SELECT DISTINCT location FROM purchases WHERE program = $program AND day < $as_of AND location IS NOT NULL ORDER BY 1",
            ("program", program), ("as_of", asOf));
        var places = new List<string>();
        while (reader.Read())
            places.Add(reader.GetString(0));
        return places;
    }

    /// <summary>Puts the places in an order that only the id decides, and lets them begin in waves as equal as can be.</summary>
    /// <param name="id">Salts the lottery.</param>
    /// <param name="locations">Each once.</param>
    /// <param name="first">The month of the first wave.</param>
    /// <param name="waves">At least 2, at most as many as there are places.</param>
    /// <param name="monthsApart">From one wave to the next, at least 1.</param>
    public static RolloutPlan Draw(string id, IReadOnlyCollection<string> locations, DateOnly first, int waves, int monthsApart)
    {
        var begin = new DateOnly(first.Year, first.Month, 1);
        var order = InOrder(id, locations);
        return new(id, [.. order.Select((place, i) => new RolloutPlace(place, begin.AddMonths(i * waves / locations.Count * monthsApart)))]);
    }

    private static IEnumerable<string> InOrder(string salt, IEnumerable<string> locations) =>
        locations.OrderBy(place => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}|{place}"))), StringComparer.Ordinal);
}
