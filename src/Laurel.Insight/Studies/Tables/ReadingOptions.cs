namespace Laurel.Insight.Studies.Tables;

/// <summary>What separates whole from part in a number.</summary>
public enum DecimalMark
{
    /// <summary>1234.5 or 1,234.5</summary>
    Point,

    /// <summary>1234,5 or 1.234,5</summary>
    Comma,
}

/// <summary>How the cells of a file are written, where the file does not show it by itself.</summary>
public sealed record ReadingOptions
{
    /// <summary>What stands between cells; null finds it among comma, semicolon, tab and bar.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Null finds it, column by column.</summary>
    public DecimalMark? DecimalMark { get; init; }

    /// <summary>How dates are written, as strptime says it (%d/%m/%Y); null finds it, column by column.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Texts that mean "not known", besides the usual ones.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
