using System.Text.Json.Serialization;
using Laurel.Insight.Experiments;
using Laurel.Insight.Goals;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Goals;

/// <summary>GET /v1/programs/{program}/goals: what the program is for, and how far it has come.</summary>
internal static class ReadGoals
{
    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/goals", ListAsync).Needs(Scope.Read)
        .Describe("List goals", """
            The goals of the definition, then those that were set on the page, each with its figure as it stands. A figure that is not known yet is null.
            Shares are from 0 to 1, money is in major units of the program's currency.
            """)
        .Gives<GoalsReply>();

    private static async Task<IResult> ListAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        if (ProgramInView.In(context, program, organization, clock) is not { } view)
            return Problem.NotFound("unknown-program", "program", program);
        var words = new GoalWords(new Shown(view.Rules!.Definition, view.Language));
        var goals = await GoalStandings.AllAsync(view, clock, context.RequestAborted);
        return new JsonAnswer<GoalsReply>(new([.. goals.Standings.Select(s => GoalReply.Of(s, words))]), GoalsJson.Default.GoalsReply);
    }
}

public sealed record GoalsReply(IReadOnlyList<GoalReply> Data);

public sealed record GoalReply
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The goal in words.</summary>
    public required string Says { get; init; }

    /// <summary>As a definition writes it.</summary>
    public required string Metric { get; init; }
    public int? WithinDays { get; init; }

    /// <summary>everyone, new, loyal, members, others, tier, segment, location or channel.</summary>
    public required string Among { get; init; }

    /// <summary>Which tier, segment, location or channel.</summary>
    public string? AmongName { get; init; }
    public double? Baseline { get; init; }
    public required double Target { get; init; }

    /// <summary>The last local day on which it can be reached.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>comparison, or effect.</summary>
    public required string Proof { get; init; }
    public double? Now { get; init; }
    public double? Low { get; init; }
    public double? High { get; init; }
    public long? N { get; init; }

    /// <summary>Of the effect, A to D, where that is the proof and one is known.</summary>
    public char? Rung { get; init; }

    /// <summary>unknown, under-way, reached, unproven (no effect established), at-a-price (a guardrail is broken) or missed.</summary>
    public required string Verdict { get; init; }

    /// <summary>How much of the way is done.</summary>
    public required int Percent { get; init; }
    public required IReadOnlyList<GuardrailReply> Unless { get; init; }

    internal static GoalReply Of(GoalStanding standing, GoalWords words) => new()
    {
        Id = standing.Goal.Id,
        Name = words.Name(standing.Goal),
        Says = words.Says(standing.Goal),
        Metric = standing.Goal.Metric.Id,
        WithinDays = standing.Goal.Metric.Days,
        Among = standing.Goal.Among.Kind.ToString().ToLowerInvariant(),
        AmongName = standing.Goal.Among.Name,
        Baseline = (double?)standing.Goal.Baseline,
        Target = (double)standing.Goal.Target,
        Due = standing.Goal.Due,
        Proof = standing.Goal.NeedsEffect ? "effect" : "comparison",
        Now = standing.Now?.Value,
        Low = standing.Now?.Interval?.Low,
        High = standing.Now?.Interval?.High,
        N = standing.Now?.N,
        Rung = standing.Joining?.Effects.Evidence.Letter(),
        Verdict = standing.Verdict switch
        {
            GoalVerdict.UnderWay => "under-way",
            GoalVerdict.AtAPrice => "at-a-price",
            var other => other.ToString().ToLowerInvariant(),
        },
        Percent = standing.Percent,
        Unless = [.. standing.Rails.Select(GuardrailReply.Of)],
    };
}

/// <summary>A figure that must not get out of hand.</summary>
public sealed record GuardrailReply
{
    public required string Metric { get; init; }

    /// <summary>Broken above it; null where it is broken below one.</summary>
    public double? Above { get; init; }
    public double? Below { get; init; }
    public double? Now { get; init; }
    public required bool IsBroken { get; init; }

    internal static GuardrailReply Of(RailStanding standing) => new()
    {
        Metric = standing.Rail.Metric.Id,
        Above = standing.Rail.IsAbove ? (double)standing.Rail.Bound : null,
        Below = standing.Rail.IsAbove ? null : (double)standing.Rail.Bound,
        Now = standing.Now?.Value,
        IsBroken = standing.IsBroken,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GoalsReply))]
internal sealed partial class GoalsJson : JsonSerializerContext;
