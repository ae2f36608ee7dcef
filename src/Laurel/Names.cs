namespace Laurel;

internal static class Names
{
    /// <summary>The first thing of a name; null when none has it. Asked many times for each purchase, so that it makes nothing.</summary>
    public static T? Named<T>(this IReadOnlyList<T> things, string name, Func<T, string> of)
        where T : class
    {
        for (var i = 0; i < things.Count; i++)
        {
            if (of(things[i]) == name)
                return things[i];
        }
        return null;
    }
}
