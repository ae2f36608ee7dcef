namespace Laurel.Insight.Studies.Tables;

/// <summary>
/// Records of separated text as RFC 4180 has them: a cell in double quotes may hold delimiters, line ends and doubled quotes. Lenient where
/// people are: spaces before a quote, text after a closing one, any line end.
/// </summary>
internal sealed class CsvRecords(TextReader reader, char delimiter)
{
    private readonly char[] buffer = new char[1 << 16];
    private readonly List<int> ends = [];
    private char[] kept = new char[1 << 10];
    private int length;
    private int at;
    private int filled;
    private bool wasQuoted;

    /// <summary>The number of the record as a spreadsheet shows it: the first line is 1.</summary>
    public long Row { get; private set; }

    /// <summary>Cells in the record.</summary>
    public int Count => ends.Count;

    /// <summary>True when the text ended inside a quoted cell.</summary>
    public bool EndedInQuotes { get; private set; }

    /// <summary>Nothing in it; a quoted empty cell is an answer that was left out, and not a blank line.</summary>
    public bool IsBlank => !wasQuoted && (length == 0 || kept.AsSpan(0, length).Trim().IsEmpty);

    /// <summary>The text of a cell without the spaces around it.</summary>
    public ReadOnlySpan<char> this[int cell] => kept.AsSpan((cell == 0 ? 0 : ends[cell - 1])..ends[cell]).Trim();

    public string[] Texts()
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = this[i].ToString();
        return texts;
    }

    public bool Read()
    {
        if (!Fill())
            return false;
        Row++;
        length = 0;
        ends.Clear();
        wasQuoted = false;
        while (ReadCell())
        {
        }
        return true;
    }

    /// <returns>Whether another cell follows in the same record.</returns>
    private bool ReadCell()
    {
        while (Fill() && buffer[at] == ' ')
            at++;
        if (Fill() && buffer[at] == '"')
            ReadQuoted();
        while (Fill())
        {
            var rest = buffer.AsSpan(at, filled - at);
            var stop = rest.IndexOfAny(delimiter, '\n', '\r');
            Keep(stop < 0 ? rest : rest[..stop]);
            if (stop >= 0)
                return EndCell();
        }
        ends.Add(length);
        return false;
    }

    private bool EndCell()
    {
        ends.Add(length);
        var mark = buffer[at++];
        if (mark == '\r' && Fill() && buffer[at] == '\n')
            at++;
        return mark == delimiter;
    }

    private void ReadQuoted()
    {
        wasQuoted = true;
        at++;
        while (Fill())
        {
            var rest = buffer.AsSpan(at, filled - at);
            var stop = rest.IndexOf('"');
            Keep(stop < 0 ? rest : rest[..stop]);
            if (stop < 0)
                continue;
            at++;
            if (!Fill() || buffer[at] != '"')
                return;
            Keep(buffer.AsSpan(at, 1));
        }
        EndedInQuotes = true;
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        if (length + text.Length > kept.Length)
            Array.Resize(ref kept, Math.Max(2 * kept.Length, length + text.Length));
        text.CopyTo(kept.AsSpan(length));
        length += text.Length;
        at += text.Length;
    }

    private bool Fill()
    {
        if (at < filled)
            return true;
        (at, filled) = (0, reader.Read(buffer));
        return filled > 0;
    }
}
