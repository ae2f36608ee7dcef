namespace Laurel.Insight.Studies.Tables;

/// <summary>One column of a table while its rows go by: what the current row has in it.</summary>
internal abstract class Column(ColumnPlace place)
{
    public ColumnPlace Place { get; } = place;

    public string Name => Place.Name;

    /// <summary>A row without a value is kept all the same.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether the current row has no value.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>Rows without a value.</summary>
    public long Missing { get; private set; }

    /// <summary>The first of them.</summary>
    public long FirstMissing { get; private set; }

    /// <summary>Finds out from the first rows how values are written.</summary>
    /// <param name="first">The cells of the first rows.</param>
    /// <param name="run">What was said about cells, and where warnings go.</param>
    /// <param name="prefersComma">1,234 is rather 1.234 than 1234 in this file.</param>
    public virtual void Learn(IReadOnlyList<(long Row, string Text)> first, StudyRun run, bool prefersComma)
    {
    }

    public void Take(ReadOnlySpan<char> text, long row, ReadingOptions options)
    {
        IsMissing = MissingText.Is(text, AcceptsMarks, options.Missing);
        if (!IsMissing)
            Parse(text, row);
        else if (Missing++ == 0)
            FirstMissing = row;
    }

    /// <summary>Whether marks such as - and ? mean "not known"; they may be names.</summary>
    protected virtual bool AcceptsMarks => true;

    protected abstract void Parse(ReadOnlySpan<char> text, long row);

    protected StudyException Unreadable(string code, ReadOnlySpan<char> text, long row, params (string Name, object? Value)[] more) =>
        new(code, [("column", Name), ("row", row), ("text", Shorten(text)), .. more]);

    protected static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}…";
}

/// <summary>Texts that mean that a value is not known.</summary>
internal static class MissingText
{
    private static readonly string[] Everywhere = ["NA", "N/A", "#N/A", "<NA>", "NaN", "NaT", "null", "\\N"];
    /// <summary>What stands for nothing in every column, also in one of names.</summary>
    public static IReadOnlyList<string> InLowerCase { get; } = [.. Everywhere.Select(text => text.ToLowerInvariant())];

    private static readonly string[] Marks = ["-", "--", "—", "–", ".", "?", "none", "n.a.", "missing"];

    public static bool Is(ReadOnlySpan<char> text, bool acceptsMarks, IReadOnlyList<string> more)
    {
        if (text.IsEmpty)
            return true;
        if (more.Count > 0 && IsAny(text, more))
            return true;
        return text.Length <= 7 && !char.IsAsciiDigit(text[0]) && (IsAny(text, Everywhere) || (acceptsMarks && IsAny(text, Marks)));
    }

    private static bool IsAny(ReadOnlySpan<char> text, IReadOnlyList<string> known)
    {
        for (var i = 0; i < known.Count; i++)
        {
            if (text.Equals(known[i], StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}

/// <summary>Texts and the numbers they got, in the order in which they were met.</summary>
internal sealed class Names
{
    private readonly Dictionary<string, int> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly List<string> all = [];

    public Names() => lookup = codes.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyList<string> All => all;

    public int Count => all.Count;

    public string this[int code] => all[code];

    /// <summary>A whole number that a program wrote as 17850.0 is the same name as 17850.</summary>
    public int Code(ReadOnlySpan<char> text)
    {
        if (text.Length > 2 && text.EndsWith(".0") && !text[..^2].ContainsAnyExceptInRange('0', '9'))
            text = text[..^2];
        if (lookup.TryGetValue(text, out var code))
            return code;
        codes.Add(text.ToString(), code = all.Count);
        all.Add(text.ToString());
        return code;
    }

    /// <summary>The number of a name as somebody typed it: as it is, without regard to case, or the same number; null when it is
    /// none.</summary>
    public int? Find(string name)
    {
        var text = name.Trim();
        if (codes.TryGetValue(text, out var code))
            return code;
        int[] alike = [.. Enumerable.Range(0, Count)
            .Where(i => all[i].Equals(text, StringComparison.OrdinalIgnoreCase) || IsSameNumber(all[i], text))];
        return alike is [var one] ? one : null;
    }

    private static bool IsSameNumber(string one, string other) =>
        NumberText.TryPlain(one, out var a) && NumberText.TryPlain(other, out var b) && a == b;
}

/// <summary>A column of names: customers, arms, campaigns.</summary>
internal sealed class NameColumn(ColumnPlace place, Names? names = null) : Column(place)
{
    public Names Names { get; } = names ?? new();

    /// <summary>The number of the current row's name.</summary>
    public int Code { get; private set; }

    public string Text => Names[Code];

    protected override bool AcceptsMarks => false;

    protected override void Parse(ReadOnlySpan<char> text, long row) => Code = Names.Code(text);
}

/// <summary>A column of yes and no.</summary>
internal sealed class FlagColumn(ColumnPlace place, string? yes = null) : Column(place)
{
    private static readonly string[] Yes =
        ["1", "1.0", "true", "t", "yes", "y", "x", "treated", "treatment", "member", "joined", "oui", "ja", "jah", "si", "sí", "vrai", "waar", "tõene", "wahr"];

    private static readonly string[] No =
        ["0", "0.0", "false", "f", "no", "n", "untreated", "control", "other", "non", "nee", "ei", "nein", "faux", "onwaar", "väär", "falsch", "non-member",
        "nonmember"];

    public bool Value { get; private set; }

    /// <summary>The option that says which value means yes; null where there is none.</summary>
    public string? Otherwise { get; init; }

    protected override bool AcceptsMarks => false;

    protected override void Parse(ReadOnlySpan<char> text, long row)
    {
        if (yes is not null)
        {
            Value = text.Equals(yes.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);
            return;
        }
        Value = TryRead(text) ?? throw Unreadable("not-yes-or-no", text, row, ("near", Otherwise));
    }

    public static bool? TryRead(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < Yes.Length; i++)
        {
            if (text.Equals(Yes[i], StringComparison.OrdinalIgnoreCase))
                return true;
        }
        for (var i = 0; i < No.Length; i++)
        {
            if (text.Equals(No[i], StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return null;
    }
}
