using System.Collections.Frozen;

namespace Laurel.Insight.Reports;

/// <summary>An orders file could not be read, or not be asked so; the text says what is wrong and what to write instead.</summary>
public sealed class OrdersFileException : Exception
{
    private static readonly FrozenSet<string> Misuses = FrozenSet.ToFrozenSet(
    [
        "no-file", "no-preset", "no-column", "no-date-column", "no-amount-column", "two-dates", "not-that-date", "no-currency", "no-question",
    ]);

    private readonly (string Name, object? Value)[] values;

    public OrdersFileException(string code, params (string Name, object? Value)[] values)
        : base(ReportTexts.Say(Language.English, Key(code, values), values)) => (Code, this.values) = (code, values);

    /// <summary>Names the problem for ever.</summary>
    public string Code { get; }

    /// <summary>True when the question makes no sense for this file; false when the file's content is the trouble.</summary>
    public bool IsMisuse => Misuses.Contains(Code);

    public string Text(Language language) => ReportTexts.Say(language, Key(Code, values), values);

    /// <summary>Where a name is known that may have been meant, the text asks about it.</summary>
    private static string Key(string code, (string Name, object? Value)[] values) =>
        Array.Exists(values, one => one is { Name: "near", Value: not null }) ? $"problem.{code}.near" : $"problem.{code}";
}
