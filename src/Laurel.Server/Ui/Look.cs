using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Laurel.Server.Ui.Frame;
using Microsoft.Net.Http.Headers;

namespace Laurel.Server.Ui;

/// <summary>
/// The stylesheet, the script and the mark: all embedded, served under a name that changes with their content, so that a browser keeps
/// them for ever.
/// </summary>
internal static partial class Look
{
    private const string Forever = "public, max-age=31536000, immutable";
    private static readonly string StylesheetText = Combine();
    private static readonly string ScriptText = Resource.Text("Ui.Laurel.js");

    public static string Stylesheet { get; } = $"/look/{Hash(StylesheetText)}/laurel.css";

    public static string Script { get; } = $"/look/{Hash(ScriptText)}/laurel.js";

    public static string Icon { get; } = $"/look/{Hash(Mark.Svg)}/laurel.svg";

    /// <summary>The mark as a picture, for those who do not draw SVG.</summary>
    public static string MarkPicture { get; } = $"/look/{Hash(Mark.Svg)}/laurel.png";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Serve(routes, Stylesheet, StylesheetText, "text/css; charset=utf-8");
        Serve(routes, Script, ScriptText, "text/javascript; charset=utf-8");
        Serve(routes, Icon, Mark.Svg, "image/svg+xml");
        routes.MapGet(MarkPicture, (HttpContext context) => Kept(context, Results.Bytes(Resource.Bytes("Ui.Frame.Mark.png"), "image/png"))).ExcludeFromDescription();
        routes.MapGet("/favicon.ico", () => Results.Redirect(Icon)).ExcludeFromDescription();
    }

    private static void Serve(IEndpointRouteBuilder routes, string path, string text, string type) =>
        routes.MapGet(path, (HttpContext context) => Kept(context, Results.Text(text, type))).ExcludeFromDescription();

    private static IResult Kept(HttpContext context, IResult answer)
    {
        context.Response.Headers[HeaderNames.CacheControl] = Forever;
        return answer;
    }

    /// <summary>Tokens and base first, then one sheet per component and per feature; cascade layers decide the rest.</summary>
    private static string Combine()
    {
        var sheets = Resource.Names(".css").OrderBy(n => n.EndsWith("Ui.Tokens.css", StringComparison.Ordinal) ? 0 : 1);
        return Comments().Replace(string.Concat(sheets.Select(Resource.Text)), "");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    [GeneratedRegex(@"/\*.*?\*/\s*", RegexOptions.Singleline)]
    private static partial Regex Comments();
}
