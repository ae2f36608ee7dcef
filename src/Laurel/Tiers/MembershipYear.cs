namespace Laurel.Tiers;

/// <summary>Years that begin on the anniversary of joining; of 29 February on the 28th where there is none.</summary>
internal static class MembershipYear
{
    public static DateOnly StartOf(DateOnly joined, DateOnly day) => joined.AddYears(Years(joined, day));

    public static DateOnly EndOf(DateOnly joined, DateOnly day) => joined.AddYears(Years(joined, day) + 1).AddDays(-1);

    private static int Years(DateOnly joined, DateOnly day)
    {
        var years = day.Year - joined.Year;
        return joined.AddYears(years) > day ? years - 1 : years;
    }
}
