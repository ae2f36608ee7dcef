using Laurel.Linting;

namespace Laurel.Server.Features.Programs;

/// <summary>A fault of a definition that reads well, with an example that shows it.</summary>
public sealed record FindingReply
{
    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>The stable name of the kind of fault.</summary>
    public required string Code { get; init; }

    /// <summary>`error`: it costs money; `warning`: it has no effect, or not the one it seems to have.</summary>
    public required string Severity { get; init; }

    /// <summary>The id of the unit, rule, level, reward or offer.</summary>
    public required string About { get; init; }
    public required string Message { get; init; }

    /// <summary>YAML that stands under `examples` and that `laurel check` runs.</summary>
    public required string Example { get; init; }

    internal static FindingReply Of(Finding finding, Language language) => new()
    {
        Line = finding.Line,
        Code = finding.Code,
        Severity = finding.Severity.ToString().ToLowerInvariant(),
        About = finding.About,
        Message = finding.Say(language),
        Example = finding.Example,
    };
}

/// <summary>How easily a program is understood.</summary>
public sealed record SimplicityReply
{
    /// <summary>From 0 to 100.</summary>
    public required int Score { get; init; }

    /// <summary>At which visit a typical customer reaches the first reward; absent when never.</summary>
    public int? FirstRewardVisit { get; init; }

    /// <summary>Whole days to then.</summary>
    public int? FirstRewardDays { get; init; }

    /// <summary>Both in words.</summary>
    public required string Message { get; init; }

    internal static SimplicityReply Of(Simplicity simplicity, Language language) => new()
    {
        Score = simplicity.Score,
        FirstRewardVisit = simplicity.FirstReward,
        FirstRewardDays = simplicity.Days,
        Message = $"{simplicity.Say(language)} {simplicity.SayFirstReward(language)}",
    };
}
