using Laurel.Insight.Experiments;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>How far a study has come.</summary>
/// <param name="Stage">What is being done, in the language of the run.</param>
/// <param name="Fraction">Of this stage, 0 to 1; null where it is not known.</param>
public sealed record StudyProgress(string Stage, double? Fraction);

/// <summary>Something that was left out, or that has to be known before a figure is believed.</summary>
/// <param name="Code">Names the kind of warning for ever, such as <c>missing-values</c>.</param>
/// <param name="Text">The sentence in the language of the run.</param>
/// <param name="Column">The column it is about, or null.</param>
/// <param name="Rows">How many rows it is about, or null.</param>
/// <param name="FirstRow">The first of them as a spreadsheet counts, or null.</param>
/// <param name="Figure">What was found, or null.</param>
/// <param name="Limit">What it was held against, or null.</param>
public sealed record StudyWarning(
    string Code, string Text, string? Column = null, long? Rows = null, long? FirstRow = null, double? Figure = null, double? Limit = null);

/// <summary>The circumstances of one study: language, confidence, how cells are read, whom to tell how far it is, when to stop.</summary>
public sealed class StudyRun
{
    private readonly List<StudyWarning> warnings = [];
    private readonly List<FileUse> files = [];

    public Language Language { get; init; } = Language.English;

    /// <summary>Confidence of all intervals, above 0 and below 1.</summary>
    public double Level { get; init; } = 0.95;

    public ReadingOptions Reading { get; init; } = new();

    public IProgress<StudyProgress>? Progress { get; init; }

    public CancellationToken Cancellation { get; init; }

    internal IReadOnlyList<StudyWarning> Warnings => warnings;

    internal IReadOnlyList<FileUse> Files => files;

    internal Show Show => new(Language);

    internal string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => StudyTexts.Say(Language, key, values);

    /// <summary>Says what is being done, and stops here when that was asked for.</summary>
    internal void Report(string stage, double? fraction = null)
    {
        Cancellation.ThrowIfCancellationRequested();
        Progress?.Report(new(Say($"stage.{stage}"), fraction));
    }

    internal void Used(FileUse use) => files.Add(use);

    /// <summary>A warning whose text is <c>warning.{code}</c>; the values <c>rows</c> and <c>first</c> are also kept as numbers.</summary>
    internal void Warn(string code, string? column, params (string Name, object? Value)[] values) => warnings.Add(new(
        code, Say($"warning.{code}", values), column, Number(values, "rows"), Number(values, "first")));

    /// <summary>The same, which says it only once.</summary>
    internal void WarnOnce(string code, string? column, params (string Name, object? Value)[] values) =>
        Add(new(code, Say($"warning.{code}", values), column, Number(values, "rows"), Number(values, "first")));

    internal void Warn(Caution caution, string? column = null) =>
        Add(new(caution.Key, Wording.Say(Language, caution), column, null, null, caution.Figure, caution.Limit));

    internal void Warn(Statistics.Caveat caution) =>
        Add(new(caution.Key, StudyTexts.Say(Language, caution), null, null, null, caution.Figure, caution.Limit));

    internal void Warn(IEnumerable<Caution> cautions, string? column = null)
    {
        foreach (var caution in cautions)
            Warn(caution, column);
    }

    internal void Warn(IEnumerable<Statistics.Caveat> cautions)
    {
        foreach (var caution in cautions)
            Warn(caution);
    }

    private void Add(StudyWarning warning)
    {
        if (!warnings.Contains(warning))
            warnings.Add(warning);
    }

    private static long? Number((string Name, object? Value)[] values, string name)
    {
        foreach (var (known, value) in values)
        {
            if (known == name)
                return Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
        }
        return null;
    }
}
