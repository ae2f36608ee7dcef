using Laurel.Explaining;
using Laurel.Linting;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Programs;

/// <summary>A definition while it is being written, and everything that can be said about it already.</summary>
public sealed record DraftView
{
    public required string Text { get; init; }

    /// <summary>Of the draft this text began with; 0 when there was none. Who saves over a newer one is told.</summary>
    public required int Version { get; init; }

    /// <summary>Null before the first version is published.</summary>
    public int? Published { get; init; }
    public required DraftVerdictView Verdict { get; init; }

    /// <summary>Programs to start from, before the first version is published.</summary>
    public IReadOnlyList<(string Id, string Name, string About)> Templates { get; init; } = [];

    /// <summary>The one of them that the text is; null for a text of one's own.</summary>
    public string? Template { get; init; }

    /// <summary>When and by whom the draft was saved; null for a text that is not saved.</summary>
    public string? Saved { get; init; }

    /// <summary>What stood in the way of saving or publishing.</summary>
    public string? Refused { get; init; }

    /// <summary>The first local day judged by it, as it was typed.</summary>
    public string? From { get; init; }
}

/// <summary>What is wrong with a text, or else what it says and what it changes.</summary>
public sealed record DraftVerdictView
{
    /// <summary>Each with its line, from 1, and what stands there.</summary>
    public required IReadOnlyList<(int Line, string Message, string Excerpt)> Problems { get; init; }
    public PlainText? Rules { get; init; }

    /// <summary>What the linter says of a text without problems.</summary>
    public LintedView? Linted { get; init; }
    public IReadOnlyList<RuleChange> Words { get; init; } = [];
    public IReadOnlyList<ChangedLine> Lines { get; init; } = [];

    /// <summary>Nothing was published that it could differ from.</summary>
    public bool IsFirst { get; init; }

    internal static DraftVerdictView Of(DefinitionText text, ProgramInView program, string? published)
    {
        var (node, reading) = text.Read();
        var lines = text.Text.ReplaceLineEndings("\n").Split('\n');
        return new DraftVerdictView
        {
            Problems = [.. reading.Problems.Select(p => (p.Line, p.SayThere(program.Language), Excerpt(lines, p.Line)))],
            Rules = reading.Definition is { } said && reading.Problems.Count == 0 ? PlainLanguage.Of(said, program.Language) : null,
            Linted = reading.Definition is { } sound && reading.Problems.Count == 0 ? LintedView.Of(Linter.Of(sound, node), program.Language) : null,
            Words = reading.Definition is { } draft && reading.Problems.Count == 0
                ? RuleChange.Between(program.Rules?.Definition, draft, program.Language)
                : [],
            Lines = published is null ? [] : LineChanges.Of(published, text.Text),
            IsFirst = published is null,
        };
    }

    private static string Excerpt(string[] lines, int line) => line >= 1 && line <= lines.Length ? lines[line - 1].Trim() : "";
}

/// <summary>What the linter found, and how simple a definition is.</summary>
public sealed record LintedView(IReadOnlyList<(string Title, FindingReply Finding)> Findings, string Simplicity, string FirstReward)
{
    internal static LintedView Of(LintReport report, Language language) => new(
        [.. report.Findings.Select(f => (f.Title(language), FindingReply.Of(f, language)))],
        report.Simplicity.Say(language), report.Simplicity.SayFirstReward(language));
}

/// <summary>The fields of the form.</summary>
public sealed class DraftForm
{
    public string? Key { get; set; }
    public string? Text { get; set; }
    public int Version { get; set; }
    public string? From { get; set; }

    /// <summary>save, publish or drop.</summary>
    public string? Act { get; set; }
}
