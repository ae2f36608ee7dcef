using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own;

/// <summary>Her answer to a question: by its key it is done once, and only as she read it.</summary>
public sealed record OwnAnswer
{
    public string? Key { get; init; }
    public string? Read { get; init; }

    /// <summary>Null where the form is not as it was made.</summary>
    internal CommandId? Command => string.IsNullOrWhiteSpace(Key) || Key.Length > Intake.LongestText ? null : new CommandId(Key);

    internal static string NewKey() => Guid.CreateVersion7().ToString();

    /// <summary>Why something was refused, said to the one who asked for it.</summary>
    internal static string Why(Problem problem, Language language) => Words.Has("own.refused." + problem.Code)
        ? Words.Say(language, "own.refused." + problem.Code)
        : problem.Say(language);
}
