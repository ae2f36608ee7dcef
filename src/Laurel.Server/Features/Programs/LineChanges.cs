namespace Laurel.Server.Features.Programs;

/// <summary>A line of a text beside another: kept, gone or new. A gap stands for kept lines that are left out.</summary>
/// <param name="Sign">' ', '−', '+', or '…' for a gap.</param>
/// <param name="Before">Its number in the older text, from 1.</param>
/// <param name="After">Its number in the newer text, from 1.</param>
public sealed record ChangedLine(char Sign, int? Before, int? After, string Text);

/// <summary>What differs between two texts, line by line.</summary>
internal static class LineChanges
{
    public const char Kept = ' ';
    public const char Gone = '−';
    public const char New = '+';
    public const char Gap = '…';
    private const int Around = 2;

    /// <summary>The changed lines with two lines around them; empty when nothing differs.</summary>
    public static IReadOnlyList<ChangedLine> Of(string before, string after)
    {
        var all = All(Lines(before), Lines(after));
        return all.Any(l => l.Sign != Kept) ? Folded(all) : [];
    }

    private static string[] Lines(string text) => text.TrimEnd().ReplaceLineEndings("\n").Split('\n');

    /// <summary>By the longest common subsequence; what begins and ends alike needs no table.</summary>
    private static List<ChangedLine> All(string[] before, string[] after)
    {
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start])
            start++;
        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)])
            end++;
        var lines = new List<ChangedLine>();
        for (var i = 0; i < start; i++)
            lines.Add(new(Kept, i + 1, i + 1, before[i]));
        Between(lines, before, after, start, end);
        for (var i = end; i > 0; i--)
            lines.Add(new(Kept, before.Length - i + 1, after.Length - i + 1, before[^i]));
        return lines;
    }

    private static void Between(List<ChangedLine> lines, string[] before, string[] after, int start, int end)
    {
        var (n, m) = (before.Length - start - end, after.Length - start - end);
        var common = Table(before, after, start, n, m);
        var (i, j) = (0, 0);
        while (i < n || j < m)
        {
            if (i < n && j < m && before[start + i] == after[start + j])
            {
                lines.Add(new(Kept, start + i + 1, start + j + 1, before[start + i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (j == m || (i < n && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(new(Gone, start + i + 1, null, before[start + i]));
                i++;
            }
            else
            {
                lines.Add(new(New, null, start + j + 1, after[start + j]));
                j++;
            }
        }
    }

    /// <summary>How many lines the rests of both texts have in common, from each place on.</summary>
    private static int[,] Table(string[] before, string[] after, int start, int n, int m)
    {
        var common = new int[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = m - 1; j >= 0; j--)
            {
                common[i, j] = before[start + i] == after[start + j]
                    ? common[i + 1, j + 1] + 1
                    : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        return common;
    }

    private static List<ChangedLine> Folded(List<ChangedLine> all)
    {
        var folded = new List<ChangedLine>();
        for (var i = 0; i < all.Count; i++)
        {
            var isNear = all.Skip(Math.Max(0, i - Around)).Take(i - Math.Max(0, i - Around) + Around + 1).Any(l => l.Sign != Kept);
            if (isNear)
                folded.Add(all[i]);
            else if (folded.Count == 0 || folded[^1].Sign != Gap)
                folded.Add(new ChangedLine(Gap, null, null, ""));
        }
        return folded;
    }
}
