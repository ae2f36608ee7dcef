using Laurel.Explaining;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Programs;

/// <summary>Everything the page of a program shows.</summary>
public sealed record ProgramView
{
    public static readonly IReadOnlyList<string> Tabs = ["rules", "definition", "versions"];

    public required Shown Shown { get; init; }

    /// <summary>The version shown, and the one in force.</summary>
    public required int Version { get; init; }
    public required int Current { get; init; }
    public required string Tab { get; init; }
    public required PlainText Rules { get; init; }

    /// <summary>The definition as people read it, one entry a line.</summary>
    public required IReadOnlyList<string> Lines { get; init; }
    public required IReadOnlyList<VersionReply> Versions { get; init; }

    public string Name => Shown.Definition.Name.In(Shown.Language);
}
