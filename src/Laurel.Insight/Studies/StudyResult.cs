using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Laurel.Insight.Experiments;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>What may be said, in one word that stays the same and in sentences for people.</summary>
public sealed record StudyVerdict(string Code, string Text);

/// <summary>The one figure that the verdict rests on.</summary>
/// <param name="Name">Where it stands among the estimates, such as <c>group.overall</c>.</param>
/// <param name="StandardError">Null where only an interval is known.</param>
/// <param name="PValue">Null where nothing is tested.</param>
public sealed record StudyHeadline(
    string Name, double Estimate, double? StandardError, double IntervalLow, double IntervalHigh, double? PValue)
{
    internal static StudyHeadline Of(string name, EstimateShape one) =>
        new(name, one.Estimate, one.StandardError, one.IntervalLow, one.IntervalHigh, one.PValue);
}

/// <summary>What came out of a study, in the shape of its JSON.</summary>
public sealed record StudyResult
{
    private static readonly JsonSerializerOptions Shape = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new KnownNumbers() },
    };

    /// <summary>The name of the method, such as <c>panel</c>.</summary>
    public required string Study { get; init; }

    /// <summary>The version of the shape; it rises when a key changes its meaning.</summary>
    public int Format => 1;

    public required IReadOnlyList<FileUse> Files { get; init; }

    /// <summary>Confidence of all intervals.</summary>
    public required double Level { get; init; }

    /// <summary>A to E: where the figures stand on the ladder of evidence.</summary>
    public required string Evidence { get; init; }

    public required string EvidenceText { get; init; }

    public required StudyVerdict Verdict { get; init; }

    /// <summary>Null where there is no single figure, or none may be read.</summary>
    public StudyHeadline? Headline { get; init; }

    public required object Estimates { get; init; }

    public required object Diagnostics { get; init; }

    public required IReadOnlyList<StudyWarning> Warnings { get; init; }

    /// <summary>The same for reading.</summary>
    [JsonIgnore]
    public IReadOnlyList<ReportPart> Report { get; init; } = [];

    public string Json() => JsonSerializer.Serialize(this, Shape);

    /// <summary>A problem in the shape of JSON.</summary>
    public static string Json(string study, string code, string message) =>
        JsonSerializer.Serialize(new { study, format = 1, error = new { code, message } }, Shape);

    /// <summary>The rung of figures that only describe: they are what they are, and nothing is claimed about causes.</summary>
    internal static (string Letter, string Text) Description(StudyRun run) => ("E", run.Say("description"));

    internal static (string Letter, string Text) Rung(StudyRun run, Evidence evidence) =>
        (evidence.Letter().ToString(), Wording.Say(run.Language, evidence));

    /// <summary>JSON has no word for what is not a number, and none for infinity: both are null.</summary>
    private sealed class KnownNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}

/// <summary>A piece of a report, top to bottom.</summary>
public abstract record ReportPart;

/// <summary>A paragraph.</summary>
public sealed record ReportText(string Text) : ReportPart;

/// <summary>A table: the first column is text, all others are figures and stand to the right.</summary>
/// <param name="Title">Above the table.</param>
/// <param name="Head">One text per column.</param>
/// <param name="Rows">As many texts as the head has.</param>
public sealed record ReportTable(string Title, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportPart;
