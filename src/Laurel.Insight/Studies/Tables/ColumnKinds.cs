namespace Laurel.Insight.Studies.Tables;

/// <summary>Whether columns hold numbers or texts, judged by the first rows of a file.</summary>
internal static class ColumnKinds
{
    private const int First = 20_000;

    /// <summary>
    /// A column holds numbers when at least half of its known cells are some (the others are then mistakes, not texts), or when all of them are
    /// yes and no, both. <c>x</c>, <c>y</c> and <c>no</c> among other words are words.
    /// </summary>
    public static bool[] AreNumbers(StudyTable table, IReadOnlyList<ColumnPlace> places, StudyRun run)
    {
        using var cursor = table.Rows(places, run.Cancellation);
        var (known, numbers, yes, no) = (new int[places.Count], new int[places.Count], new int[places.Count], new int[places.Count]);
        for (var row = 0; row < First && cursor.Read(); row++)
        {
            if (cursor.Width is RowWidth.Blank or RowWidth.Long)
                continue;
            for (var i = 0; i < places.Count; i++)
            {
                var text = cursor.Text(i);
                if (MissingText.Is(text, acceptsMarks: true, run.Reading.Missing))
                    continue;
                known[i]++;
                if (IsNumber(text))
                    numbers[i]++;
                else if (FlagColumn.TryRead(text) is { } flag)
                    (flag ? yes : no)[i]++;
            }
        }
        return [.. known.Select((all, i) => 2 * numbers[i] >= all || (yes[i] > 0 && no[i] > 0 && numbers[i] + yes[i] + no[i] == all))];
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        NumberText.TryRead(text, DecimalMark.Point, out _, out _) || NumberText.TryRead(text, DecimalMark.Comma, out _, out _);
}
