using Laurel.Explaining;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Programs;

/// <summary>Everything the page of a program shows.</summary>
public sealed record ProgramView
{
    public static readonly IReadOnlyList<string> Tabs = ["rules", "definition", "versions"];

    /// <summary>A page of its own under the versions.</summary>
    public const string ChangesTab = "changes";

    public required Shown Shown { get; init; }

    /// <summary>The version shown, and the one in force.</summary>
    public required int Version { get; init; }
    public required int Current { get; init; }
    public required string Tab { get; init; }
    public required PlainText Rules { get; init; }

    /// <summary>The definition as people read it, one entry a line.</summary>
    public required IReadOnlyList<string> Lines { get; init; }
    public required IReadOnlyList<VersionReply> Versions { get; init; }

    /// <summary>What the version shown changed of the one before it; only on that tab.</summary>
    public IReadOnlyList<RuleChange> Words { get; init; } = [];
    public IReadOnlyList<ChangedLine> Changes { get; init; } = [];

    /// <summary>What the linter says of the version that was just published.</summary>
    public LintedView? Linted { get; init; }

    /// <summary>The version that the visitor has just published.</summary>
    public int? JustPublished { get; init; }

    public string Name => Shown.Definition.Name.In(Shown.Language);
}
