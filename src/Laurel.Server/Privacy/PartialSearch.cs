namespace Laurel.Server.Privacy;

/// <summary>
/// Which parts of a name or number can be searched for: beginnings of words from three letters, ends of numbers from four digits.
/// </summary>
internal static class PartialSearch
{
    public const int ShortestWord = 3;
    public const int ShortestNumber = 4;
    private const int Longest = 12;

    public static IEnumerable<string> Beginnings(string text) => Words(text)
        .SelectMany(word => Enumerable.Range(ShortestWord, Math.Max(0, Math.Min(word.Length, Longest) - ShortestWord + 1)).Select(n => word[..n]));

    public static IEnumerable<string> Ends(string number) =>
        Enumerable.Range(ShortestNumber, Math.Max(0, Math.Min(number.Length, Longest) - ShortestNumber + 1)).Select(n => number[^n..]);

    /// <summary>What to look for when a person typed this: each word must be there.</summary>
    public static IReadOnlyList<string> Sought(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        if (digits.Length >= ShortestNumber && text.All(c => char.IsAsciiDigit(c) || " -./()+".Contains(c, StringComparison.Ordinal)))
            return [digits[^Math.Min(digits.Length, Longest)..]];
        return [.. Words(text).Where(w => w.Length >= ShortestWord).Select(w => w[..Math.Min(w.Length, Longest)])];
    }

    private static string[] Words(string text) =>
        text.ToLowerInvariant().Split([' ', '-', '.', '_', '\'', '’', ','], StringSplitOptions.RemoveEmptyEntries);
}
