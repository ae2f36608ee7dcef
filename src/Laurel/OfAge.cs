using System.Globalization;

namespace Laurel;

/// <summary>
/// Whether somebody who joins is old enough. It is worked out where the day of birth is known; the journal knows only whether she is, and what
/// was asked of her.
/// </summary>
public static class OfAge
{
    /// <summary>The attributes of who joins: yes or no, and the least age in years.</summary>
    public const string Attribute = "of age";
    public const string Least = "least age";

    /// <param name="definition">Says the least age, by country.</param>
    /// <param name="born">The day of birth, where it is known.</param>
    /// <param name="country">Where she lives, where that is known.</param>
    /// <param name="day">The local day of joining.</param>
    public static IEnumerable<KeyValuePair<string, string>> On(Definition definition, DateOnly? born, string? country, DateOnly day)
    {
        var ages = definition.LeastAge.Where(a => a.Key == country || a.Key.Length == 0);
        if (ages.OrderByDescending(a => a.Key.Length).Select(a => (int?)a.Value).FirstOrDefault() is not { } least)
            yield break;
        yield return KeyValuePair.Create(Least, least.ToString(CultureInfo.InvariantCulture));
        if (born is { } known)
            yield return KeyValuePair.Create(Attribute, Years(known, day) >= least ? "yes" : "no");
    }

    /// <summary>Whole years; who was born on 29 February is a year older on 1 March of other years.</summary>
    private static int Years(DateOnly born, DateOnly day) => day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
}
