using Laurel.Server.Http;

namespace Laurel.Server.Features.Docs;

/// <summary>
/// The API described for programs at /openapi/v1.json, for people at /docs, and each kind of problem at /problems/{code}.
/// </summary>
internal static class Docs
{
    /// <summary>How the reader behaves: it asks nobody but us, and wears our colours.</summary>
    private const string Configuration = """
        {
            "agent": {"disabled": true}, "mcp": {"disabled": true}, "telemetry": false, "showDeveloperTools": "never", "withDefaultFonts": false,
            "hideClientButton": true, "defaultOpenFirstTag": false, "authentication": {"preferredSecurityScheme": "key"},
            "customCss": ":root { --scalar-font: Inter, system-ui, sans-serif; --scalar-color-accent: #2f6a43; --scalar-radius: 8px }"
        }
        """;

    private static readonly string Page = $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>API · Laurel</title>
            <link rel="icon" href="{Ui.Look.Icon}" type="image/svg+xml" />
            <link rel="stylesheet" href="{Ui.Look.Stylesheet}" />
        </head>
        <body>
            <script id="api-reference" data-url="/openapi/v1.json" data-configuration='{Configuration}'></script>
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
