namespace Laurel.Insight.Studies.Tables;

/// <summary>Whether columns hold numbers or texts, judged by the first rows of a file.</summary>
internal static class ColumnKinds
{
    private const int First = 20_000;

    /// <summary>A column holds numbers when at least half of its known cells are some; the others are then mistakes, not texts.</summary>
    public static bool[] AreNumbers(StudyTable table, IReadOnlyList<ColumnPlace> places, StudyRun run)
    {
        using var cursor = table.Rows(places, run.Cancellation);
        var (known, numbers) = (new int[places.Count], new int[places.Count]);
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
                numbers[i] += IsNumber(text) ? 1 : 0;
            }
        }
        return [.. known.Zip(numbers, (all, some) => 2 * some >= all)];
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        NumberText.TryRead(text, DecimalMark.Point, out _, out _) || NumberText.TryRead(text, DecimalMark.Comma, out _, out _)
        || FlagColumn.TryRead(text) is not null;
}
