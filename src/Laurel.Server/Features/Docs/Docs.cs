using Laurel.Server.Http;

namespace Laurel.Server.Features.Docs;

/// <summary>
/// The API described for programs at /openapi/v1.json, for people at /docs, and each kind of problem at /problems/{code}.
/// </summary>
internal static class Docs
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>Laurel API</title>
        </head>
        <body>
            <script id="api-reference" data-url="/openapi/v1.json" data-configuration='{"withDefaultFonts":false,"hideClientButton":true,"telemetry":false}'></script>
            <script src="/vendor/scalar.js"></script>
        </body>
        </html>
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapGet("/docs", () => Results.Content(Page, "text/html; charset=utf-8")).ExcludeFromDescription();
        routes.MapGet("/problems/{code}", Explain).ExcludeFromDescription();
    }

    private static IResult Explain(string code) => Ui.Words.Has("problems." + code) && !code.Contains('.', StringComparison.Ordinal)
        ? Pages.Show<ProblemPage>(new { Code = code })
        : Results.NotFound();
}
