using System.Text.Json;
using Laurel.Insight.Questions;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;
using Scope = Laurel.Server.Access.Scope;

namespace Laurel.Server.Features.Measures;

/// <summary>Every measure over HTTP: what there is to ask, and the answers with definition, window, number and interval.</summary>
internal static class ReadMeasures
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapGet("/measures", List).Needs(Scope.Read)
            .Describe("List measures", "Every measure with its definition and when it is shown, in the caller's language.").Gives<MeasuresReply>();
        program.MapGet("/measures/{measure}", FindAsync).Needs(Scope.Read)
            .Describe("Read a measure", """
                The figures with definition, window, n and 95% interval. What is not known yet is null, never zero; `mature` says whether the period,
                or the time everybody in it needs, is over. Values are in major units, totals in minor units.
                """)
            .Asks(MeasureAsked.Query).Gives<JsonElement>();
    }

    private static IResult List(HttpContext context, string program, OpenOrganization organization, TimeProvider clock) =>
        organization.Program(program).At(clock.GetUtcNow()) is null
            ? Problem.NotFound("unknown-program", "program", program)
            : new JsonAnswer<MeasuresReply>(MeasuresReply.Of(LanguageOf.Request(context.Request)), MeasuresJson.Default.MeasuresReply);

    private static async Task<IResult> FindAsync(HttpContext context, string program, string measure, OpenOrganization organization, TimeProvider clock)
    {
        if (organization.Program(program).At(clock.GetUtcNow()) is not { } rules)
            return Problem.NotFound("unknown-program", "program", program);
        if (Catalogue.Find(measure) is not { } question)
            return Problem.NotFound("unknown-measure", "measure", measure);
        var intake = new Intake();
        var asked = MeasureAsked.Read(context.Request, intake);
        if (!intake.IsFine)
            return intake.Problem;
        var view = new ProgramInView
        {
            Organization = organization,
            Rules = rules,
            Now = clock.GetUtcNow(),
            Language = LanguageOf.Request(context.Request),
        };
        var report = await Measured.ReportAsync(view, asked.Options(question.Id), clock, context.RequestAborted);
        var parts = await Measured.PartsAsync(view, asked.Options(question.Id), asked.By, clock, context.RequestAborted);
        return report?.Find(question.Id) is { } answer
            ? MeasureFile.Of(context.Request, answer, view.Language, question.Id, parts?.Select(p => p.Find(question.Id)!).ToList())
            : Problem.NotFound("nothing-measured", "program", program);
    }
}

public sealed record MeasuresReply(IReadOnlyList<MeasureReply> Data)
{
    internal static MeasuresReply Of(Language language) => new([.. Catalogue.All.Select(q => new MeasureReply
    {
        Id = q.Id,
        Title = q.Title(language),
        Definition = q.Definition(language),
        Maturity = q.MaturityText(language),
        MinimumSample = q.MinimumSample,
        Dimensions = q.Dimensions,
        Measures = [.. q.Measures.Select(m => new MeasuredThing(m.Key, q.MeasureText(language, m), m.Unit.ToString().ToLowerInvariant()))],
    })]);
}

public sealed record MeasureReply
{
    /// <summary>Names it for ever.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }

    /// <summary>Exactly what is counted.</summary>
    public required string Definition { get; init; }

    /// <summary>When a figure is shown.</summary>
    public required string Maturity { get; init; }

    /// <summary>Below this many people or baskets a figure is marked.</summary>
    public required int MinimumSample { get; init; }

    /// <summary>What the figures are split by.</summary>
    public required IReadOnlyList<string> Dimensions { get; init; }
    public required IReadOnlyList<MeasuredThing> Measures { get; init; }
}

/// <summary>One thing a measure says; its unit is count, share, ratio, money, mean or days.</summary>
public sealed record MeasuredThing(string Key, string Title, string Unit);
