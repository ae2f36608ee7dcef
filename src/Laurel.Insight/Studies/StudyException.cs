using System.Collections.Frozen;

namespace Laurel.Insight.Studies;

/// <summary>A study cannot be made of what was handed in. The text says what is wrong and, where it can, what to do.</summary>
public sealed class StudyException : Exception
{
    private static readonly FrozenSet<string> Misuses = FrozenSet.ToFrozenSet(
        ["no-file", "no-column", "two-columns", "no-value", "bad-date-format", "bad-option", "two-options", "missing-option",
        "not-known-before", "shares-of-arms"]);

    private readonly (string Name, object? Value)[] values;

    public StudyException(string code, params (string Name, object? Value)[] values)
        : base(StudyTexts.Say(Language.English, Key(code, values), values)) => (Code, this.values) = (code, values);

    /// <summary>Names the problem for ever.</summary>
    public string Code { get; }

    /// <summary>True when the question makes no sense for this file; false when the file's content is the trouble.</summary>
    public bool IsMisuse => Misuses.Contains(Code);

    public string Text(Language language) => StudyTexts.Say(language, Key(Code, values), values);

    /// <summary>Where a name is known that may have been meant, or that helps, the text says it.</summary>
    private static string Key(string code, (string Name, object? Value)[] values) =>
        Array.Exists(values, one => one is { Name: "near", Value: not null }) ? $"problem.{code}.near" : $"problem.{code}";
}
