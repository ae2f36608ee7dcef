using Laurel.Insight.Effects;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Trials;

/// <summary>The tests of the program itself with their verdicts, and the planners of the next ones.</summary>
public sealed record TrialsView
{
    public required Figures Figures { get; init; }
    public required string Program { get; init; }
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<TrialResult> Results { get; init; }
    public required TrialFields Form { get; init; }

    /// <summary>Who could be invited; null while nobody is known who has not joined.</summary>
    public InvitationPower? Known { get; init; }

    /// <summary>Places that a roll-out can be drawn for.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>What stands in the way of the plan; a key of the texts.</summary>
    public string? Wrong { get; init; }

    public double? Visible => Known?.SmallestVisible(Form.ShareOf);
}

/// <summary>The fields of both planners as a browser sends them; shares in percent.</summary>
public sealed class TrialFields
{
    public string? Kind { get; set; }
    public string? Name { get; set; }
    public double? Share { get; set; }
    public double? Smallest { get; set; }
    public int? Days { get; set; }
    public string? From { get; set; }
    public string? Month { get; set; }
    public int? Waves { get; set; }
    public int? Apart { get; set; }

    /// <summary>What was ticked; a browser sends one value for each.</summary>
    internal IReadOnlyList<string>? Places { get; set; }

    public bool IsRollout => Kind == Trial.OfRollout;

    public double ShareOf => Math.Clamp(Share ?? 50, 1, 99) / 100;

    public double SmallestOf => Math.Clamp(Smallest ?? 5, 0.1, 1000) / 100;

    public int DaysOf => Math.Clamp(Days ?? 90, 7, 730);

    public int WavesOf => Math.Clamp(Waves ?? 3, 2, 24);

    public int ApartOf => Math.Clamp(Apart ?? 2, 1, 12);
}
